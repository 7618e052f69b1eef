//! Pages as readers use them, in a browser without a window. All tests share one session; where there is no browser they are
//! skipped, and say so.

/// Pages and graphs as the commands write them.
mod book;
/// A browser without a window.
mod browser;
/// Texts that look like something else.
mod hostile;
/// How pages look.
mod looks;
/// What the book prints.
mod printed;
/// A reader who walks through a page.
mod reader;
/// What is on a screen.
mod screen;
/// Ways that readers go.
mod walks;

use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use libtest_mimic::{Arguments, Failed, Trial};

use book::Book;
use browser::Browser;

/// What a test needs.
pub struct Desk {
    pub browser: Browser,
    pub book: Book,
}

type Test = (&'static str, fn(&Desk));

/// It starts with the first test that needs it, and ends with the last.
static DESK: Mutex<Option<Desk>> = Mutex::new(None);

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // There is one browser.
    arguments.test_threads = Some(1);
    let is_there = Browser::is_installed();
    let trials = walks::TESTS
        .iter()
        .chain(looks::TESTS)
        .chain(hostile::TESTS)
        .map(|&(name, test)| Trial::test(name, move || run(test)).with_ignored_flag(!is_there));
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    drop(DESK.lock().unwrap_or_else(PoisonError::into_inner).take());
    conclusion.exit_code()
}

fn run(test: fn(&Desk)) -> Result<(), Failed> {
    let mut desk = DESK.lock().unwrap_or_else(PoisonError::into_inner);
    test(desk.get_or_insert_with(|| Desk { browser: Browser::start(), book: Book::new() }));
    Ok(())
}
