//! What is explored: listings, a file of the user's, or a program or a test of a package of theirs.

use std::borrow::Borrow;
use std::path::PathBuf;

use answers::{Asks, Limits, Progress};
use catalogue::{Listing, is_path};
use runner::{Build, read_text};
use worlds::{Explorable, Package, Part, Program, VirtualWorld};

use crate::helped;
use crate::path::{file, its_name};
use crate::which::Which;
use terminal::Failure;
use terminal::Workspace;
use terminal::output::{note, warn};

/// A program that can be explored.
pub struct Explored {
    /// As the user named it: an id, or a path; with the name of a test.
    pub name: String,
    /// What a reader sees in it; empty for a file.
    pub title: String,
    pub args: Vec<String>,
    /// Of a listing that rustc is meant to refuse, what to say about that.
    refused: Option<String>,
    source: Source,
    /// What comes through its standard input.
    input: Vec<u8>,
}

/// What it is made of.
enum Source {
    File(Program),
    Package(Box<Package>, Part),
}

/// What the explorer answers: what was asked for, or a sentence that says why not.
type Answer<T> = Result<T, String>;

impl Explored {
    /// The listing of this id, the file of this path, or what is meant of the package there.
    pub fn find(workspace: &Workspace, name: &str, which: &Which) -> Result<Explored, Failure> {
        let input = which.input()?;
        if let Some((package, part)) = which.package(workspace, name)? {
            let name =
                which.part_named().into_iter().fold(name.to_owned(), |name, part| format!("{name} {part}"));
            return Ok(Explored {
                source: Source::Package(Box::new(package), part),
                input,
                ..Explored::named(name)
            });
        }
        which.is_of_a_package(name)?;
        if !is_path(name) && !workspace.catalogue.listings().is_empty() {
            return Ok(Explored { input, ..Explored::listing(workspace.catalogue.one(name)?) });
        }
        let program = file(name)?;
        Ok(Explored { source: Source::File(program), input, ..Explored::named(name.to_owned()) })
    }

    /// Its name and, of a listing, its title.
    pub fn heading(&self) -> String {
        format!("{}  {}", self.name, self.title).trim_end().to_owned()
    }

    /// Whether it is a test of a package.
    pub fn is_test(&self) -> bool {
        matches!(&self.source, Source::Package(_, Part::Test(_)))
    }

    /// The command that draws one of a test's outputs, without its number; `None` for a program.
    pub fn picture(&self, workspace: &Workspace) -> Option<String> {
        match &self.source {
            Source::Package(package, Part::Test(test)) => {
                Some(format!("{} timeline {} --test {test} --output", workspace.program, package.name()))
            }
            _ => None,
        }
    }

    /// The same under another name.
    pub fn called(self, name: &str) -> Explored {
        Explored { name: name.to_owned(), ..self }
    }

    /// A file that somebody calls so, whatever package it lies in.
    pub fn program(name: &str, program: Program) -> Explored {
        Explored { source: Source::File(program), ..Explored::named(name.to_owned()) }
    }

    fn named(name: String) -> Explored {
        let source = Source::File(Program { name: String::new(), source: PathBuf::new() });
        Explored { name, title: String::new(), args: Vec::new(), refused: None, source, input: Vec::new() }
    }

    /// With these arguments, if there are any, in place of its usual ones.
    pub fn started_with(self, args: &[String]) -> Explored {
        if args.is_empty() { self } else { Explored { args: args.to_owned(), ..self } }
    }

    /// Whether it is a listing.
    pub fn is_listing(&self) -> bool {
        !self.title.is_empty()
    }

    /// Of a listing that rustc is meant to refuse, what to say about that.
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }

    /// The text of its first file; that of a package is known when it is built.
    pub fn text(&self, built: Option<&Explorable>) -> Result<String, Failure> {
        match self.file() {
            Some(Program { source, .. }) => {
                Ok(read_text(source).map_err(|error| format!("cannot read {}: {error}", source.display()))?)
            }
            None => Ok(built.and_then(Explorable::first_file).unwrap_or_default().to_owned()),
        }
    }

    /// What comes through its standard input.
    pub fn input(&self) -> &[u8] {
        &self.input
    }

    /// The package of which it is a part, if it is one.
    pub fn package(&self) -> Option<&Package> {
        match &self.source {
            Source::File(_) => None,
            Source::Package(package, _) => Some(package),
        }
    }

    /// The file that it is, if it is one.
    pub fn file(&self) -> Option<&Program> {
        match &self.source {
            Source::File(program) => Some(program),
            Source::Package(..) => None,
        }
    }

    pub fn listing(listing: &Listing) -> Explored {
        Explored {
            name: listing.id.to_string(),
            title: listing.title.clone(),
            args: listing.args.clone(),
            refused: listing.refusal(),
            source: Source::File(Program { name: listing.id.package(), source: listing.main() }),
            input: Vec::new(),
        }
    }
}

