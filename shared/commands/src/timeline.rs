//! `timeline`: what happens in a run, lane by lane.

use std::path::PathBuf;
use std::process::ExitCode;

use answers::{Limits, Outcome};
use timeline::{Caption, Timeline};
use worlds::Explorable;

use crate::drawing::Drawing;
use crate::explored::{self, Explored};
use crate::helped;
use crate::outcome;
use crate::which::Which;
use terminal::Workspace;
use terminal::output::{note, say};
use terminal::style::{DIM, ID, paint};
use terminal::{self, Failure};

/// How many outputs are compared to find ties.
const SHOWN: usize = 16;
/// After so many runs of a program, or steps of all of them, who does not ask for one of its outputs gets a run: within half
/// a second.
const RUNS: u64 = 2_000;
const STEPS: u64 = 300_000;
/// What is said of that run.
const ANY: &str = "one of its outputs; `--output 1` looks for all of them first";
/// How wide a picture is, in characters.
const WIDTH: usize = 140;

/// Draws what happens in a run of a listing or of a file of yours: a lane for each thread, task and future
#[derive(clap::Args)]
pub struct Arguments {
    /// An id, or the path of a Rust file
    #[arg(value_name = "ID|FILE.rs|DIR")]
    program: String,
    /// Which of its outputs, as `explore` numbers them
    #[arg(long, value_name = "K")]
    output: Option<usize>,
    /// Write a picture to this file instead
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    #[command(flatten)]
    which: Which,
    /// Arguments that the program is started with, in place of a listing's usual ones
    #[arg(last = true)]
    args: Vec<String>,
}

struct Drawn {
    outcome: Outcome,
    timeline: Timeline,
    /// "output 1 of 2".
    which: String,
    explorable: Explorable,
    limits: Limits,
}

pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let explored =
        Explored::find(workspace, &arguments.program, &arguments.which)?.started_with(&arguments.args);
    let file = arguments.svg.as_deref().map(Drawing::begin).transpose()?;
    let drawn = draw(workspace, &explored, arguments.output)?;
    match file {
        None => say(&explained(workspace, &explored, arguments.output, &drawn))?,
        Some(mut file) => {
            let title = explored.heading();
            let ties = outcome::ties(&drawn.outcome);
            let source = helped::source(&explored);
            let caption = Caption { title: &title, which: &drawn.which, notes: &ties, source: &source };
            file.finish(&drawn.timeline.svg(&caption, WIDTH))?;
            note(&format!("wrote {}", file.path().display()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What happens in a run that leads to an output, as text.
pub fn text(workspace: &Workspace, explored: &Explored, output: Option<usize>) -> Result<String, Failure> {
    let drawn = draw(workspace, explored, output)?;
    Ok(explained(workspace, explored, output, &drawn))
}

fn explained(workspace: &Workspace, explored: &Explored, output: Option<usize>, drawn: &Drawn) -> String {
    let index = output.unwrap_or(1).saturating_sub(1);
    let Drawn { outcome, explorable, limits, .. } = drawn;
    let mut hints = helped::hints(workspace, explored, explorable, outcome, *limits);
    hints.retain(|hint| hint.trouble.outputs.contains(&index));
    shown(&explored.heading(), drawn) + &helped::shown(explored, &hints)
}

fn shown(title: &str, drawn: &Drawn) -> String {
    let picture = drawn.timeline.text(terminal::width(), crate::charset());
    let mut text = format!("{}\n{}\n\n{picture}", paint(ID, title), paint(DIM, &drawn.which));
    for tie in outcome::ties(&drawn.outcome) {
        text += &format!("{tie}\n");
    }
    text.trim_end().to_owned()
}

/// Finds a run that leads to an output, counted from 1 as `explore` does; if it is not said which, to the first that a short
/// search finds.
fn draw(workspace: &Workspace, explored: &Explored, output: Option<usize>) -> Result<Drawn, Failure> {
    let explorable = explored::build_one(workspace, explored)??;
    let is_any = output.is_none();
    let output = output.unwrap_or(1);
    let question = answers::Timeline { output, most: SHOWN };
    let limits = Limits {
        max_schedules: is_any.then_some(RUNS),
        max_steps: is_any.then_some(STEPS),
        ..Limits::default()
    };
    let answers::Drawn { outcome, timeline } =
        explored::ask(workspace, explored, &explorable, question, limits)??;
    let (name, count) = (&explored.name, outcome.counted());
    let timeline = timeline.ok_or_else(|| match outcome.count {
        0 => format!("{name}: no run came to its end, so there is nothing to draw"),
        1 => format!("{name} has no output {output}, only one: leave `--output` out"),
        _ => format!("{name} has no output {output}; say a number from 1 to {count}"),
    })?;
    let which = if is_any && !outcome.exhaustive { ANY.to_owned() } else { outcome::which(&outcome, output) };
    Ok(Drawn { outcome, timeline, which, explorable, limits })
}
