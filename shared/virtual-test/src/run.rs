//! Running a test.

use crate::description::{ShouldPanic, TestDesc, TestDescAndFn, TestFn, TestName};
use explorer::Test;
use std::any::Any;
use std::sync::OnceLock;
use virtual_std::eprintln;
use virtual_std::panic::{AssertUnwindSafe, catch_unwind};
use virtual_std::process::{Termination, code_of};

/// How a process of tests ends in which one fails.
const FAILED: i32 = 101;

/// What is explored: a program captures nothing.
static CHOSEN: OnceLock<TestDescAndFn> = OnceLock::new();
static ALL: OnceLock<Vec<TestDescAndFn>> = OnceLock::new();

/// As `test::test_main_static`, which does not come back.
pub fn test_main_static(tests: &[&TestDescAndFn]) {
    let tests = ALL.get_or_init(|| tests.iter().map(|test| **test).collect());
    let told: Vec<Test> = tests.iter().map(|TestDescAndFn { desc, .. }| told(desc)).collect();
    explorer::serve_tests(run, &told, |place| {
        let chosen = ALL.get().and_then(|tests| tests.get(place));
        let _ = chosen.map(|test| CHOSEN.set(*test));
    })
}

/// As `test::assert_test_result`.
///
/// # Errors
/// The test returned what a failing `main` would.
pub fn assert_test_result<T: Termination>(result: T) -> Result<(), String> {
    match code_of(result) {
        0 => Ok(()),
        code => Err(format!(
            "the test returned a termination value with a non-zero status code ({code}) which indicates a failure"
        )),
    }
}

fn told(TestDesc { name: TestName::StaticTestName(name), ignore, .. }: &TestDesc) -> Test {
    Test { name: (*name).to_owned(), ignored: *ignore }
}

/// Runs the chosen test; gives the exit code.
fn run() -> i32 {
    let Some(TestDescAndFn { desc, testfn: TestFn::StaticTestFn(test) }) = CHOSEN.get().copied() else {
        return FAILED;
    };
    let expected = match desc.should_panic {
        ShouldPanic::No => return failure(test()),
        ShouldPanic::Yes => "",
        ShouldPanic::YesWithMessage(expected) => expected,
    };
    let Err(payload) = catch_unwind(AssertUnwindSafe(test)) else {
        eprintln!(
            "note: test did not panic as expected at {}:{}:{}",
            desc.source_file, desc.start_line, desc.start_col
        );
        return FAILED;
    };
    failure(match message(&*payload) {
        _ if expected.is_empty() => Ok(()),
        Some(message) if message.contains(expected) => Ok(()),
        message => Err(format!(
            "panic did not contain expected string\n      panic message: {:?}\n expected substring: {expected:?}",
            message.unwrap_or("not a text")
        )),
    })
}

fn failure(result: Result<(), String>) -> i32 {
    let Err(why) = result else { return 0 };
    eprintln!("note: {why}");
    FAILED
}

fn message(payload: &(dyn Any + Send)) -> Option<&str> {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or(payload.downcast_ref::<&str>().copied())
}
