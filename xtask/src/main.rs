//! The command line of the listings: `cargo xtask --help` shows it.
//!
//! This file parses and matches; each subcommand is a file with one `run`. The environment is read
//! in `commands`, nowhere else.

mod book;
mod claims;
mod compare;
mod cost;
mod judge;
mod list;
mod meter;
mod progress;
mod quiz;
mod run;
mod run_all;
mod tool;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use commands::{Failure, Workspace, explain, explore, timeline};

/// Runs the listings of chapters 16 and 17 of The Rust Programming Language and judges what they do.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    List(list::Arguments),
    Run(run::Arguments),
    RunAll(run_all::Arguments),
    Explore(explore::Arguments),
    Explain(explain::Arguments),
    Timeline(timeline::Arguments),
    Watch(commands::watch::Arguments),
    Judge(commands::judge::Arguments),
    Claims(claims::Arguments),
    Compare(compare::Arguments),
    Cost(cost::Arguments),
    Quiz(quiz::Arguments),
    Book(book::Arguments),
}

fn main() -> ExitCode {
    commands::run(Arguments::try_parse, |arguments| run(&arguments.command))
}

fn run(command: &Command) -> Result<ExitCode, Failure> {
    match command {
        Command::List(arguments) => list::run(arguments),
        Command::Run(arguments) => run::run(arguments),
        Command::RunAll(arguments) => run_all::run(arguments),
        Command::Explore(arguments) => explore::run(&Workspace::open()?, arguments),
        Command::Explain(arguments) => explain::run(&Workspace::open()?, arguments),
        Command::Timeline(arguments) => timeline::run(&Workspace::open()?, arguments),
        Command::Watch(arguments) => watch::run(arguments),
        Command::Judge(arguments) => judge::run(arguments),
        Command::Claims(arguments) => claims::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Cost(arguments) => cost::run(arguments),
        Command::Quiz(arguments) => quiz::run(arguments),
        Command::Book(arguments) => book::run(arguments),
    }
}
