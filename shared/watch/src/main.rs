//! `cargo xtask watch`, once it is needed.

use std::process::ExitCode;

use clap::Parser;
use commands::watch::Arguments;
use terminal::Workspace;

#[derive(Parser)]
#[command(bin_name = "cargo xtask watch")]
struct CommandLine {
    #[command(flatten)]
    arguments: Arguments,
}

fn main() -> ExitCode {
    commands::run(CommandLine::try_parse, |line| watch::run(&Workspace::open()?, &line.arguments))
}
