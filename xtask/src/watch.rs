//! `cargo xtask watch`: the part of it that is always there.

use std::process::ExitCode;

use commands::watch::Arguments;
use commands::{Failure, Workspace};

use crate::tool::hand_over;

/// Hands over to the program that does it, which is built when it is first needed.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    // Who names something that is not there needs not wait.
    arguments.find(&workspace)?;
    hand_over(&workspace, "watch", "what notices saves")
}
