//! `cargo xtask list`: which listings there are.

use std::path::Path;
use std::process::ExitCode;

use catalogue::{Id, Listing};
use serde::Serialize;

use terminal::Failure;
use terminal::Workspace;
use terminal::output::{say, say_json};
use terminal::style::{DIM, ID, paint};

/// Shows the listings: id, how each ends, title
#[derive(clap::Args)]
pub struct Arguments {
    /// Ids, their beginnings, or words of titles; `hangs`, `E0382`
    patterns: Vec<String>,
    /// Show all facts: also what each mirrors, what mends it, its arguments, where it comes from and where it is
    #[arg(long, conflicts_with = "json")]
    long: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row {
    id: String,
    title: String,
    ends: String,
    mirrors: Option<String>,
    source: &'static str,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let listings = workspace.catalogue.select(&arguments.patterns)?;
    let rows: Vec<Row> = listings.iter().map(|listing| row(listing)).collect();
    if arguments.json {
        say_json(&rows)?;
    } else if arguments.long {
        let root = workspace.cargo.folder();
        let shown: Vec<String> = listings.iter().map(|listing| facts(listing, root)).collect();
        say(&shown.join("\n\n"))?;
    } else {
        say(&table(&rows))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn row(listing: &Listing) -> Row {
    Row {
        id: listing.id.to_string(),
        title: listing.title.clone(),
        ends: listing.promise.ends.to_string(),
        mirrors: listing.mirrors.as_ref().map(ToString::to_string),
        source: listing.origin.as_str(),
    }
}

fn table(rows: &[Row]) -> String {
    let width = |column: fn(&Row) -> &str, heading: &str| {
        rows.iter().map(|row| column(row).len()).max().unwrap_or_default().max(heading.len())
    };
    let (id, ends) = (width(|row| &row.id, "id"), width(|row| &row.ends, "ends"));
    let line = |row: &Row| {
        let name = paint(ID, format_args!("{:id$}", row.id));
        format!("{name}  {:ends$}  {}", row.ends, row.title)
    };
    let heading = paint(DIM, format_args!("{:id$}  {:ends$}  title", "id", "ends"));
    [heading].into_iter().chain(rows.iter().map(line)).collect::<Vec<_>>().join("\n")
}

/// All facts of a listing, a line each below its title.
fn facts(listing: &Listing, root: &Path) -> String {
    let Listing { id, title, mirrors, mended, args, promise, origin, .. } = listing;
    let main = listing.main();
    let id_of = |id: &Option<Id>| id.as_ref().map(ToString::to_string);
    let facts = [
        ("ends", Some(promise.ends.to_string())),
        ("mirrors", id_of(mirrors)),
        ("mended by", id_of(mended)),
        ("arguments", (!args.is_empty()).then(|| args.join(" "))),
        ("source", Some(origin.to_string())),
        ("file", Some(main.strip_prefix(root).unwrap_or(&main).display().to_string())),
    ];
    let line = |(name, fact): (&str, Option<String>)| {
        Some(format!("\n    {}  {}", paint(DIM, format_args!("{name:9}")), fact?))
    };
    let lines: String = facts.into_iter().filter_map(line).collect();
    format!("{}  {title}{lines}", paint(ID, id))
}
