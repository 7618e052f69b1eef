//! `cargo xtask explore`: every output that a program can print.

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use clap::ValueEnum;
use runner::Explorable;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::explored::{self, Explored};
use crate::output::{complain_of, say, say_json};
use crate::style::{DIM, ID, paint};
use crate::workspace::Workspace;
use crate::{Failure, INTERRUPTED, WRONG_USE};

/// How many outputs of a program are shown to people.
const SHOWN: usize = 16;
/// How many of them a JSON document holds.
const LISTED: usize = 10_000;

/// Finds every output that a listing or a file of yours can print, under every schedule
#[derive(clap::Args)]
pub struct Arguments {
    /// Ids of listings, or paths of Rust files that use `std` and `trpl`
    #[arg(value_name = "ID|FILE.rs", required_unless_present = "all")]
    programs: Vec<String>,
    /// All listings that compile
    #[arg(long, conflicts_with = "programs")]
    all: bool,
    /// Whether wake-ups come in time, or may come late as on a busy machine
    #[arg(long, value_enum, default_value_t = Clock::Exact)]
    clock: Clock,
    /// After how many runs of a program to stop
    #[arg(long, value_name = "N")]
    max_schedules: Option<u64>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Clock {
    Exact,
    Late,
}

/// What the explorer found.
#[derive(Deserialize)]
struct Outcome {
    clock: String,
    exhaustive: bool,
    schedules: u64,
    count: u128,
    outputs: Vec<Output>,
}

#[derive(Deserialize, Serialize)]
struct Output {
    end: String,
    why: String,
    lines: Vec<Line>,
}

#[derive(Deserialize, Serialize)]
pub struct Line {
    pub ms: u64,
    pub task: String,
    pub stream: String,
    pub text: String,
}

/// One program in the JSON document.
#[derive(Serialize)]
struct Row<'a> {
    program: &'a str,
    clock: &'a str,
    exhaustive: bool,
    schedules: u64,
    seconds: f64,
    /// How many outputs there are, also where not all of them are listed.
    count: u128,
    outputs: &'a [Output],
}

struct Found<'a> {
    explored: &'a Explored,
    outcome: Result<Outcome, String>,
    seconds: f64,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let explored = programs(&workspace, arguments)?;
    let explorables = explored::build(&workspace, &explored)?;
    let found = explore_all(&workspace, arguments, &explored, explorables);
    if workspace.stop.is_asked() {
        return Ok(ExitCode::from(INTERRUPTED));
    }
    let found = found?;
    if arguments.json {
        say_json(&found.iter().filter_map(row).collect::<Vec<_>>())?;
    } else if arguments.all {
        say(&table(&found))?;
    } else {
        let shown: Vec<String> = found.iter().filter_map(shown).collect();
        if !shown.is_empty() {
            say(&shown.join("\n\n"))?;
        }
    }
    let mut code = ExitCode::SUCCESS;
    for Found { explored, outcome, .. } in &found {
        if let Err(why) = outcome {
            complain_of(&explored.name, why);
            code = ExitCode::from(WRONG_USE);
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
        let one = Explored::find(workspace, name)?;
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
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let work = || {
        while let Some(one) = explored.get(next.fetch_add(1, Ordering::Relaxed)) {
            let index = explored.iter().position(|other| std::ptr::eq(one, other)).unwrap_or_default();
            let start = Instant::now();
            let outcome = match &explorables[index] {
                Ok(explorable) => {
                    explore(workspace, arguments, one, explorable).map_err(|error| error.to_string())
                }
                Err(why) => Ok(Err(why.clone())),
            };
            let seconds = start.elapsed().as_secs_f64();
            found.lock().unwrap_or_else(|poison| poison.into_inner()).push((index, outcome, seconds));
        }
    };
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    let mut found = found.into_inner().unwrap_or_else(|poison| poison.into_inner());
    found.sort_by_key(|(index, ..)| *index);
    let found = found.into_iter().map(|(index, outcome, seconds)| {
        Ok(Found { explored: &explored[index], outcome: outcome?, seconds })
    });
    found.collect::<Result<_, String>>().map_err(Failure::from)
}

fn explore(
    workspace: &Workspace,
    arguments: &Arguments,
    explored: &Explored,
    explorable: &Explorable,
) -> Result<Result<Outcome, String>, Failure> {
    let clock = match arguments.clock {
        Clock::Exact => "exact",
        Clock::Late => "late",
    };
    let most = if arguments.json { LISTED } else { SHOWN };
    let request = json!({ "explore": {
        "clock": clock,
        "max_schedules": arguments.max_schedules,
        "most": most,
        "args": explored.args,
    }});
    explored::ask(workspace, explorable, &request, "outcome")
}

fn row<'a>(found: &'a Found) -> Option<Row<'a>> {
    let outcome = found.outcome.as_ref().ok()?;
    Some(Row {
        program: &found.explored.name,
        clock: &outcome.clock,
        exhaustive: outcome.exhaustive,
        schedules: outcome.schedules,
        seconds: (found.seconds * 1000.0).round() / 1000.0,
        count: outcome.count,
        outputs: &outcome.outputs,
    })
}

