//! `cargo xtask run`: one listing in the foreground.

use std::ffi::OsString;
use std::process::ExitCode;

use catalogue::is_path;
use terminal::foreground::{self, Arguments};
use terminal::{Failure, Workspace};

use crate::other;

/// Runs a listing; what takes a file of the user's is built when it is first needed.
pub fn run(arguments: &Arguments, asked: &[OsString]) -> Result<ExitCode, Failure> {
    if is_path(&arguments.program) {
        return other::study(asked);
    }
    let workspace = Workspace::open()?;
    let listing = workspace.catalogue.one(&arguments.program)?;
    let Workspace { cargo, stop, .. } = &workspace;
    let builds = workspace.ticker.building(|words| cargo.build(&[listing], words, stop))?;
    foreground::run(&workspace, arguments, &builds, &listing.id.package(), Some(listing))
}
