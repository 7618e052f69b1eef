//! `cargo xtask list`: which listings there are.

use std::process::ExitCode;

use catalogue::Listing;
use serde::Serialize;

use commands::Failure;
use commands::Workspace;
use commands::output::{say, say_json};
use commands::style::{DIM, ID, paint};

/// Shows the listings: id, title, how each ends, what it mirrors, where it comes from
#[derive(clap::Args)]
pub struct Arguments {
    /// Ids, or parts of ids or titles
    patterns: Vec<String>,
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
    let rows: Vec<Row> = workspace.catalogue.select(&arguments.patterns)?.into_iter().map(row).collect();
    if arguments.json {
        say_json(&rows)?;
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
    let width = |column: fn(&Row) -> &str| {
        rows.iter().map(|row| column(row).chars().count()).max().unwrap_or_default()
    };
    let id = width(|row| &row.id).max("id".len());
    let title = width(|row| &row.title).max("title".len());
    let mirrors = width(mirrored).max("mirrors".len());
    let heading = format!("{:id$}  {:title$}  {:8}  {:mirrors$}  source", "id", "title", "ends", "mirrors");
    let lines = rows.iter().map(|row| {
        let name = paint(ID, format_args!("{:id$}", row.id));
        let Row { title: text, ends, source, .. } = row;
        format!("{name}  {text:title$}  {ends:8}  {:mirrors$}  {source}", mirrored(row))
    });
    [paint(DIM, heading)].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

fn mirrored(row: &Row) -> &str {
    row.mirrors.as_deref().unwrap_or_default()
}
