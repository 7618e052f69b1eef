//! `cargo xtask run FILE.rs`: a file of the user's in the foreground, with the real crates that it names.

use std::process::ExitCode;

use commands::path;
use terminal::foreground::{self, Arguments};
use terminal::{Failure, Workspace};
use worlds::VirtualWorld;

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let workspace = Workspace::open()?;
    let file = path::file(&arguments.program)?;
    let Workspace { cargo, stop, target, .. } = &workspace;
    let world = VirtualWorld::new(cargo.folder(), target);
    let builds = workspace.ticker.building(|words| world.build_real(cargo, &file, words, stop))?;
    foreground::run(&workspace, arguments, &builds, &file.name, None)
}
