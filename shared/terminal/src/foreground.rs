//! A program that runs in the foreground.

use std::env;
use std::io::Write;
use std::process::ExitCode;

use catalogue::{Ends, Listing, Stream};
use runner::{Build, Builds, CompileError, Ended, LISTING, Line, Process, Site, Transcript, Until};

use crate::output::{Unwritten, complain, note, warn, write};
use crate::style::{DIM, paint};
use crate::{BROKEN, Failure, INTERRUPTED, Workspace};

/// Builds one listing or a file of yours and runs it in the foreground
#[derive(clap::Args)]
pub struct Arguments {
    /// Which one: `17-12`, or `17-6` for `17-06`; or the path of a Rust file
    #[arg(value_name = "ID|FILE.rs")]
    pub program: String,
    /// Put the time since the start before each line
    #[arg(long)]
    times: bool,
    /// Arguments for the listing, in place of its usual ones
    #[arg(last = true)]
    args: Vec<String>,
}

/// Runs what was built: a listing, or a file if it is none.
pub fn run(
    workspace: &Workspace,
    arguments: &Arguments,
    builds: &Builds,
    binary: &str,
    listing: Option<&Listing>,
) -> Result<ExitCode, Failure> {
    let name = listing.map_or(arguments.program.clone(), |listing| listing.id.to_string());
    warn(builds.warnings(binary).iter().map(|warning| warning.rendered.as_str()));
    match builds.named(binary) {
        Some(Build::Executable(executable)) => {
            let site = Site::open().map_err(|error| format!("cannot serve pages on 127.0.0.1: {error}"))?;
            let usual = listing.map_or(&arguments.args, |listing| &listing.args);
            let args = if arguments.args.is_empty() { usual } else { &arguments.args };
            let process = Process {
                executable: executable.clone(),
                args: args.iter().map(|argument| site.real(argument)).collect(),
                folder: env::current_dir()?,
                memory: Some(LISTING),
                input: Vec::new(),
            };
            if let Some(why) = listing.and_then(hanging) {
                note(&why);
            }
            show(&process, arguments.times, &site, workspace)
        }
        Some(Build::Refused(errors)) => Ok(refused(&name, listing, errors)),
        Some(Build::Stopped(excess)) => Err(format!("{name}: {excess}").into()),
        None if workspace.stop.is_asked() => Ok(ExitCode::from(INTERRUPTED)),
        None => Err(format!("cargo could not build {name}\n{}", builds.said().trim_end()).into()),
    }
}

fn show(process: &Process, times: bool, site: &Site, workspace: &Workspace) -> Result<ExitCode, Failure> {
    let mut written = Ok(());
    // Whether the streams are amid a line.
    let mut amid = [false; 2];
    let mut on_line = |line: &Line| {
        let amid = &mut amid[line.stream as usize];
        let result = pass_on(line, &site.named(&line.text), times && !*amid);
        *amid = !line.whole;
        if result.is_err() {
            workspace.stop.ask();
            written = result;
        }
    };
    let Transcript { ended, strays, .. } = process.run(&Until::Stopped, &workspace.stop, &mut on_line)?;
    written?;
    if let Ended::OutOfMemory { limit } = ended {
        complain(&*Failure::from(format!("it took more than {limit} of memory, and was stopped")));
    }
    if !strays.is_empty() {
        note(&format!("it left {} running, which we have ended", strays.join(", ")));
    }
    Ok(exit_code(&ended))
}

/// The text has the site's name in place of its address, as everywhere else.
fn pass_on(line: &Line, text: &str, times: bool) -> Result<(), Unwritten> {
    let time =
        if times { paint(DIM, format_args!("{:7.3} s  ", line.at.as_secs_f64())) } else { String::new() };
    let end = if line.whole { "\n" } else { "" };
    match line.stream {
        Stream::Stdout => write(&format!("{time}{text}{end}"))?,
        // Nobody can be told that stderr can't be written.
        Stream::Stderr => drop(write!(anstream::stderr().lock(), "{time}{text}{end}")),
    }
    Ok(())
}

/// The listing's own exit code; after a signal, as shells say it.
fn exit_code(ended: &Ended) -> ExitCode {
    let code = match ended {
        Ended::Returned { code } => *code,
        Ended::Panicked => 101,
        Ended::Signalled { signal } => 128 + signal,
        Ended::StackOverflow | Ended::OutOfMemory { .. } => BROKEN.into(),
        Ended::Interrupted | Ended::Hung { .. } | Ended::Flooded { .. } => INTERRUPTED.into(),
    };
    ExitCode::from(u8::try_from(code).unwrap_or(BROKEN))
}

/// What to know before one runs that may never end.
fn hanging(listing: &Listing) -> Option<String> {
    let hangs = match listing.promise.ends {
        Ends::Hangs => "hangs on purpose",
        Ends::MayHang => "may hang, on purpose",
        Ends::Returns | Ends::Refused(_) => return None,
    };
    let id = &listing.id;
    Some(format!("{id} {hangs}; Ctrl-C ends it; `cargo xtask explore {id}` says why"))
}

fn refused(name: &str, listing: Option<&Listing>, errors: &[CompileError]) -> ExitCode {
    let mut stderr = anstream::stderr().lock();
    for error in errors {
        let _ = writeln!(stderr, "{}", error.rendered);
    }
    drop(stderr);
    match listing.and_then(Listing::refusal) {
        Some(why) => note(&why),
        None => complain(&*Failure::from(format!("rustc refuses {name}: there is nothing to run"))),
    }
    ExitCode::from(BROKEN)
}
