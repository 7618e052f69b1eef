//! Running a program for real, and explaining what it printed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use answers::{Explain, Extent, Limits};
use commands::explain::told;
use commands::explored::{self, Explored};
use runner::{Build, Builds, Ended, LISTING, Line, Process, Site, Stop, Transcript, Until, Words};
use screen::escaped;
use terminal::{Failure, Workspace};
use worlds::VirtualWorld;

use crate::round::Round;

/// Who runs longer is stopped.
const LONGEST: Duration = Duration::from_secs(30);
/// How often it is looked whether that is so.
const TICK: Duration = Duration::from_millis(50);

/// What a real run of a program prints, and how it comes to that.
///
/// # Errors
/// It can't be run; says why.
pub fn explained(workspace: &Workspace, round: &Round) -> Result<String, Failure> {
    let Round { explored, explorable, .. } = round;
    let (binary, builds) = build(workspace, explored)?;
    let executable = match builds.named(&binary) {
        Some(Build::Executable(executable)) => executable.clone(),
        Some(Build::Refused(errors)) => {
            let errors: Vec<&str> = errors.iter().map(|error| error.rendered.trim_end()).collect();
            return Err(errors.join("\n\n").into());
        }
        Some(Build::Stopped(excess)) => return Err(excess.to_string().into()),
        None => {
            return Err(
                format!("cargo could not build {}\n{}", explored.name, builds.said().trim_end()).into()
            );
        }
    };
    let site = Site::open().map_err(|error| format!("cannot serve pages on 127.0.0.1: {error}"))?;
    let args = explored.args.iter().map(|argument| site.real(argument)).collect();
    let (folder, input) = (std::env::current_dir()?, explored.input().to_vec());
    let process = Process { executable, args, folder, memory: Some(LISTING), input };
    let transcript = run(&process, round, &workspace.stop)?;
    let (seen, extent) = seen(&transcript, &site);
    let question = Explain { seen: seen.clone(), extent };
    let explanation = explored::ask(workspace, explored, explorable, question, Limits::default())??;
    let printed: String = seen.lines().map(|line| format!("    {}\n", escaped(line))).collect();
    Ok(format!("a real run printed\n{printed}\n{}", told(&explanation, &seen, false)))
}

fn build(workspace: &Workspace, explored: &Explored) -> Result<(String, Builds), Failure> {
    let (cargo, stop) = (&workspace.cargo, &workspace.stop);
    let Some(file) = explored.file() else {
        let program = workspace.program;
        return Err(format!("`e` runs listings and files; run a package with cargo, and have `{program} explain` tell how what it prints comes about").into());
    };
    if let Ok(listing) = workspace.catalogue.find(&explored.name) {
        return Ok((listing.id.package(), cargo.build(&[listing], Words::Kept, stop)?));
    }
    let world = VirtualWorld::new(cargo.folder(), &workspace.target);
    Ok((file.name.clone(), world.build_real(cargo, file, Words::Kept, stop)?))
}

/// Runs it until it ends, hangs as some run of it does, prints nothing for long, or has run long enough.
fn run(process: &Process, round: &Round, wish: &Stop) -> Result<Transcript, Failure> {
    let (stop, is_over) = (Stop::new(), AtomicBool::new(false));
    let hangs = |lines: &[Line]| {
        let mut hanging = round.outcome.outputs.iter().filter(|output| output.hangs());
        hanging.any(|output| output.lines.len() == lines.len())
    };
    let transcript = thread::scope(|scope| {
        scope.spawn(|| {
            let start = Instant::now();
            while !is_over.load(Ordering::SeqCst) {
                if wish.is_asked() || start.elapsed() > LONGEST {
                    stop.ask();
                }
                thread::sleep(TICK);
            }
        });
        let transcript = process.run(&Until::Settled(&hangs), &stop, &mut |_| {});
        is_over.store(true, Ordering::SeqCst);
        transcript
    });
    Ok(transcript?)
}

/// What somebody would have seen in a terminal, and whether that is all.
fn seen(transcript: &Transcript, site: &Site) -> (String, Extent) {
    let line = |line: &Line| site.named(&line.text) + if line.whole { "\n" } else { "" };
    let mut seen: String = transcript.lines.iter().map(line).collect();
    let extent = match transcript.ended {
        Ended::Returned { .. } | Ended::Panicked | Ended::Signalled { .. } | Ended::StackOverflow => {
            Extent::Whole
        }
        Ended::Hung { .. } | Ended::Interrupted | Ended::Flooded { .. } | Ended::OutOfMemory { .. } => {
            seen += "^C\n";
            Extent::CutOff
        }
    };
    (seen, extent)
}
