//! What is wrong with a program, and what helps.

use answers::{Clock, Limits, Outcome};
use hints::{Hint, Hospital};
use runner::{CompileError, read_text};
use worlds::{Explorable, VirtualWorld};

use crate::explored::Explored;
use terminal::Workspace;

/// What is wrong with a program, and what helps; to try something takes as long as to build the program again. Of a package,
/// whose files are its own, nothing is said.
pub fn hints(
    workspace: &Workspace,
    explored: &Explored,
    explorable: &Explorable,
    outcome: &Outcome,
    limits: Limits,
) -> Vec<Hint> {
    let world = VirtualWorld::new(workspace.cargo.folder(), &workspace.target);
    let source = source(explored);
    let hospital = hospital(workspace, &world, explored, &source, outcome.clock, limits);
    hospital.map_or(Vec::new(), |hospital| hospital.hints(outcome, &explorable.warnings))
}

/// Hints, to stand below what was found.
pub fn shown(explored: &Explored, hints: &[Hint]) -> String {
    let (path, source, width) = (path(explored), source(explored), terminal::width());
    hints.iter().map(|hint| format!("\n\n{}", hint.shown(&path, &source, width))).collect()
}

/// What rustc suggests for a program that it refuses, if that leads to one that runs.
pub fn suggestion(
    workspace: &Workspace,
    world: &VirtualWorld,
    explored: &Explored,
    errors: &[CompileError],
) -> Option<String> {
    let source = source(explored);
    let hospital = hospital(workspace, world, explored, &source, Clock::Exact, Limits::default())?;
    let tried = hospital.suggestion(errors)?;
    Some(format!("\n\nwith what rustc suggests: {}", tried.with_it))
}

fn hospital<'a>(
    workspace: &'a Workspace,
    world: &'a VirtualWorld,
    explored: &'a Explored,
    source: &'a str,
    clock: Clock,
    limits: Limits,
) -> Option<Hospital<'a>> {
    let (cargo, stop, program) = (&workspace.cargo, &workspace.stop, explored.file()?);
    Some(Hospital { world, cargo, stop, program, source, args: &explored.args, clock, limits })
}

/// The text of the file that it is; empty if it is none.
pub fn source(explored: &Explored) -> String {
    explored.file().and_then(|program| read_text(&program.source).ok()).unwrap_or_default()
}

/// The path of its file, as short as that can be from here.
fn path(explored: &Explored) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let source = explored.file().map(|program| program.source.as_path());
    source.map_or(String::new(), |source| source.strip_prefix(here).unwrap_or(source).display().to_string())
}
