//! Programs of a book, built for the explorer: all of them in one call of cargo for each edition.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};

use anstream::adapter::strip_str;
use answers::{Asks, Limits};
use commands::explored;
use commands::which::Which;
use runner::{Build, CompileError};
use terminal::output::note;
use terminal::{Failure, Workspace};
use worlds::Edition;
use worlds::{Explorable, NoAnswer, Program, Text, VirtualWorld};

use crate::source::{Source, Way};

/// How names of binaries begin.
const NAME: &str = "judged-";

/// What became of a program that was built for the explorer.
pub enum Built {
    Explorable(Box<Explorable>),
    /// rustc's errors: the program's, or only the explorer's.
    Refused(Vec<CompileError>, Program),
    /// It can't be followed, and why.
    NotModelled(String),
}

/// Builds programs for the explorer, in their order.
///
/// # Errors
/// Nothing can be built at all.
pub fn build(workspace: &Workspace, sources: &[&Source]) -> Result<Vec<Built>, Failure> {
    let world = VirtualWorld::new(workspace.cargo.folder(), &workspace.target);
    if !world.is_built() && !sources.is_empty() {
        note("the explorer is built once, which takes about half a minute");
    }
    let mut built: BTreeMap<usize, Built> = BTreeMap::new();
    for edition in Edition::ALL {
        let is_one = |source: &Source| source.edition == edition && source.way() == Way::File;
        let files: Vec<usize> = (0..sources.len()).filter(|index| is_one(sources[*index])).collect();
        let world = world.clone().of_edition(edition);
        let programs: Vec<Program> =
            files.iter().map(|index| program(&world, sources[*index])).collect::<Result<_, Failure>>()?;
        built.extend(files.into_iter().zip(build_files(workspace, &world, &programs)?));
    }
    for (index, source) in sources.iter().enumerate() {
        let is_refused = matches!(built.get(&index), Some(Built::Refused(..)));
        if is_refused && !source.has_edition && !source.is_meant_to_fail {
            built.extend(older(workspace, &world, source)?.map(|found| (index, found)));
        }
    }
    for (index, source) in sources.iter().enumerate().filter(|(_, source)| source.way() == Way::Package) {
        built.insert(index, build_package(workspace, source)?);
    }
    Ok(built.into_values().collect())
}

/// A program of which nobody says in which edition it is, in an older one, if that makes it a program.
fn older(workspace: &Workspace, world: &VirtualWorld, source: &Source) -> Result<Option<Built>, Failure> {
    for edition in [Edition::E2018, Edition::E2015] {
        let source = Source { edition, ..source.clone() };
        let world = world.clone().of_edition(edition);
        let programs = [program(&world, &source)?];
        let found = build_files(workspace, &world, &programs)?.pop();
        if let Some(found @ Built::Explorable(_)) = found {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Removes what was built: what was found out is written down, and a book's programs take much room.
pub fn clear(workspace: &Workspace, sources: &[&Source]) {
    let explorer = workspace.target.join("explorer/target/debug");
    let folders = [&explorer, &workspace.target.join("debug")];
    for folder in folders.into_iter().flat_map(|folder| [folder.clone(), folder.join("deps")]) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let file = entry.file_name().to_string_lossy().replace('_', "-");
            let is_of = |source: &&Source| file.trim_start_matches("lib").starts_with(&name(source));
            if file.contains(NAME) && sources.iter().any(is_of) {
                // What can't be removed does no harm but to the disk.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// A name that no other program has, for its binary and its package.
pub fn name(source: &Source) -> String {
    format!("{NAME}{:016x}", hash(&(&source.name, &source.file, &source.text, source.edition)))
}

fn program(world: &VirtualWorld, source: &Source) -> Result<Program, Failure> {
    let name = name(source);
    Ok(match &source.file {
        Some(file) => Program { name, source: file.clone() },
        None => world.program(&Text { name, text: source.text.clone() })?,
    })
}

fn build_files(
    workspace: &Workspace,
    world: &VirtualWorld,
    programs: &[Program],
) -> Result<Vec<Built>, Failure> {
    let (cargo, stop) = (&workspace.cargo, &workspace.stop);
    let builds = workspace.ticker.building(|words| world.attempt(cargo, programs, words, stop))?;
    let built = |program: &Program| match builds.named(&program.name) {
        Some(Build::Executable(executable)) => match world.explorable(program, executable, Vec::new()) {
            Ok(explorable) => Built::Explorable(Box::new(explorable)),
            Err(why) => Built::NotModelled(why),
        },
        Some(Build::Refused(errors)) => Built::Refused(errors.clone(), program.clone()),
        Some(Build::Stopped(excess)) => Built::NotModelled(excess.to_string()),
        None => Built::NotModelled("cargo could not build it for the explorer".to_owned()),
    };
    Ok(programs.iter().map(built).collect())
}

/// A program that has more than a file is built as its package has it.
fn build_package(workspace: &Workspace, source: &Source) -> Result<Built, Failure> {
    let Some(package) = &source.package else {
        return Ok(Built::NotModelled("it has no package".to_owned()));
    };
    let folder = package.folder.display().to_string();
    let not_modelled = |why: String| Built::NotModelled(first_line(&why));
    let found = match explored::Explored::find(workspace, &folder, &Which::default()) {
        Ok(found) => found,
        Err(why) => return Ok(not_modelled(why.to_string())),
    };
    match explored::compile(workspace, &[found]) {
        Ok(mut compiled) => Ok(match compiled.explorables.pop() {
            Some(Ok(explorable)) => Built::Explorable(Box::new(explorable)),
            Some(Err(why)) => not_modelled(why),
            None => not_modelled("nothing was built".to_owned()),
        }),
        // One program that can't be built does not end the whole.
        Err(why) if !workspace.stop.is_asked() => Ok(not_modelled(why.to_string())),
        Err(why) => Err(why),
    }
}

/// The file of a program; one that stands in a page gets one.
pub fn file(workspace: &Workspace, source: &Source) -> Result<Program, Failure> {
    let world = VirtualWorld::new(workspace.cargo.folder(), &workspace.target);
    program(&world, source)
}

/// Asks a program something; says why there is no answer where that is the program's fault.
pub fn ask<Q: Asks>(
    workspace: &Workspace,
    explorable: &Explorable,
    question: Q,
    args: &[String],
    limits: Limits,
) -> Result<Result<Q::Found, String>, NoAnswer> {
    match explorable.ask(question, args, limits, &workspace.stop) {
        Ok(found) => Ok(Ok(found)),
        Err(NoAnswer::Stopped) => Err(NoAnswer::Stopped),
        // Whatever it is, it is about this program alone.
        Err(why) => Ok(Err(why.to_string())),
    }
}

/// What of the program the explorer does not know, where rustc itself accepts it.
pub fn unknown(workspace: &Workspace, program: &Program, errors: &[CompileError]) -> String {
    let world = VirtualWorld::new(workspace.cargo.folder(), &workspace.target);
    first_line(&world.unknown_in(program, errors))
}

/// The first sentence of what is said on a whole screen.
pub fn first_line(text: &str) -> String {
    let text = strip_str(text).to_string();
    let says = |line: &&str| !line.is_empty() && !line.starts_with("warning:");
    let mut lines = text.lines().map(str::trim).filter(says);
    let first = lines.next().unwrap_or_default();
    let goes_on = first.ends_with(':') || first == "rustc refuses it";
    let next = lines.next().filter(|_| goes_on).map(|next| format!(" {next}")).unwrap_or_default();
    format!("{first}{next}").replace("refuses it error", "refuses it: error")
}

/// A number that is the same for the same.
pub fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
