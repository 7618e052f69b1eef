//! `cargo xtask book`, once it is needed.

use std::process::ExitCode;

use book::Arguments;
use clap::Parser;
use terminal::Workspace;

#[derive(Parser)]
#[command(bin_name = "cargo xtask book")]
struct CommandLine {
    #[command(flatten)]
    arguments: Arguments,
}

fn main() -> ExitCode {
    commands::run(CommandLine::try_parse, |line| book::run(&Workspace::open()?, &line.arguments))
}
