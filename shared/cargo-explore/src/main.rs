//! `cargo explore`, from any folder: every output that a program can print, under every schedule.

use std::env;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use commands::{explain, explore, timeline};
use terminal::{Failure, Workspace};

/// What users call this.
const NAME: &str = "cargo explore";

/// Finds every output that a program can print, under every schedule
#[derive(Parser)]
#[command(bin_name = NAME, version, arg_required_else_help = true)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    explore: explore::Arguments,
}

#[derive(Subcommand)]
enum Command {
    Explain(explain::Arguments),
    Timeline(timeline::Arguments),
    Watch(commands::watch::Arguments),
    Judge(commands::judge::Arguments),
}

fn main() -> ExitCode {
    commands::run(arguments, |arguments| run(&arguments))
}

/// Cargo repeats the word by which it found us.
fn arguments() -> Result<CommandLine, clap::Error> {
    let mut words: Vec<_> = env::args_os().collect();
    if words.get(1).is_some_and(|word| word == "explore") {
        words.remove(1);
    }
    CommandLine::try_parse_from(words)
}

fn run(arguments: &CommandLine) -> Result<ExitCode, Failure> {
    let workspace = Workspace::elsewhere(models::unpacked()?, NAME)?;
    match &arguments.command {
        None => explore::run(&workspace, &arguments.explore),
        Some(Command::Explain(arguments)) => explain::run(&workspace, arguments),
        Some(Command::Timeline(arguments)) => timeline::run(&workspace, arguments),
        Some(Command::Watch(arguments)) => watch::run(&workspace, arguments),
        Some(Command::Judge(arguments)) => judge::run(&workspace, arguments),
    }
}
