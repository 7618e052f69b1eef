//! `judge` as a command: what it says, and how it ends.

use std::process::ExitCode;

use commands::judge::Arguments;
use terminal::output::{note, say, say_json};
use terminal::{BROKEN, Failure, INTERRUPTED, Workspace};
use worlds::NoAnswer;

use crate::baseline::Baseline;
use crate::book::Book;
use crate::drift::drift;
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
    if arguments.against.is_some() {
        let Some(drifts) = unless_stopped(drift(workspace, &book))? else {
            return Ok(ExitCode::from(INTERRUPTED));
        };
        if arguments.json {
            say_json(&drifts)?;
        } else {
            say(&report::drifts(&drifts))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let Some(rows) = unless_stopped(judge(workspace, &book, depth))? else {
        return Ok(ExitCode::from(INTERRUPTED));
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

/// What was found out; `None` if the user has stopped that.
fn unless_stopped<T>(found: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match found {
        Err(why) if why.downcast_ref().is_some_and(|why| matches!(why, NoAnswer::Stopped)) => Ok(None),
        found => found.map(Some),
    }
}
