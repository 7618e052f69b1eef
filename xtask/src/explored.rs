//! What is explored: listings, or a file of the user's.

use std::path::{Path, PathBuf};

use answers::{Asks, Limits};
use catalogue::Listing;
use runner::{Build, Explorable, Program, VirtualWorld, Words, read_file};

use crate::Failure;
use crate::output::note;
use crate::workspace::Workspace;

/// A program that can be explored.
pub struct Explored {
    /// As the user named it: an id, or a path.
    pub name: String,
    /// What a reader sees in it; empty for a file.
    pub title: String,
    pub args: Vec<String>,
    /// Of a listing that rustc is meant to refuse, what to say about that.
    refused: Option<String>,
    program: Program,
}

/// What the explorer answers: what was asked for, or a sentence that says why not.
type Answer<T> = Result<T, String>;

impl Explored {
    /// The listing of this id, or the file of this path.
    pub fn find(workspace: &Workspace, name: &str) -> Result<Explored, Failure> {
        if !is_path(name) {
            return Ok(Explored::listing(workspace.catalogue.find(name)?));
        }
        let path = Path::new(name);
        let source = path.canonicalize().map_err(|error| format!("cannot read {name}: {error}"))?;
        if !source.is_file() {
            return Err(format!("{name} is not a file; name a file of Rust, such as src/main.rs").into());
        }
        read_file(&source).map_err(|error| format!("cannot read {name}: {error}"))?;
        let program = Program { name: binary_name(&source), source };
        Ok(Explored { name: name.to_owned(), title: String::new(), args: Vec::new(), refused: None, program })
    }

    /// With these arguments, if there are any, in place of its usual ones.
    pub fn started_with(self, args: &[String]) -> Explored {
        if args.is_empty() { self } else { Explored { args: args.to_owned(), ..self } }
    }

    pub fn listing(listing: &Listing) -> Explored {
        Explored {
            name: listing.id.to_string(),
            title: listing.title.clone(),
            args: listing.args.clone(),
            refused: listing.promise.ends.is_refused().then(|| refused(listing)),
            program: Program { name: listing.id.package(), source: listing.main() },
        }
    }
}

/// Builds programs for the explorer. One that can't be built has rustc's errors in its place.
pub fn build(workspace: &Workspace, explored: &[Explored]) -> Result<Vec<Answer<Explorable>>, Failure> {
    let world = VirtualWorld::new(workspace.cargo.folder(), &workspace.target);
    let programs: Vec<Program> = explored.iter().map(|one| one.program.clone()).collect();
    let words = if world.is_built() {
        Words::Kept
    } else {
        note("the explorer is built once, which takes about half a minute");
        Words::Shown
    };
    let builds = world.build(&workspace.cargo, &programs, words, &workspace.stop)?;
    let explorable = |one: &Explored| match builds.named(&one.program.name) {
        Some(Build::Executable(executable)) => {
            Ok(Explorable { executable: executable.clone(), folder: workspace.cargo.folder().to_owned() })
        }
        Some(Build::Refused(errors)) => {
            let errors = world.errors_of(&one.program, &one.name, errors);
            Err(one.refused.iter().fold(errors, |text, refused| format!("{text}\n\n{refused}")))
        }
        Some(Build::Stopped(excess)) => Err(excess.to_string()),
        None => Err(format!("cargo could not build {} for the explorer", one.name)),
    };
    Ok(explored.iter().map(explorable).collect())
}

/// Asks something about a program.
pub fn ask<Q: Asks>(
    workspace: &Workspace,
    explorable: &Explorable,
    question: Q,
    args: &[String],
    limits: Limits,
) -> Result<Answer<Q::Found>, Failure> {
    match explorable.ask(question, args, limits, &workspace.stop) {
        Ok(found) => Ok(Ok(found)),
        Err(why) if why.is_about_the_program() => Ok(Err(why.to_string())),
        Err(other) => Err(other.into()),
    }
}

/// What to say of a listing that rustc is meant to refuse.
pub fn refused(listing: &Listing) -> String {
    let code = &listing.promise.ends;
    let meant = format!("rustc is meant to refuse {} ({code}), so there is nothing to run", listing.id);
    match &listing.mended {
        Some(mended) => format!("{meant}; {mended} is the same, put right"),
        None => meant,
    }
}

fn is_path(name: &str) -> bool {
    name.ends_with(".rs") || name.contains(['/', '\\'])
}

/// A name that no other file has, and that tells a person which one it is.
fn binary_name(source: &Path) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    source.hash(&mut hasher);
    let stem: PathBuf = source.file_stem().unwrap_or_default().into();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let stem: String = stem.to_string_lossy().chars().map(plain).collect();
    format!("file-{stem}-{:016x}", hasher.finish())
}
