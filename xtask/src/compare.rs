//! `cargo xtask compare`: two listings side by side.

use std::path::PathBuf;
use std::process::ExitCode;

use answers::{Drawn, Limits};
use catalogue::{Catalogue, Listing};
use comparison::{Comparison, Found, Run, Side};
use runner::{Explorable, read_text, side_by_side};

use commands::Workspace;
use commands::drawing::Drawing;
use commands::explored::{self, Explored};
use commands::outcome;
use commands::output::{note, say};
use commands::{Failure, terminal};

/// So many outputs are looked at to tell how they end.
const LISTED: usize = 1000;
/// After so many runs of a program it is told that there may be more outputs; that is within a second.
const RUNS: u64 = 2000;

/// Shows two listings side by side, such as a thread and the task that does the same job
#[derive(clap::Args)]
pub struct Arguments {
    /// A listing
    id: String,
    /// Another one; without it, the listing that does the same job in the other chapter
    #[arg(value_name = "ID")]
    other: Option<String>,
    /// Write a page for a browser to this file instead
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let listings = pair(&workspace.catalogue, &arguments.id, arguments.other.as_deref())?;
    let file = arguments.html.as_deref().map(Drawing::begin).transpose()?;
    let comparison = compare(&workspace, listings)?;
    match file {
        None => say(comparison.text(terminal::width(), terminal::charset()).trim_end())?,
        Some(mut file) => {
            file.finish(&comparison.page())?;
            note(&format!("wrote {}", file.path().display()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Two listings as they were named; one and its counterpart in the order of the book.
fn pair<'a>(catalogue: &'a Catalogue, id: &str, other: Option<&str>) -> Result<[&'a Listing; 2], Failure> {
    let one = catalogue.one(id)?;
    let Some(other) = other else {
        let mut pair = [one, catalogue.counterpart(one)?];
        pair.sort_by_key(|listing| &listing.id);
        return Ok(pair);
    };
    let other = catalogue.one(other)?;
    if one.id == other.id {
        return Err(format!("{} is named twice; name two different listings", one.id).into());
    }
    Ok([one, other])
}

fn compare(workspace: &Workspace, listings: [&Listing; 2]) -> Result<Comparison, Failure> {
    let runnable = listings.into_iter().filter(|listing| !listing.promise.ends.is_refused());
    let explored: Vec<Explored> = runnable.map(Explored::listing).collect();
    let explorables = explored::build(workspace, &explored)?;
    let programs: Vec<_> = explored.iter().zip(explorables).collect();
    let runs = side_by_side(&programs, programs.len(), |(explored, explorable)| {
        Some(first_run(workspace, explored, explorable).map_err(|failure| failure.to_string()))
    });
    if workspace.stop.is_asked() {
        return Err(runner::NoAnswer::Stopped.into());
    }
    let mut runs = runs.into_iter();
    let mut side = |listing: &Listing| -> Result<Side, Failure> {
        let file = listing.main();
        let source = read_text(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        let found = if listing.promise.ends.is_refused() {
            Found::Nothing(explored::refused(listing))
        } else {
            Found::Run(runs.next().ok_or("nothing was built")??)
        };
        Ok(Side { name: listing.id.to_string(), title: listing.title.clone(), source, found })
    };
    let [left, right] = listings;
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