fn table(found: &[Found]) -> String {
    let heading = format!("{:20}  {:>12}  {:>9}  {:>7}  ends", "id", "outputs", "runs", "time");
    let lines = found.iter().filter_map(|found| {
        let outcome = found.outcome.as_ref().ok()?;
        let id = paint(ID, format_args!("{:20}", found.explored.name));
        let count =
            if outcome.exhaustive { outcome.count.to_string() } else { format!("{} or more", outcome.count) };
        let time = format!("{:.2} s", found.seconds);
        Some(format!("{id}  {count:>12}  {:>9}  {time:>7}  {}", outcome.schedules, ends(outcome)))
    });
    [paint(DIM, heading)].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// The ends that occur, each once.
fn ends(outcome: &Outcome) -> String {
    let mut ends: Vec<&str> = outcome.outputs.iter().map(|output| output.end.as_str()).collect();
    ends.sort_unstable();
    ends.dedup();
    ends.join(", ")
}

fn shown(found: &Found) -> Option<String> {
    let outcome = found.outcome.as_ref().ok()?;
    let mut text = format!("{}  {}\n", paint(ID, &found.explored.name), found.explored.title);
    text += &format!(
        "{}, {} ({} of the program, {} clock, {:.2} s)\n",
        counted(outcome.count, "output"),
        if outcome.exhaustive { "exhaustive" } else { "not exhaustive: there may be more" },
        counted(outcome.schedules.into(), "run"),
        outcome.clock,
        found.seconds,
    );
    for (index, output) in outcome.outputs.iter().enumerate() {
        text += &format!("\noutput {}, {}\n", index + 1, end(output));
        text += &lines(&output.lines);
    }
    let listed = outcome.outputs.len();
    if outcome.count > listed as u128 {
        text += &format!("\n… and {} more; --json lists them\n", outcome.count - listed as u128);
    }
    for (one, other, ms) in ties(&outcome.outputs) {
        text += &format!("\n`{one}` and `{other}` tie at {ms} ms: either can come first");
    }
    Some(text.trim_end().to_owned())
}

fn counted(n: u128, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn end(output: &Output) -> String {
    match output.why.as_str() {
        "" => output.end.clone(),
        why => format!("{}: {why}", output.end),
    }
}

/// Lines with their virtual times, and who printed them.
pub fn lines(lines: &[Line]) -> String {
    let width = lines.iter().map(|line| line.task.chars().count()).max().unwrap_or_default();
    let shown = lines.iter().map(|line| {
        let before = paint(DIM, format_args!("{:7} ms  {:width$}", line.ms, line.task));
        let stream = if line.stream == "stderr" { paint(DIM, "stderr: ") } else { String::new() };
        format!("{before}  {stream}{}\n", line.text)
    });
    shown.collect()
}

/// Neighbouring lines of one instant that come in both orders.
fn ties(outputs: &[Output]) -> Vec<(&str, &str, u64)> {
    let pairs = |output| neighbours(output).collect::<Vec<_>>();
    let all: Vec<_> = outputs.iter().flat_map(pairs).collect();
    let mut ties: Vec<_> =
        all.iter().filter(|(a, b, ms)| a < b && all.contains(&(b, a, *ms))).copied().collect();
    ties.sort_by_key(|(.., ms)| *ms);
    ties.dedup();
    ties
}

fn neighbours(output: &Output) -> impl Iterator<Item = (&str, &str, u64)> {
    let same_time = |pair: &&[Line]| pair[0].ms == pair[1].ms && pair[0].text != pair[1].text;
    output
        .lines
        .windows(2)
        .filter(same_time)
        .map(|pair| (pair[0].text.as_str(), pair[1].text.as_str(), pair[0].ms))
}