/// Programs that were built for the explorer, and what rustc has warned of.
pub struct Compiled {
    pub explorables: Vec<Answer<Explorable>>,
    pub warnings: Vec<String>,
}

/// Builds programs for the explorer, and passes on what rustc warns of. One that can't be built has rustc's errors in its place.
pub fn build<E: Borrow<Explored>>(
    workspace: &Workspace,
    explored: &[E],
) -> Result<Vec<Answer<Explorable>>, Failure> {
    let Compiled { explorables, warnings } = compile(workspace, explored)?;
    warn(warnings.iter().map(String::as_str));
    Ok(explorables)
}

/// The same for one.
pub fn build_one(workspace: &Workspace, explored: &Explored) -> Result<Answer<Explorable>, Failure> {
    Ok(build(workspace, &[explored])?.pop().ok_or("nothing was built")?)
}

/// The same, where it is yet to be seen whether anybody wants to know of the warnings.
pub fn compile<E: Borrow<Explored>>(workspace: &Workspace, explored: &[E]) -> Result<Compiled, Failure> {
    let explored: Vec<&Explored> = explored.iter().map(Borrow::borrow).collect();
    let world = VirtualWorld::new(workspace.cargo.folder(), &workspace.target);
    let program = |one: &&Explored| match &one.source {
        Source::File(program) => Some(program.clone()),
        Source::Package(..) => None,
    };
    let programs: Vec<Program> = explored.iter().filter_map(program).collect();
    if !world.is_built() {
        note("the explorer is built once, which takes about half a minute");
    }
    let (cargo, stop) = (&workspace.cargo, &workspace.stop);
    let builds = workspace.ticker.building(|words| world.build(cargo, &programs, words, stop))?;
    let files = explored.iter().filter_map(|one| Some((one, one.file()?)));
    let warned = files
        .flat_map(|(one, program)| world.warnings_of(program, &one.name, builds.warnings(&program.name)));
    let warnings: Vec<String> = warned.collect();
    let of_a_file = |one: &Explored, program: &Program| match builds.named(&program.name) {
        Some(Build::Executable(executable)) => {
            let rests_on = its_name(program).into_iter().collect();
            Ok(world.explorable(program, executable, rests_on)?.warned(builds.warnings(&program.name)))
        }
        Some(Build::Refused(errors)) => {
            let suggestion = helped::suggestion(workspace, &world, one, errors).unwrap_or_default();
            let errors = world.errors_of(&workspace.cargo, program, &one.name, errors, &workspace.stop);
            let errors = errors + &suggestion;
            Err(one.refused.iter().fold(errors, |text, refused| format!("{text}\n\n{refused}")))
        }
        Some(Build::Stopped(excess)) => Err(excess.to_string()),
        None => Err(format!("cargo could not build {} for the explorer", one.name)),
    };
    let explorable = |one: &&Explored| {
        let explorable = match &one.source {
            Source::File(program) => of_a_file(one, program),
            Source::Package(package, part) => build_part(workspace, &world, package, part)?,
        };
        Ok(explorable.map(|explorable| explorable.reading(one.input.clone())))
    };
    let explorables = explored.iter().map(explorable).collect::<Result<_, Failure>>()?;
    Ok(Compiled { explorables, warnings })
}

fn build_part(
    workspace: &Workspace,
    world: &VirtualWorld,
    package: &Package,
    part: &Part,
) -> Result<Answer<Explorable>, Failure> {
    let wrapper =
        std::env::current_exe().map_err(|error| format!("cannot tell where this program is: {error}"))?;
    let (cargo, stop) = (&workspace.cargo, &workspace.stop);
    let built =
        workspace.ticker.building(|words| world.build_part(cargo, package, part, &wrapper, (words, stop)))?;
    Ok(built.map(|found| found.explorable))
}

/// Asks something about a program, and shows meanwhile how far the search is.
pub fn ask<Q: Asks>(
    workspace: &Workspace,
    explored: &Explored,
    explorable: &Explorable,
    question: Q,
    limits: Limits,
) -> Result<Answer<Q::Found>, Failure> {
    let doing = workspace.ticker.doing();
    let mut told = |progress: Progress| doing.show(&format!("{}: {progress}", explored.name));
    match explorable.ask_heard(question, &explored.args, limits, &workspace.stop, &mut told) {
        Ok(found) => Ok(Ok(found)),
        Err(why) if why.is_about_the_program() => Ok(Err(why.to_string())),
        Err(other) => Err(other.into()),
    }
}
