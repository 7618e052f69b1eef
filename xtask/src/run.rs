//! `cargo xtask run`: one listing in the foreground.

use std::io::Write;
use std::process::ExitCode;

use catalogue::{Listing, Stream};
use runner::{Build, CompileError, Ended, LISTING, Line, Process, Site, Transcript, Until, Words};

use commands::Workspace;
use commands::output::{Unwritten, complain, note, warn, write};
use commands::style::{DIM, paint};
use commands::{BROKEN, Failure, INTERRUPTED};

/// Builds one listing and runs it in the foreground
#[derive(clap::Args)]
pub struct Arguments {
    /// Which one: `17-12`, or `17-6` for `17-06`
    id: String,
    /// Put the time since the start before each line
    #[arg(long)]
    times: bool,
    /// Arguments for the listing, in place of its usual ones
    #[arg(last = true)]
    args: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let listing = workspace.catalogue.find(&arguments.id)?;
    let builds = workspace.cargo.build(&[listing], Words::Shown, &workspace.stop)?;
    let warnings = builds.warnings(&listing.id.package());
    warn(&warnings.iter().map(|warning| warning.rendered.trim_end()).collect::<Vec<_>>().join("\n\n"));
    match builds.of(listing) {
        Some(Build::Executable(executable)) => {
            let site = Site::open().map_err(|error| format!("cannot serve pages on 127.0.0.1: {error}"))?;
            let args = if arguments.args.is_empty() { &listing.args } else { &arguments.args };
            let args = args.iter().map(|argument| site.real(argument)).collect();
            let process = Process {
                executable: executable.clone(),
                args,
                folder: std::env::current_dir()?,
                memory: Some(LISTING),
                input: Vec::new(),
            };
            show(&process, arguments.times, &site, &workspace)
        }
        Some(Build::Refused(errors)) => Ok(refused(listing, errors)),
        Some(Build::Stopped(excess)) => Err(format!("{}: {excess}", listing.id).into()),
        None if workspace.stop.is_asked() => Ok(ExitCode::from(INTERRUPTED)),
        None => Err(format!("cargo could not build {}; what it said stands above", listing.id).into()),
    }
}

fn show(process: &Process, times: bool, site: &Site, workspace: &Workspace) -> Result<ExitCode, Failure> {
    let mut written = Ok(());
    let mut on_line = |line: &Line| {
        let result = pass_on(line, &site.named(&line.text), times);
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

fn refused(listing: &Listing, errors: &[CompileError]) -> ExitCode {
    let mut stderr = anstream::stderr().lock();
    for error in errors {
        let _ = writeln!(stderr, "{}", error.rendered);
    }
    let meant = if listing.promise.ends.is_refused() { ", as it is meant to" } else { "" };
    let _ = writeln!(stderr, "rustc refuses {}{meant}: there is nothing to run", listing.id);
    ExitCode::from(BROKEN)
}
