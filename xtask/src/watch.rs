//! `cargo xtask watch`: the part of it that is always there.

use std::env;
use std::process::{Command, ExitCode};

use commands::watch::Arguments;
use commands::{Failure, Workspace};

use crate::tool::tool;

/// Hands over to the program that does it, which is built when it is first needed.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    // Who names something that is not there needs not wait.
    arguments.find(&workspace)?;
    let mut command = Command::new(tool(&workspace, "watch", "dev", "what notices saves")?);
    // Without our own name and that of the command.
    become_another(command.args(env::args_os().skip(2)))
}

/// Its process is ours, so that signals, the terminal and the exit code are its own.
#[cfg(unix)]
fn become_another(command: &mut Command) -> Result<ExitCode, Failure> {
    use std::os::unix::process::CommandExt;

    let error = command.exec();
    Err(format!("cannot start {}: {error}", command.get_program().display()).into())
}

#[cfg(not(unix))]
fn become_another(command: &mut Command) -> Result<ExitCode, Failure> {
    let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(commands::WRONG_USE)))
}
