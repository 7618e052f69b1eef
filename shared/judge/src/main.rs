//! `cargo xtask judge`, once it is needed.

use std::process::ExitCode;

use clap::Parser;
use commands::judge::Arguments;
use terminal::Workspace;

#[derive(Parser)]
#[command(bin_name = "cargo xtask judge")]
struct CommandLine {
    #[command(flatten)]
    arguments: Arguments,
}

fn main() -> ExitCode {
    commands::run(CommandLine::try_parse, |line| judge::run(&Workspace::open()?, &line.arguments))
}
