//! The commands that are programs of their own, which are built when they are first needed.

use std::ffi::OsString;
use std::process::ExitCode;

use terminal::{Failure, hand_over};

/// What one of them is told, which it reads itself.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Words {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<OsString>,
}

/// What is about single programs is one program; it is told which command is meant.
pub fn study(asked: &[OsString]) -> Result<ExitCode, Failure> {
    hand_over("study", "what explores programs", asked)
}

pub fn watch(asked: &[OsString]) -> Result<ExitCode, Failure> {
    hand_over("watch", "what notices saves", &asked[1..])
}

pub fn judge(asked: &[OsString]) -> Result<ExitCode, Failure> {
    hand_over("judge", "what reads books", &asked[1..])
}
