//! `cargo xtask book`: pages in which a reader decides who goes next.

use std::path::PathBuf;
use std::process::ExitCode;

use answers::{Clock, Graph, Limits, Timeline};
use runner::Explorable;
use stepper::Figure;
use timeline::Caption;

use commands::drawing::Drawing;
use commands::explored::{self, Explored};
use commands::output::{complain_of, note};
use commands::which::Which;
use commands::{Failure, INTERRUPTED, WRONG_USE, Workspace, graph, outcome};

/// How many outputs are compared to find ties.
const COMPARED: usize = 16;
/// How wide a timeline is, in characters.
const WIDTH: usize = 86;

/// Makes a page in which a reader decides who goes next
#[derive(clap::Args)]
pub struct Arguments {
    /// The program: a file of yours, a package, or a listing
    #[arg(long, value_name = "FILE.rs|DIR|ID")]
    file: String,
    /// Where the page goes; without it, here, called like the program
    #[arg(long, value_name = "FILE.html")]
    out: Option<PathBuf>,
    #[command(flatten)]
    which: Which,
    /// Arguments that the program is started with, in place of a listing's usual ones
    #[arg(last = true)]
    args: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let explored =
        Explored::find(&workspace, &arguments.file, &arguments.which)?.started_with(&arguments.args);
    let name = name(&explored.name);
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.html")));
    let mut file = Drawing::begin(&out)?;
    let page = match explored::build_one(&workspace, &explored)? {
        Ok(explorable) => page(&workspace, &explored, &explorable, name),
        Err(why) => Ok(Err(why)),
    };
    if workspace.stop.is_asked() {
        return Ok(ExitCode::from(INTERRUPTED));
    }
    match page? {
        Ok(page) => {
            file.finish(&page)?;
            note(&format!("wrote {}", out.display()));
            Ok(ExitCode::SUCCESS)
        }
        Err(why) => {
            complain_of(&explored.name, &why);
            Ok(ExitCode::from(WRONG_USE))
        }
    }
}

/// The page of one program; a sentence where there is none.
fn page(
    workspace: &Workspace,
    explored: &Explored,
    explorable: &Explorable,
    id: String,
) -> Result<Result<String, String>, Failure> {
    let graph_of = |clock| graph::ask(workspace, explored, explorable, (clock, Limits::default()));
    let graph = match graph_of(Clock::Exact)? {
        Ok(graph) => graph,
        Err(why) => return Ok(Err(why)),
    };
    let late = graph_of(Clock::Late)?.ok().filter(has_late_moves);
    let timeline = match timeline(workspace, explored, explorable)? {
        Ok(timeline) => timeline,
        Err(why) => return Ok(Err(why)),
    };
    let figure =
        Figure { id, title: explored.heading(), graph: &graph, late: late.as_ref(), timeline: &timeline };
    Ok(Ok(figure.page()))
}

/// Whether there is more to decide than with the exact clock, and it can be decided.
fn has_late_moves(late: &Graph) -> bool {
    late.runs.is_empty() && late.states.iter().flat_map(|state| &state.moves).any(|one| one.late)
}

/// A picture of the first output; empty if no run came to its end.
fn timeline(
    workspace: &Workspace,
    explored: &Explored,
    explorable: &Explorable,
) -> Result<Result<String, String>, Failure> {
    let question = Timeline { output: 1, most: COMPARED };
    let drawn = explored::ask(workspace, explored, explorable, question, Limits::default())?;
    Ok(drawn.map(|drawn| {
        let (which, ties) = (outcome::which(&drawn.outcome, 1), outcome::ties(&drawn.outcome));
        // The page has the program's text itself.
        let caption = Caption { title: &explored.name, which: &which, notes: &ties, source: "" };
        drawn.timeline.map_or(String::new(), |timeline| timeline.svg(&caption, WIDTH))
    }))
}

/// A file's name without what would need care in an address.
fn name(program: &str) -> String {
    let path = PathBuf::from(program);
    let stem = path.file_stem().map_or(program.into(), |stem| stem.to_string_lossy());
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let plain: String = stem.chars().map(plain).collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() { "program".to_owned() } else { plain.to_owned() }
}
