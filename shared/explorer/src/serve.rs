//! The explorer as a program of its own: a request comes through standard input, the answer goes to what was standard output.
//! Whatever the explored program does wrong, it does in this process and to no other.

use crate::bound::Bound;
use crate::choices::{choices, walked};
use crate::error::Error;
use crate::explain::{decides, explain};
use crate::exploration::{Exploration, explore};
use crate::mouth::Mouth;
use crate::observed::Observed;
use crate::options::{Limits, Options};
use crate::outcome::Outcome;
use crate::search::Program;
use crate::source::{Source, Sources};
use crate::strangers;
use crate::timeline::{named, timeline};
use crate::trouble::troubles;
use crate::watchdog;
use crate::weakness;
use answers::{Answer, Crash, Death, Drawn, Question, Request, Test};
use engine::{ClockMode, Fatal, Memory, Names, Polling, Settings};
use std::mem::ManuallyDrop;
use std::sync::Arc;

/// After how many runs to stop, unless the request says otherwise: each leaves a little memory behind.
const SCHEDULES: u64 = 10_000;

/// When to give up explaining with the one and with the other clock: after about a second.
const ENOUGH: Limits = Limits { schedules: u64::MAX, steps: 1_500_000, states: 300_000, bytes: usize::MAX };

/// When to give up looking for what else there is.
const LITTLE: Limits = Limits { schedules: 2_000, steps: 200_000, ..ENOUGH };

/// How often a schedule is repeated where it may print something else: two elements come in the same order half of the time.
const AGAIN: u32 = 20;

/// Notes which test is meant, by its place among all.
pub type Chosen = fn(usize);

/// Answers the request that comes through standard input about the program in these files and those that the request names, and
/// ends the process.
pub fn serve(program: Program, sources: &[Source]) -> ! {
    respond(|request| answer(program, sources, request))
}

/// The same where there are tests: `program` runs the one that was chosen.
pub fn serve_tests(program: Program, tests: &[Test], choose: Chosen) -> ! {
    respond(|request| {
        if matches!(request.question, Question::Tests(_)) {
            return Ok(Answer::Tests(tests.to_vec()));
        }
        let is_meant = |test: &Test| request.program.test.as_ref() == Some(&test.name);
        let Some(place) = tests.iter().position(is_meant) else {
            return Ok(Answer::Refused("it has no such test".to_owned()));
        };
        choose(place);
        answer(program, &[], request)
    })
}

fn respond(answer: impl FnOnce(Request) -> Result<Answer, Error>) -> ! {
    let Ok(mouth) = Mouth::take().map(Arc::new) else { std::process::exit(2) };
    watchdog::start(Arc::clone(&mouth));
    strangers::refuse(Arc::clone(&mouth));
    let request = std::io::read_to_string(std::io::stdin()).unwrap_or_default();
    let answer = match serde_json_wasm::from_str::<Request>(&request) {
        Ok(request) => {
            let others = request.program.not_followed.clone();
            answer(request).unwrap_or_else(|error| Answer::Refused(error.among(&others)))
        }
        Err(error) => Answer::Refused(format!("not a request of the explorer's: {error}")),
    };
    mouth.say(&answer);
    std::process::exit(0)
}

