//! Programs with mistakes, explored and helped.

use answers::{Clock, Explore, Limits};
use hints::Hospital;
use runner::{Build, Builds, Cargo, Stop, Words};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use worlds::{Explorable, Program, VirtualWorld};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// All programs with mistakes, built for the explorer by the first test that needs one.
struct Ward {
    cargo: Cargo,
    world: VirtualWorld,
    builds: Builds,
}

static WARD: LazyLock<Ward> = LazyLock::new(|| {
    let root = Path::new(ROOT).canonicalize().expect("the workspace is there");
    let metadata = Cargo::new(env!("CARGO"), &root).metadata().expect("cargo knows the workspace");
    let cargo = Cargo::new(env!("CARGO"), &root);
    let world = VirtualWorld::new(&root, metadata.target_directory.as_std_path());
    let files =
        fs::read_dir(folder()).expect("there are programs").map(|entry| entry.expect("a file").path());
    let programs: Vec<Program> = files.map(|source| program(&source)).collect();
    let builds = world.build(&cargo, &programs, Words::Kept, &Stop::new()).expect("cargo builds");
    Ward { cargo, world, builds }
});

fn folder() -> PathBuf {
    Path::new(ROOT)
        .canonicalize()
        .expect("the workspace is there")
        .join("shared/hints/tests/mistakes/programs")
}

fn program(source: &Path) -> Program {
    let stem = source.file_stem().expect("a file has a name").to_string_lossy();
    Program { name: format!("mistake-{}", stem.replace('_', "-")), source: source.to_owned() }
}

/// How the outputs of a program end, what is wrong with it, and what helps.
///
/// # Panics
/// When something is wrong against which nothing helps, or nothing is.
pub fn told(name: &str) -> String {
    let Ward { cargo, world, builds } = &*WARD;
    let path = folder().join(name).with_extension("rs");
    let source = fs::read_to_string(&path).expect("the program is there");
    let program = program(&path);
    let stop = Stop::new();
    let (clock, limits) = (Clock::Exact, Limits::default());
    let hospital =
        Hospital { world, cargo, stop: &stop, program: &program, source: &source, args: &[], clock, limits };
    let executable = match builds.named(&program.name) {
        Some(Build::Executable(executable)) => executable.clone(),
        Some(Build::Refused(errors)) => {
            let tried = hospital.suggestion(errors).expect("what rustc suggests helps");
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            return format!("{}\n{:#?}\nwith it: {}", errors.join("\n"), tried.edits, tried.with_it);
        }
        other => panic!("{name}: {other:?}"),
    };
    let warnings = builds.warnings(&program.name).to_owned();
    let explorable = Explorable::new(executable, cargo.folder()).warned(&warnings);
    let question = Explore { most: 16, ..Explore::default() };
    let outcome = explorable.ask(question, &[], limits, &stop).expect("it can be explored");
    let hints = hospital.hints(&outcome, &explorable.warnings);
    assert!(!hints.is_empty(), "nothing is wrong with {name}");
    let ends = outcome.outputs.iter().map(|output| format!("{}\n", output.ending()));
    let mut text: String = ends.collect();
    for hint in hints {
        assert!(hint.tried.is_some(), "nothing helps {name}: {:#?}", hint.trouble);
        text += &format!("\n{}\n", plain(&hint.shown(&format!("{name}.rs"), &source, 80)));
    }
    text
}

/// A text without its colours.
fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}
