//! The command line of the listings: `cargo xtask --help` shows it.
//!
//! This file parses and matches. What runs listings is here, a file with one `run` for each subcommand; the others are programs of
//! their own in `shared/`, so that nobody waits for them who does not need them.

mod list;
mod other;
mod progress;
mod run;
mod run_all;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use terminal::{Failure, foreground};

use crate::other::Words;

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
    Run(foreground::Arguments),
    RunAll(run_all::Arguments),
    /// Finds every output that a listing or a file of yours can print, under every schedule
    Explore(Words),
    /// Says whether a listing or a file of yours can print what you saw, and by which schedule
    Explain(Words),
    /// Draws what happens in a run of a listing or of a file of yours: a lane for each thread, task and future
    Timeline(Words),
    /// Explores a program again whenever it is saved, and says what has changed
    Watch(Words),
    /// Says of each output and error that a book prints whether its programs can give it
    Judge(Words),
    /// Checks what the chapters claim about how programs behave, and gives each claim a verdict
    Claims(Words),
    /// Shows two programs side by side, such as a thread and the task that does the same job
    Compare(Words),
    /// Measures what a thread and a task cost on this machine, which takes less than a minute
    Cost(Words),
    /// Asks what listings can print, how they end and whether they compile; the answers are computed
    Quiz(Words),
    /// Makes the site of all listings, or a page of one program, in which a reader decides who goes next
    Book(Words),
}

fn main() -> ExitCode {
    let asked = asked();
    terminal::run(|| Arguments::try_parse_from(&asked), |arguments| run(&arguments.command, &asked[1..]))
}

/// What the user has written: `help run` is another way to say `run --help`.
fn asked() -> Vec<OsString> {
    let mut words: Vec<OsString> = env::args_os().collect();
    if words.len() == 3 && words[1] == "help" {
        words.remove(1);
        words.push("--help".into());
    }
    words
}

fn run(command: &Command, asked: &[OsString]) -> Result<ExitCode, Failure> {
    match command {
        Command::List(arguments) => list::run(arguments),
        Command::Run(arguments) => run::run(arguments, asked),
        Command::RunAll(arguments) => run_all::run(arguments),
        Command::Watch(_) => other::watch(asked),
        Command::Judge(_) => other::judge(asked),
        Command::Explore(_)
        | Command::Explain(_)
        | Command::Timeline(_)
        | Command::Claims(_)
        | Command::Compare(_)
        | Command::Cost(_)
        | Command::Quiz(_)
        | Command::Book(_) => other::study(asked),
    }
}
