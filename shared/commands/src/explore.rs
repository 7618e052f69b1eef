//! `explore`: every output that a program can print.

use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use answers::{Limits, Outcome, Output, Ways};
use clap::ValueEnum;
use hints::{Hint, Tried};
use runner::side_by_side;
use serde::Serialize;
use worlds::Explorable;

use crate::explored::{self, Explored};
use crate::outcome::{self, SHOWN};
use crate::which::Which;
use crate::{graph, helped};
use terminal::Workspace;
use terminal::output::{complain_of, say, say_json};
use terminal::style::{DIM, ID, paint};
use terminal::{BROKEN, Failure, INTERRUPTED, WRONG_USE};

/// How many of them a JSON document holds.
const LISTED: usize = 10_000;

/// Finds every output that a listing or a file of yours can print, under every schedule
#[derive(clap::Args)]
pub struct Arguments {
    /// Ids of listings, or paths of Rust files that use `std` and `trpl`
    #[arg(value_name = "ID|FILE.rs|DIR", required_unless_present = "all")]
    programs: Vec<String>,
    /// All listings that compile
    #[arg(long, conflicts_with = "programs")]
    all: bool,
    /// Whether wake-ups come in time, or may come late as on a busy machine
    #[arg(long, value_enum, default_value_t = Clock::Exact)]
    clock: Clock,
    /// Whether atomics promise what the language does for each order, or sequential consistency whatever is asked for
    #[arg(long, value_enum, default_value_t = Memory::Sc)]
    memory: Memory,
    /// After how many runs of a program to stop
    #[arg(long, value_name = "N")]
    max_schedules: Option<u64>,
    /// After how many seconds to stop looking at a program
    #[arg(long, value_name = "N", value_parser = seconds)]
    seconds: Option<f64>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// Write every state, and all that can go next there, to this file
    #[arg(long, value_name = "FILE.json", conflicts_with_all = ["all", "json"])]
    graph: Option<PathBuf>,
    #[command(flatten)]
    which: Which,
    /// Arguments that the programs are started with, in place of listings' usual ones
    #[arg(last = true, conflicts_with = "all")]
    args: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Clock {
    Exact,
    Late,
}

#[derive(Clone, Copy, ValueEnum)]
enum Memory {
    Rust,
    Sc,
}

/// One program in the JSON document.
#[derive(Serialize)]
struct Row<'a> {
    program: &'a str,
    clock: answers::Clock,
    exhaustive: bool,
    /// If it is not, why.
    why_not: Option<&'a str>,
    rests_on: &'a [String],
    schedules: u64,
    seconds: f64,
    /// Of a test: under how many of how many schedules it fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    ways: Option<Ways>,
    /// How many outputs there are, also where not all of them are listed.
    count: u128,
    /// Whether there are more than that, which were not counted.
    more: bool,
    outputs: Vec<Shown<'a>>,
}

/// An output, with what helps against what is wrong with it.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    output: &'a Output,
    cure: Option<&'a Tried>,
}

struct Found<'a> {
    explored: &'a Explored,
    outcome: Result<Outcome, String>,
    /// What is wrong, unless only a table is shown.
    hints: Vec<Hint>,
    seconds: f64,
}

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let explored = programs(workspace, arguments)?;
    if let Some(path) = &arguments.graph {
        let [one] = explored.as_slice() else {
            return Err("`--graph` is for one program at a time; name one".into());
        };
        return graph::write(workspace, one, (clock(arguments), limits(arguments)), path);
    }
    let explorables = explored::build(workspace, &explored)?;
    let found = explore_all(workspace, arguments, &explored, explorables);
    if workspace.stop.is_asked() {
        return Ok(ExitCode::from(INTERRUPTED));
    }
    let found = found?;
    if arguments.json {
        say_json(&found.iter().filter_map(row).collect::<Vec<_>>())?;
    } else if arguments.all {
        say(&table(&found))?;
    } else {
        let shown: Vec<String> = found.iter().filter_map(|found| shown(workspace, found)).collect();
        if !shown.is_empty() {
            say(&shown.join("\n\n"))?;
        }
    }
    let mut code = ExitCode::SUCCESS;
    for Found { explored, outcome, .. } in &found {
        match outcome {
            Err(why) => {
                complain_of(&explored.name, why);
                code = ExitCode::from(WRONG_USE);
            }
            Ok(outcome) if explored.is_test() && outcome.ways.failing > 0 && code == ExitCode::SUCCESS => {
                code = ExitCode::from(BROKEN);
            }
            Ok(_) => {}
        }
    }
    Ok(code)
}

