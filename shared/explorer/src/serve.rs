//! The explorer as a program of its own: a request comes as an argument, the answer goes to stdout. Whatever the explored
//! program does wrong, it does in this process and to no other.

use crate::error::Error;
use crate::explain::{Told, explain};
use crate::exploration::explore;
use crate::observed::{Extent, Observed};
use crate::options::{Limits, Options, Reduction};
use crate::outcome::Outcome;
use crate::search::Program;
use crate::source::Source;
use crate::timeline::timeline;
use crate::told_event::{ToldEvent, story};
use crate::watchdog;
use engine::{ClockMode, Settings};
use serde::{Deserialize, Serialize};
use timeline::Timeline;

/// After how many runs to stop, unless the request says otherwise: each leaves a little memory behind.
const SCHEDULES: u64 = 10_000;

/// When to give up explaining with the one and with the other clock: after about a second.
const ENOUGH: Limits = Limits { schedules: u64::MAX, steps: 1_500_000, states: 300_000 };

/// What can be asked about a program.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Request {
    /// Which outputs it has.
    Explore {
        clock: Clock,
        max_schedules: Option<u64>,
        /// How many outputs to show.
        most: usize,
        args: Vec<String>,
        #[serde(default)]
        reduction: Reduction,
    },
    /// What happens in a run that leads to one of its outputs.
    Timeline {
        /// Which one, from 1.
        output: usize,
        max_schedules: Option<u64>,
        /// In all runs together.
        max_steps: Option<u64>,
        /// How many outputs to show.
        most: usize,
        args: Vec<String>,
    },
    /// Whether it can print this.
    Explain { seen: String, extent: Seen, args: Vec<String> },
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Clock {
    Exact,
    Late,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Seen {
    Whole,
    CutOff,
}

/// What is answered.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    Outcome(Outcome),
    Drawn(Drawn),
    Explanation {
        #[serde(flatten)]
        told: Told,
        /// What happens in a run that prints this.
        events: Vec<ToldEvent>,
    },
    /// Why nothing can be said, in a sentence.
    Refused(String),
}

/// What happens in a run, and what other runs there are.
#[derive(Debug, Serialize)]
struct Drawn {
    outcome: Outcome,
    /// `None` if there are fewer outputs.
    timeline: Option<Timeline>,
}

/// Answers the request that stands in the first argument about the program in this file, and ends the process.
pub fn serve(program: Program, source: Source) -> ! {
    watchdog::start(|sentence| say(&Answer::Refused(sentence)));
    let request = std::env::args().nth(1).unwrap_or_default();
    let answer = match serde_json::from_str(&request) {
        Ok(request) => {
            answer(program, source, request).unwrap_or_else(|error| Answer::Refused(error.to_string()))
        }
        Err(error) => Answer::Refused(format!("not a request of the explorer's: {error}")),
    };
    say(&answer);
    std::process::exit(0)
}

fn say(answer: &Answer) {
    // What can't be written, nobody reads.
    let _ = serde_json::to_writer(std::io::stdout().lock(), answer);
    println!();
}

fn answer(program: Program, source: Source, request: Request) -> Result<Answer, Error> {
    match request {
        Request::Explore { clock, max_schedules, most, args, reduction } => {
            let clock = match clock {
                Clock::Exact => ClockMode::Exact,
                Clock::Late => ClockMode::Late,
            };
            let schedules = max_schedules.unwrap_or(SCHEDULES);
            let limits = Limits { schedules, ..Limits::default() };
            let options = Options { settings: settings(clock, args, source), reduction, limits };
            Ok(Answer::Outcome(explore(program, &options)?.outcome(most)?))
        }
        Request::Timeline { output, max_schedules, max_steps, most, args } => {
            let usual = Limits::default();
            let schedules = max_schedules.unwrap_or(SCHEDULES);
            let limits = Limits { schedules, steps: max_steps.unwrap_or(usual.steps), ..usual };
            let options =
                Options { settings: settings(ClockMode::Exact, args, source), limits, ..Options::default() };
            let found = explore(program, &options)?;
            let outcome = found.outcome(most.max(output))?;
            let run = match outcome.outputs.get(output.wrapping_sub(1)) {
                None => None,
                Some(output) => Some(match found.in_turns(output) {
                    Some(run) => run,
                    None => found.replay(&output.schedule)?,
                }),
            };
            let timeline = run.map(|run| timeline(&run, source.text));
            Ok(Answer::Drawn(Drawn { outcome, timeline }))
        }
        Request::Explain { seen, extent, args } => {
            let extent = match extent {
                Seen::Whole => Extent::Whole,
                Seen::CutOff => Extent::CutOff,
            };
            let options = Options {
                settings: settings(ClockMode::Exact, args, source),
                limits: ENOUGH,
                ..Options::default()
            };
            let explanation = explain(program, &options, &Observed { text: seen, extent })?;
            let events = explanation.replay.as_ref().map_or(&[][..], |replay| &replay.events);
            Ok(Answer::Explanation { told: explanation.told(), events: story(events) })
        }
    }
}

fn settings(clock: ClockMode, args: Vec<String>, source: Source) -> Settings {
    let args = ["program".to_owned()].into_iter().chain(args).collect();
    Settings { clock, file: Some(source.path), args, ..Settings::default() }
}
