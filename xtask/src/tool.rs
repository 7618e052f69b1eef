//! Programs of ours that not everybody needs: built through cargo when they are first needed.

use std::env;
use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use commands::output::note;
use commands::{Failure, Workspace};
use runner::{Build, NoAnswer};

/// The executable of a package of that name, built with a profile, which is "dev" or "release"; `what` it is, in words.
///
/// # Errors
/// It can't be built; says why.
pub fn tool(workspace: &Workspace, package: &str, profile: &str, what: &str) -> Result<PathBuf, Failure> {
    let folder = if profile == "dev" { "debug" } else { profile };
    if !workspace.target.join(folder).join(format!("{package}{EXE_SUFFIX}")).exists() {
        note(&format!("{what} is built once, which may take a minute"));
    }
    let (cargo, stop) = (&workspace.cargo, &workspace.stop);
    let builds = workspace.ticker.building(|words| cargo.build_tool(package, profile, words, stop))?;
    match builds.named(package) {
        Some(Build::Executable(executable)) => Ok(executable.clone()),
        _ if workspace.stop.is_asked() => Err(NoAnswer::Stopped.into()),
        Some(Build::Refused(errors)) => {
            let errors: Vec<&str> = errors.iter().map(|error| error.rendered.trim_end()).collect();
            Err(format!("rustc refuses {package}\n{}", errors.join("\n\n")).into())
        }
        Some(Build::Stopped(excess)) => Err(format!("{package}: {excess}").into()),
        None => Err(format!("cargo could not build {package}\n{}", builds.said().trim_end()).into()),
    }
}

/// Has the program of a package do what this one was asked for, with the same arguments; it is built when it is first needed.
pub fn hand_over(workspace: &Workspace, package: &str, what: &str) -> Result<ExitCode, Failure> {
    let mut command = Command::new(tool(workspace, package, "dev", what)?);
    // Without our own name and that of the command.
    become_another(command.args(env::args_os().skip(2)))
}

/// Hands over: its process is ours, so that signals, the terminal and the exit code are its own.
#[cfg(unix)]
pub fn become_another(command: &mut Command) -> Result<ExitCode, Failure> {
    use std::os::unix::process::CommandExt;

    let error = command.exec();
    Err(format!("cannot start {}: {error}", command.get_program().display()).into())
}

#[cfg(not(unix))]
pub fn become_another(command: &mut Command) -> Result<ExitCode, Failure> {
    let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(commands::WRONG_USE)))
}