fn answer(program: Program, sources: &[Source], request: Request) -> Result<Answer, Error> {
    let crashes = request.has_enough_crashes().then_some(Bound::Crashes(request.crashes.len()));
    let Request { question, program: asked, limits, crashes: known } = request;
    let answers::Program { called, args, input, test, files, memory, polls, rests_on, not_followed } = asked;
    let sources = Sources::new(sources, files);
    if let Some(sentence) = sources.refusal() {
        return Ok(Answer::Refused(sentence));
    }
    let not_followed = [not_followed, sources.not_followed()].concat();
    if let Some(seconds) = limits.seconds {
        watchdog::stop_after(seconds);
    }
    let known: Arc<_> = Arc::new(known.into_iter().map(|crash| (crash.history, fatal(&crash))).collect());
    let usual = Limits {
        schedules: limits.max_schedules.unwrap_or(SCHEDULES),
        steps: limits.max_steps.unwrap_or(Limits::default().steps),
        ..Limits::default()
    };
    let polling = if polls { Polling::Anybody } else { sources.polling() };
    let memory = match memory {
        answers::Memory::Rust => Memory::Rust,
        answers::Memory::Sc => Memory::Sequential,
    };
    let settings =
        Settings { stdin: input.into(), polling, memory, ..settings(called, args, test, &sources) };
    let options = |clock, limits| Options {
        settings: Settings { clock, fatal: Arc::clone(&known), ..settings.clone() },
        limits,
        rests_on: rests_on.clone(),
        not_followed: not_followed.clone(),
        instead: crashes,
        ..Options::default()
    };
    match question {
        Question::Explore(answers::Explore { clock, reduction, most }) => {
            let options = Options { reduction, ..options(mode(clock), usual) };
            // Not dropped: the process ends soon, and it may be large.
            let found = ManuallyDrop::new(explore(program, &options)?);
            let mut outcome = found.outcome(most)?;
            weakness::mark(&found, &mut outcome, &sources);
            if sources.has_unordered() && varies(&found, &outcome) {
                outcome.exhaustive = false;
                outcome.why_not.get_or_insert_with(|| {
                    "the order of a `HashMap` or `HashSet` is another one in each run".to_owned()
                });
            }
            let troubles = troubles(&found, &outcome, &sources)?;
            Ok(Answer::Outcome(answers::Outcome { troubles, ..outcome.answer() }))
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
            let timeline = run.map(|run| timeline(&run, &sources));
            let troubles = troubles(&found, &outcome, &sources)?;
            Ok(Answer::Drawn(Drawn { outcome: answers::Outcome { troubles, ..outcome.answer() }, timeline }))
        }
        Question::Explain(answers::Explain { seen, extent }) => {
            let observed = Observed { text: seen, extent };
            let enough = Limits {
                schedules: limits.max_schedules.unwrap_or(ENOUGH.schedules),
                steps: limits.max_steps.unwrap_or(ENOUGH.steps),
                ..ENOUGH
            };
            let options = options(ClockMode::Exact, enough);
            let mut explanation = explain(program, &options, &observed)?;
            explanation.decides =
                decides(program, &Options { limits: LITTLE, ..options }, &explanation, &sources)?;
            Ok(Answer::Explanation(explanation.told_of(&sources)))
        }
        Question::Choose(answers::Choose { clock, states, most }) => {
            let options = options(mode(clock), usual);
            Ok(Answer::Graph(choices(program, &options, &sources, (states, most))?))
        }
        Question::Walk(answers::Walk { graph, walks }) => {
            let options = options(mode(graph.clock), usual);
            Ok(Answer::Walked(walked(program, &options, &sources, (graph.states, &walks))?))
        }
        Question::Tests(_) => Ok(Answer::Tests(Vec::new())),
    }
}

fn mode(clock: answers::Clock) -> ClockMode {
    match clock {
        answers::Clock::Exact => ClockMode::Exact,
        answers::Clock::Late => ClockMode::Late,
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

fn settings(called: Option<String>, args: Vec<String>, test: Option<String>, sources: &Sources) -> Settings {
    let called = called.unwrap_or_else(|| "program".to_owned());
    let args = [called].into_iter().chain(args).collect();
    // The harness has a thread for each test, called like it.
    let main = test.unwrap_or_else(|| Settings::default().main);
    let texts = sources.texts();
    let names = Names::new(move |joined| {
        let text = texts.iter().find(|(path, _)| *path == joined.site.file()).map_or("", |(_, text)| text);
        named(joined, text)
    });
    let (files, sharing, orders) = (sources.paths(), sources.sharing(), sources.orders());
    Settings { main, files, args, names, sharing, orders, ..Settings::default() }
}
