//! `cargo xtask judge`: the part of it that is always there.

use std::process::ExitCode;

use commands::judge::Arguments;
use commands::{Failure, Workspace};

use crate::tool::hand_over;

/// Hands over to the program that does it, which is built when it is first needed.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    // Who names something that is not there needs not wait.
    arguments.folder()?;
    hand_over(&Workspace::open()?, "judge", "what reads books")
}
