//! The explorer as a program of its own: a request comes through standard input, the answer goes to what was standard output.
//! Whatever the explored program does wrong, it does in this process and to no other.

use crate::bound::Bound;
use crate::error::Error;
use crate::explain::explain;
use crate::exploration::{Exploration, explore};
use crate::mouth::Mouth;
use crate::observed::Observed;
use crate::options::{Limits, Options};
use crate::outcome::Outcome;
use crate::search::Program;
use crate::source::Source;
use crate::text::Words;
use crate::timeline::timeline;
use crate::watchdog;
use answers::{Answer, Crash, Death, Drawn, Question, Request};
use engine::{ClockMode, Fatal, Settings, Sharing};
use std::sync::Arc;

/// After how many runs to stop, unless the request says otherwise: each leaves a little memory behind.
const SCHEDULES: u64 = 10_000;

/// When to give up explaining with the one and with the other clock: after about a second.
const ENOUGH: Limits = Limits { schedules: u64::MAX, steps: 1_500_000, states: 300_000, bytes: usize::MAX };

/// How often a schedule is repeated where it may print something else: two elements come in the same order half of the time.
const AGAIN: u32 = 20;

/// Answers the request that comes through standard input about the program in this file, and ends the process.
pub fn serve(program: Program, source: Source) -> ! {
    let Ok(mouth) = Mouth::take().map(Arc::new) else { std::process::exit(2) };
    watchdog::start(Arc::clone(&mouth));
    let answer = match serde_json::from_reader(std::io::stdin().lock()) {
        Ok(request) => {
            answer(program, source, request).unwrap_or_else(|error| Answer::Refused(error.to_string()))
        }
        Err(error) => Answer::Refused(format!("not a request of the explorer's: {error}")),
    };
    mouth.say(&answer);
    std::process::exit(0)
}

fn answer(program: Program, source: Source, request: Request) -> Result<Answer, Error> {
    let words = Words::of(source.text);
    if let Some(sentence) = words.as_ref().and_then(Words::refusal) {
        return Ok(Answer::Refused(sentence));
    }
    let crashes = request.has_enough_crashes().then_some(Bound::Crashes(request.crashes.len()));
    let Request { question, args, limits, crashes: known } = request;
    if let Some(seconds) = limits.seconds {
        watchdog::stop_after(seconds);
    }
    let known = Arc::new(known.into_iter().map(|crash| (crash.history, fatal(&crash))).collect());
    let usual = Limits {
        schedules: limits.max_schedules.unwrap_or(SCHEDULES),
        steps: limits.max_steps.unwrap_or(Limits::default().steps),
        ..Limits::default()
    };
    // What is no program to us may do anything.
    let sharing = words.as_ref().map_or(Sharing::Hidden, Words::sharing);
    let options = |clock, limits| Options {
        settings: Settings { fatal: known, sharing, ..settings(clock, args, source) },
        limits,
        instead: crashes,
        ..Options::default()
    };
    match question {
        Question::Explore(answers::Explore { clock, reduction, most }) => {
            let clock = match clock {
                answers::Clock::Exact => ClockMode::Exact,
                answers::Clock::Late => ClockMode::Late,
            };
            let options = Options { reduction, ..options(clock, usual) };
            let found = explore(program, &options)?;
            let mut outcome = found.outcome(most)?;
            if words.as_ref().is_some_and(Words::has_unordered) && varies(&found, &outcome) {
                outcome.exhaustive = false;
                outcome.why_not.get_or_insert_with(|| {
                    "the order of a `HashMap` or `HashSet` is another one in each run".to_owned()
                });
            }
            Ok(Answer::Outcome(outcome.answer()))
        }
        Question::Timeline(answers::Timeline { output, most }) => {
            let found = explore(program, &options(ClockMode::Exact, usual))?;
            let outcome = found.outcome(most.max(output))?;
            let run = match outcome.outputs.get(output.wrapping_sub(1)) {
                None => None,
                Some(output) => Some(match found.in_turns(output) {
                    Some(run) => run,
                    None => found.replay(&output.schedule)?,
                }),
            };
            let timeline = run.map(|run| timeline(&run, source.text));
            Ok(Answer::Drawn(Drawn { outcome: outcome.answer(), timeline }))
        }
        Question::Explain(answers::Explain { seen, extent }) => {
            let observed = Observed { text: seen, extent };
            let explanation = explain(program, &options(ClockMode::Exact, ENOUGH), &observed)?;
            Ok(Answer::Explanation(explanation.told()))
        }
    }
}

/// Whether the same schedule does not always print the same.
fn varies(found: &Exploration, outcome: &Outcome) -> bool {
    let Some(first) = outcome.outputs.first() else { return false };
    let is_other = |_| found.replay(&first.schedule).map_or(true, |run| run.lines != first.lines);
    (0..AGAIN).any(is_other)
}

/// What comes to pass instead of what would end the process.
fn fatal(crash: &Crash) -> Fatal {
    let sentence = crash.to_string();
    match crash.death {
        Death::Endless | Death::Blocked => Fatal::Stays(sentence),
        Death::Boundless => Fatal::Stops(sentence),
        _ => Fatal::Aborts(sentence),
    }
}

fn settings(clock: ClockMode, args: Vec<String>, source: Source) -> Settings {
    let args = ["program".to_owned()].into_iter().chain(args).collect();
    Settings { clock, file: Some(source.path), args, ..Settings::default() }
}
