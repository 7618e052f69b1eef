//! `cargo xtask watch`: the part of it that is always there.

use std::env;
use std::process::{Command, ExitCode};

use commands::watch::Arguments;
use commands::{Failure, Workspace};

use crate::tool::{become_another, tool};

/// Hands over to the program that does it, which is built when it is first needed.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    // Who names something that is not there needs not wait.
    arguments.find(&workspace)?;
    let mut command = Command::new(tool(&workspace, "watch", "dev", "what notices saves")?);
    // Without our own name and that of the command.
    become_another(command.args(env::args_os().skip(2)))
}
