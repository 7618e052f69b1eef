//! The command line of the listings: `cargo xtask --help` shows it.
//!
//! This file parses and matches; each subcommand is a file with one `run`. The environment is read
//! here and in [`workspace`], nowhere else.

mod claims;
mod compare;
mod cost;
mod drawing;
mod explain;
mod explore;
mod explored;
mod helped;
mod interrupt;
mod list;
mod meter;
mod outcome;
mod output;
mod progress;
mod run;
mod run_all;
mod seen;
mod story;
mod style;
mod terminal;
mod ticker;
mod timeline;
mod workspace;

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::output::{Unwritten, is_closed_pipe};

/// What a subcommand that could not do its work says.
type Failure = Box<dyn std::error::Error>;

/// A promise was broken.
const BROKEN: u8 = answers::ExitCode::Broken as u8;
/// Wrong use, or something without which nothing can be done.
const WRONG_USE: u8 = answers::ExitCode::WrongUse as u8;
/// Stopped by Ctrl-C, as shells say it.
const INTERRUPTED: u8 = answers::ExitCode::Interrupted as u8;

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
    Claims(claims::Arguments),
    Compare(compare::Arguments),
    Cost(cost::Arguments),
}

fn main() -> ExitCode {
    // Cargo may have started this in rustc's place.
    if let Some(orders) = env::var_os(runner::ORDERS) {
        return rustc(&orders);
    }
    let done = match Arguments::try_parse() {
        Ok(arguments) => run(&arguments.command),
        // What was asked for was help, or was wrong.
        Err(words) => output::show(&words),
    };
    done.unwrap_or_else(|failure| {
        // Who closes our output early has seen enough.
        if is_closed_pipe(&*failure) {
            return ExitCode::SUCCESS;
        }
        // Where nothing can be written, we have asked to stop ourselves.
        if interrupt::is_asked() && !failure.is::<Unwritten>() {
            return ExitCode::from(INTERRUPTED);
        }
        output::complain(&*failure);
        ExitCode::from(WRONG_USE)
    })
}

/// Has rustc do what cargo asks of it, and a little otherwise.
fn rustc(orders: &OsStr) -> ExitCode {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let done =
        runner::rustc(orders, env::args_os().skip(1).collect(), package).and_then(|mut rustc| rustc.status());
    match done {
        Ok(status) => {
            ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(BROKEN))
        }
        Err(error) => {
            output::complain(&error);
            ExitCode::from(WRONG_USE)
        }
    }
}

fn run(command: &Command) -> Result<ExitCode, Failure> {
    match command {
        Command::List(arguments) => list::run(arguments),
        Command::Run(arguments) => run::run(arguments),
        Command::RunAll(arguments) => run_all::run(arguments),
        Command::Explore(arguments) => explore::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Timeline(arguments) => timeline::run(arguments),
        Command::Claims(arguments) => claims::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Cost(arguments) => cost::run(arguments),
    }
}
