//! Programs of ours that not everybody needs: built through cargo when they are first needed.

use std::env;
use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use runner::{Build, Receipt};

use crate::output::note;
use crate::workspace::around;
use crate::{Failure, Workspace};

/// Has the program of a package do something with these arguments; it is built when it is first needed. `what` it is, in words.
pub fn hand_over(package: &str, what: &str, arguments: &[OsString]) -> Result<ExitCode, Failure> {
    let executable = match at_hand(package) {
        Some(executable) => executable,
        None => tool(&Workspace::of_this_program()?, package, "dev", what)?,
    };
    become_another(Command::new(executable).args(arguments))
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
    Ok(ExitCode::from(code.unwrap_or(crate::WRONG_USE)))
}

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
        _ if workspace.stop.is_asked() => Err("stopped".into()),
        Some(Build::Refused(errors)) => {
            let errors: Vec<&str> = errors.iter().map(|error| error.rendered.trim_end()).collect();
            Err(format!("rustc refuses {package}\n{}", errors.join("\n\n")).into())
        }
        Some(Build::Stopped(excess)) => Err(format!("{package}: {excess}").into()),
        None => Err(format!("cargo could not build {package}\n{}", builds.said().trim_end()).into()),
    }
}

/// The executable of a package of that name which is beside this one, if cargo need not be asked whether it is as it should be.
fn at_hand(package: &str) -> Option<PathBuf> {
    let executable = env::current_exe().ok()?.with_file_name(format!("{package}{EXE_SUFFIX}"));
    Receipt::of(&executable, around()).holds().then_some(executable)
}
