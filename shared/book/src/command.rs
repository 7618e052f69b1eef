//! The command line.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use commands::folder::Folder;
use cost::Report;
use terminal::output::note;
use terminal::{Failure, INTERRUPTED, Workspace};

use crate::about::costs;
use crate::chapters::chapters;
use crate::facts::facts;
use crate::listings::found;
use crate::site::write;

/// Makes the site
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the site
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Open it in a browser
    #[arg(long)]
    open: bool,
    /// What was measured, as `cost --json` prints it
    #[arg(long, value_name = "FILE.json")]
    costs: Option<PathBuf>,
}

/// Makes the site, and says where it is.
///
/// # Errors
/// It can't be made or written; says why.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<ExitCode, Failure> {
    let folder = Folder::begin(&arguments.out)?;
    let costs = costs(arguments.costs.as_ref().map(|file| report(file)).transpose()?.as_ref());
    let facts = facts(workspace)?;
    let found = found(workspace)?;
    if workspace.stop.is_asked() {
        return Ok(ExitCode::from(INTERRUPTED));
    }
    write(&folder.site(), chapters(&workspace.catalogue, &found, facts, costs)?)?;
    if workspace.stop.is_asked() {
        return Ok(ExitCode::from(INTERRUPTED));
    }
    folder.finish()?;
    let front = arguments.out.join("index.html");
    note(&format!("wrote {}", front.display()));
    if arguments.open {
        open(&front)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn report(file: &PathBuf) -> Result<Report, Failure> {
    let text =
        fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    Ok(serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?)
}

/// Has the system open a file as it opens pages.
fn open(file: &PathBuf) -> Result<(), Failure> {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = if cfg!(windows) { Command::new("explorer") } else { Command::new(opener) };
    let done = command.arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    done.map(drop)
        .map_err(|error| format!("cannot open a browser ({error}); open {} yourself", file.display()).into())
}