fn programs(workspace: &Workspace, arguments: &Arguments) -> Result<Vec<Explored>, Failure> {
    if arguments.all {
        let compile =
            workspace.catalogue.listings().iter().filter(|listing| !listing.promise.ends.is_refused());
        return Ok(compile.map(Explored::listing).collect());
    }
    let mut explored: Vec<Explored> = Vec::new();
    for name in &arguments.programs {
        let one = Explored::find(workspace, name, &arguments.which)?.started_with(&arguments.args);
        if !explored.iter().any(|other| other.name == one.name) {
            explored.push(one);
        }
    }
    Ok(explored)
}

/// Explores programs side by side, as many as there are processors.
fn explore_all<'a>(
    workspace: &Workspace,
    arguments: &Arguments,
    explored: &'a [Explored],
    explorables: Vec<Result<Explorable, String>>,
) -> Result<Vec<Found<'a>>, Failure> {
    let programs: Vec<_> = explored.iter().zip(explorables).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let found = side_by_side(&programs, workers, |(explored, explorable)| {
        let start = Instant::now();
        let outcome = match explorable {
            Ok(explorable) => {
                explore(workspace, arguments, explored, explorable).map_err(|error| error.to_string())
            }
            Err(why) => Ok(Err(why.clone())),
        };
        let seconds = start.elapsed().as_secs_f64();
        let hints = match (explorable, &outcome) {
            (Ok(explorable), Ok(Ok(outcome))) if !arguments.all => {
                helped::hints(workspace, explored, explorable, outcome, limits(arguments))
            }
            _ => Vec::new(),
        };
        Some(outcome.map(|outcome| Found { explored, outcome, hints, seconds }))
    });
    found.into_iter().collect::<Result<_, String>>().map_err(Failure::from)
}

fn explore(
    workspace: &Workspace,
    arguments: &Arguments,
    explored: &Explored,
    explorable: &Explorable,
) -> Result<Result<Outcome, String>, Failure> {
    let clock = clock(arguments);
    let most = if arguments.json { LISTED } else { SHOWN };
    let question = answers::Explore { clock, most, ..answers::Explore::default() };
    let memory = match arguments.memory {
        Memory::Rust => answers::Memory::Rust,
        Memory::Sc => answers::Memory::Sc,
    };
    explored::ask(workspace, explored, &explorable.clone().remembering(memory), question, limits(arguments))
}

fn clock(arguments: &Arguments) -> answers::Clock {
    match arguments.clock {
        Clock::Exact => answers::Clock::Exact,
        Clock::Late => answers::Clock::Late,
    }
}

fn limits(arguments: &Arguments) -> Limits {
    Limits { max_schedules: arguments.max_schedules, seconds: arguments.seconds, ..Limits::default() }
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse().ok().filter(|seconds: &f64| seconds.is_finite() && *seconds >= 0.0);
    seconds.ok_or_else(|| "say a number of seconds, such as 10 or 0.5".to_owned())
}

fn row<'a>(found: &'a Found) -> Option<Row<'a>> {
    let outcome = found.outcome.as_ref().ok()?;
    let has = |hint: &&Hint, index| hint.trouble.outputs.contains(&index);
    let cure =
        |index| found.hints.iter().filter(|hint| has(hint, index)).find_map(|hint| hint.tried.as_ref());
    let shown = |(index, output)| Shown { output, cure: cure(index) };
    Some(Row {
        program: &found.explored.name,
        clock: outcome.clock,
        exhaustive: outcome.exhaustive,
        why_not: outcome.why_not.as_deref(),
        rests_on: &outcome.rests_on,
        schedules: outcome.schedules,
        seconds: (found.seconds * 1000.0).round() / 1000.0,
        ways: found.explored.is_test().then_some(outcome.ways),
        count: outcome.count,
        more: outcome.more,
        outputs: outcome.outputs.iter().enumerate().map(shown).collect(),
    })
}

fn table(found: &[Found]) -> String {
    let heading = paint(DIM, format_args!("{:20}  {}", "id", outcome::heading()));
    let lines = found.iter().filter_map(|Found { explored, outcome, seconds, .. }| {
        let id = paint(ID, format_args!("{:20}", explored.name));
        Some(format!("{id}  {}", outcome::row(outcome.as_ref().ok()?, *seconds)))
    });
    [heading].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

fn shown(workspace: &Workspace, Found { explored, outcome, hints, seconds }: &Found) -> Option<String> {
    let outcome = outcome.as_ref().ok()?;
    Some(told(workspace, explored, outcome, *seconds) + &helped::shown(explored, hints))
}

/// What was found of a program, below its name.
pub fn told(workspace: &Workspace, explored: &Explored, outcome: &Outcome, seconds: f64) -> String {
    let heading = format!("{}  {}", paint(ID, &explored.name), explored.title);
    let text = match explored.picture(workspace) {
        Some(picture) => outcome::judged(outcome, seconds, &picture),
        None => outcome::shown(outcome, seconds),
    };
    format!("{}\n{text}", heading.trim_end())
}
