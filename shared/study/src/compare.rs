//! `cargo xtask compare`: two programs side by side.

use std::path::PathBuf;
use std::process::ExitCode;

use anstream::adapter::strip_str;
use answers::Limits;
use comparison::{Comparison, Found, Run, Side};
use pages::Telling;
use runner::side_by_side;
use worlds::Explorable;

use commands::drawing::Drawing;
use commands::explored::{self, Explored};
use commands::which::Which;
use terminal::Workspace;
use terminal::output::{note, say};
use terminal::{self, Failure};

/// After so many runs of a program it is told that there may be more outputs; that is within a second.
const RUNS: u64 = 2000;

/// Shows two programs side by side, such as a thread and the task that does the same job
#[derive(clap::Args)]
pub struct Arguments {
    /// An id, or the path of a Rust file or of a package
    #[arg(value_name = "ID|FILE.rs|DIR")]
    one: String,
    /// Another one; without it, the listing that does the same job in the other chapter
    #[arg(value_name = "ID|FILE.rs|DIR")]
    other: Option<String>,
    /// Write a page for a browser to this file instead
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Which output is drawn, as `explore` numbers them; without it, the first that hangs, or else the first
    #[arg(long, value_name = "K")]
    output: Option<usize>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let pair = pair(&workspace, &arguments.one, arguments.other.as_deref())?;
    let file = arguments.html.as_deref().map(Drawing::begin).transpose()?;
    let comparison = compare(&workspace, &pair, arguments.output)?;
    match file {
        None => say(comparison.text(terminal::width(), commands::charset()).trim_end())?,
        Some(mut file) => {
            file.finish(&comparison.page())?;
            note(&format!("wrote {}", file.path().display()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Two programs as they were named; a listing and its counterpart in the order of the book.
fn pair(workspace: &Workspace, one: &str, other: Option<&str>) -> Result<[Explored; 2], Failure> {
    let find = |name| Explored::find(workspace, name, &Which::default());
    let first = find(one)?;
    let Some(other) = other else {
        if !first.is_listing() {
            return Err(
                format!("{one} has no counterpart, as it is no listing; name a second program").into()
            );
        }
        let listing = workspace.catalogue.one(one)?;
        let mut pair = [listing, workspace.catalogue.counterpart(listing)?];
        pair.sort_by_key(|listing| &listing.id);
        return Ok(pair.map(Explored::listing));
    };
    let second = find(other)?;
    if first.name == second.name {
        let kind = if first.is_listing() { "listings" } else { "programs" };
        return Err(format!("{} is named twice; name two different {kind}", first.name).into());
    }
    Ok([first, second])
}

fn compare(
    workspace: &Workspace,
    pair: &[Explored; 2],
    output: Option<usize>,
) -> Result<Comparison, Failure> {
    let explored: Vec<&Explored> = pair.iter().collect();
    let explorables = explored::build(workspace, &explored)?;
    let programs: Vec<_> = explored.into_iter().zip(explorables).collect();
    let runs = side_by_side(&programs, programs.len(), |(explored, explorable)| {
        Some(match explorable {
            Ok(explorable) => run_of(workspace, explored, explorable, output).map_err(|why| why.to_string()),
            Err(message) => Err(format!("{}: {message}", explored.name)),
        })
    });
    if workspace.stop.is_asked() {
        return Err(worlds::NoAnswer::Stopped.into());
    }
    let side = |((explored, explorable), run)| side(explored, explorable, run);
    let mut sides = programs.iter().map(|(explored, explorable)| (*explored, explorable)).zip(runs).map(side);
    let mut next = || sides.next().unwrap_or_else(|| Err("nothing was built".into()));
    Ok(Comparison { left: next()?, right: next()? })
}

/// A program and what was found of it; of a listing that is meant to be refused that is what rustc says.
fn side(
    explored: &Explored,
    explorable: &Result<Explorable, String>,
    run: Result<Run, String>,
) -> Result<Side, Failure> {
    let found = match (run, explorable, explored.refused()) {
        (Ok(run), ..) => Found::Run(run),
        (Err(_), Err(message), Some(why)) => {
            let message = strip_str(message).to_string();
            let message = message.strip_suffix(why).map_or(message.as_str(), str::trim_end).to_owned();
            Found::Refused { why: why.to_owned(), message }
        }
        (Err(why), ..) => return Err(why.into()),
    };
    let (name, title) = (explored.name.clone(), explored.title.clone());
    Ok(Side { name, title, source: explored.text(explorable.as_ref().ok())?, found })
}

/// The run that is drawn: one with this output, or with one that hangs, or the first.
fn run_of(
    workspace: &Workspace,
    explored: &Explored,
    explorable: &Explorable,
    output: Option<usize>,
) -> Result<Run, Failure> {
    let name = &explored.name;
    let limits = Limits { max_schedules: Some(RUNS), ..Limits::default() };
    let telling = Telling::ask(workspace, explored, explorable, (output, limits))?;
    let telling = telling.map_err(|why| format!("{name}: {why}"))?;
    let (wanted, outcome) = (telling.output, &telling.drawn.outcome);
    let missing = || match outcome.count {
        0 => format!("{name}: no run came to its end"),
        1 => format!("{name} has no output {wanted}, only one: leave `--output` out"),
        _ => format!("{name} has no output {wanted}; say a number from 1 to {}", outcome.counted()),
    };
    Ok(telling.compared().ok_or_else(missing)?)
}
