//! Measures what a thread and a task cost on this machine, and prints a [`cost::Report`] as JSON.
//!
//! ```text
//! cost-meter [--quick] [--only ID…]
//! ```
//!
//! It takes its figures from child processes, each of which is this program again with one [`Request`]: none sees memory
//! that another has left behind, and one that comes to grief takes nothing else with it. What it measures at the
//! moment goes to stderr, a line each. Exit code 2 says that it was not used as it is meant to be.

mod asleep;
mod channels;
mod child;
mod effort;
mod hand_over;
mod kind;
mod machine;
mod memory;
mod parallel;
mod place;
mod processor;
mod request;
mod room;
mod rounds;
mod start_end;
mod subject;
mod subjects;
mod survey;
mod tasks;
mod threads;
mod uncontended;

use std::process::ExitCode;

use crate::effort::Effort;
use crate::request::Request;
use crate::survey::Survey;

/// Wrong use, or something without which nothing can be measured.
const WRONG_USE: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(WRONG_USE)
        }
    }
}

fn run(arguments: &[String]) -> Result<String, String> {
    if let [word, request] = arguments
        && word == child::WORD
    {
        let request: Request = serde_json::from_str(request).map_err(|error| error.to_string())?;
        return request.answer();
    }
    let (effort, only) = match arguments {
        [quick, rest @ ..] if quick == "--quick" => (Effort::QUICK, rest),
        rest => (Effort::FULL, rest),
    };
    let only = match only {
        [] => None,
        [word, ids @ ..] if word == "--only" && !ids.is_empty() => Some(ids),
        _ => return Err("use it as `cost-meter [--quick] [--only ID…]`".to_owned()),
    };
    let report = Survey::new(&effort, only)?.report();
    serde_json::to_string(&report).map_err(|error| error.to_string())
}
