//! `cargo xtask compare`: two programs side by side.

use std::path::PathBuf;
use std::process::ExitCode;

use answers::{Drawn, Limits};
use comparison::{Comparison, Found, Run, Side};
use runner::{Explorable, side_by_side};

use commands::Workspace;
use commands::drawing::Drawing;
use commands::explored::{self, Explored};
use commands::outcome;
use commands::output::{note, say};
use commands::which::Which;
use commands::{Failure, terminal};

/// So many outputs are looked at to tell how they end.
const LISTED: usize = 1000;
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
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let pair = pair(&workspace, &arguments.one, arguments.other.as_deref())?;
    let file = arguments.html.as_deref().map(Drawing::begin).transpose()?;
    let comparison = compare(&workspace, &pair)?;
    match file {
        None => say(comparison.text(terminal::width(), terminal::charset()).trim_end())?,
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

fn compare(workspace: &Workspace, pair: &[Explored; 2]) -> Result<Comparison, Failure> {
    let runnable: Vec<&Explored> = pair.iter().filter(|explored| explored.refused().is_none()).collect();
    let explorables = explored::build(workspace, &runnable)?;
    let programs: Vec<_> = runnable.into_iter().zip(explorables).collect();
    let runs = side_by_side(&programs, programs.len(), |(explored, explorable)| {
        Some(first_run(workspace, explored, explorable).map_err(|failure| failure.to_string()))
    });
    if workspace.stop.is_asked() {
        return Err(runner::NoAnswer::Stopped.into());
    }
    let mut found = programs.iter().zip(runs);
    let mut side = |explored: &Explored| -> Result<Side, Failure> {
        let (name, title) = (explored.name.clone(), explored.title.clone());
        if let Some(why) = explored.refused() {
            return Ok(Side {
                name,
                title,
                source: explored.text(None)?,
                found: Found::Nothing(why.to_owned()),
            });
        }
        let ((_, explorable), run) = found.next().ok_or("nothing was built")?;
        Ok(Side { name, title, source: explored.text(explorable.as_ref().ok())?, found: Found::Run(run?) })
    };
    let [left, right] = pair;
    Ok(Comparison { left: side(left)?, right: side(right)? })
}

fn first_run(
    workspace: &Workspace,
    explored: &Explored,
    explorable: &Result<Explorable, String>,
) -> Result<Run, Failure> {
    let name = &explored.name;
    let question = answers::Timeline { output: 1, most: LISTED };
    let limits = Limits { max_schedules: Some(RUNS), ..Limits::default() };
    let explorable = explorable.as_ref().map_err(|why| format!("{name}: {why}"))?;
    let Drawn { outcome, timeline } = explored::ask(workspace, explored, explorable, question, limits)?
        .map_err(|why| format!("{name}: {why}"))?;
    let timeline = timeline.ok_or_else(|| format!("{name}: no run came to its end"))?;
    Ok(Run {
        outputs: outcome::extent(&outcome),
        ends: outcome::ends(&outcome),
        which: outcome::which(&outcome, 1),
        ties: outcome::ties(&outcome),
        timeline,
    })
}
