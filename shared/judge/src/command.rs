//! `judge` as a command: what it says, and how it ends.

use std::process::ExitCode;

use commands::judge::Arguments;
use commands::output::{note, say, say_json};
use commands::{BROKEN, Failure, INTERRUPTED, Workspace};
use runner::NoAnswer;

use crate::baseline::Baseline;
use crate::book::Book;
use crate::judging::{Depth, judge};
use crate::report;
use crate::row::Row;

/// Judges a book.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let baseline = arguments.baseline.as_deref().map(Baseline::read).transpose()?;
    let book = Book::open(arguments.folder()?)?;
    let depth = if arguments.compile_only { Depth::Compiled } else { Depth::All };
    if depth == Depth::All {
        note(
            "programs of the book are compiled and run with your rights; `--compile-only` runs none, and looks only at what rustc \
             refuses",
        );
    }
    let rows = match judge(workspace, &book, depth) {
        Err(why) if why.downcast_ref().is_some_and(|why| matches!(why, NoAnswer::Stopped)) => {
            return Ok(ExitCode::from(INTERRUPTED));
        }
        rows => rows?,
    };
    let wrong: Vec<&Row> = rows.iter().filter(|row| row.verdict.is_wrong()).collect();
    let new = baseline.as_ref().map_or(wrong.clone(), |baseline| baseline.lacks(&wrong));
    if arguments.json {
        say_json(&rows)?;
    } else {
        say(&report::report(&rows, baseline.is_some().then_some(&new)))?;
    }
    Ok(if new.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(BROKEN) })
}
