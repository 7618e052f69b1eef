//! The commands of `cargo xtask` that explore programs, once they are needed.
//!
//! This file parses and matches; each subcommand that is only about listings is a file with one `run`, the others are in
//! `commands`.

mod book;
mod claims;
mod compare;
mod cost;
mod meter;
mod quiz;
mod run;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use commands::{explain, explore, timeline};
use terminal::{Failure, Workspace, foreground};

#[derive(Parser)]
#[command(bin_name = "cargo xtask", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(foreground::Arguments),
    Explore(explore::Arguments),
    Explain(explain::Arguments),
    Timeline(timeline::Arguments),
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
        Command::Run(arguments) => run::run(arguments),
        Command::Explore(arguments) => explore::run(&Workspace::open()?, arguments),
        Command::Explain(arguments) => explain::run(&Workspace::open()?, arguments),
        Command::Timeline(arguments) => timeline::run(&Workspace::open()?, arguments),
        Command::Claims(arguments) => claims::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Cost(arguments) => cost::run(arguments),
        Command::Quiz(arguments) => quiz::run(arguments),
        Command::Book(arguments) => book::run(arguments),
    }
}
