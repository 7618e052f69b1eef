//! `cargo xtask cost`: what a thread and a task cost on this machine.

use std::path::PathBuf;
use std::process::ExitCode;

use cost::{plot, words};

use crate::meter::{Meter, keep};
use commands::drawing::Drawing;
use terminal::Failure;
use terminal::Workspace;
use terminal::output::{note, say, say_json};

/// Measures what a thread and a task cost on this machine, which takes less than a minute
#[derive(clap::Args)]
pub struct Arguments {
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// Draw memory and time against number into this file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let drawing = arguments.svg.as_deref().map(Drawing::begin).transpose()?;
    let report = Meter::build(&workspace)?.measure(&[])?;
    keep(&workspace, &report)?;
    if let Some(mut drawing) = drawing {
        drawing.finish(&plot(&report))?;
        note(&format!("wrote {}", drawing.path().display()));
    }
    if arguments.json {
        say_json(&report)?;
    } else {
        say(&words(&report, terminal::width()))?;
    }
    Ok(ExitCode::SUCCESS)
}
