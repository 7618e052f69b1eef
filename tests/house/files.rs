use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A file of more lines mostly holds two things.
const MOST_LINES: usize = 300;
/// What a `lib.rs` shows is what there is in a crate, at a glance.
const MOST_LINES_OF_LIB: usize = 100;

/// Files that are longer for a reason.
const LONG: &[(&str, &str)] = &[
    ("shared/explorer/tests/explorer/ends.rs", "short programs, one way to end after the other"),
    ("shared/explorer/tests/explorer/locks.rs", "short programs, one lock after the other"),
    ("shared/virtual-futures/src/stream/ext.rs", "each thing that a stream can do, once"),
];

/// All Rust files of ours, by their paths from the root.
fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = ["shared", "tests", "xtask"].map(PathBuf::from).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(Path::new(ROOT).join(&folder)).unwrap().map(Result::unwrap) {
            let path = folder.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn text(path: &Path) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

/// What is wrong with how a module begins. Programs that are compiled inside of other crates can't begin so, and the modules
/// of a test are told of where they are listed.
fn beginning(path: &Path, text: &str) -> Option<String> {
    let is_module = path.components().any(|part| part.as_os_str() == "src");
    let is_list = path.ends_with("main.rs");
    let begins = text.starts_with("//! ");
    ((is_module || is_list) && !begins)
        .then(|| format!("{}: begin with `//!` and what it is about", path.display()))
}

fn length(path: &Path, lines: usize, long: &[(&str, &str)]) -> Option<String> {
    let path = path.display().to_string();
    let listed = long.iter().any(|(name, _)| *name == path);
    let most = if path.ends_with("src/lib.rs") { MOST_LINES_OF_LIB } else { MOST_LINES };
    match (lines > most, listed) {
        (true, false) => {
            Some(format!("{path} has {lines} lines, more than {most}: does it hold two things?"))
        }
        (false, true) => Some(format!("{path} has no more than {most} lines: take it from the list")),
        _ => None,
    }
}

fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_module_says_first_what_it_is_about() {
    none(sources().iter().filter_map(|path| beginning(path, &text(path))).collect());
    assert!(beginning(Path::new("a/src/b.rs"), "use std::fs;\n").is_some());
}

#[test]
fn no_file_is_longer_than_a_reader_takes_in() {
    let complaint = |path: &PathBuf| length(path, text(path).lines().count(), LONG);
    none(sources().iter().filter_map(complaint).collect());
    let gone = |path: &&str| !Path::new(ROOT).join(path).exists();
    let gone: Vec<&str> = LONG.iter().map(|(path, _)| *path).filter(gone).collect();
    assert!(gone.is_empty(), "there is no {gone:?}");
    assert!(length(Path::new("a.rs"), 301, &[]).is_some() && length(Path::new("a.rs"), 300, &[]).is_none());
    assert!(length(Path::new("a.rs"), 301, &[("a.rs", "")]).is_none());
    assert!(length(Path::new("a.rs"), 299, &[("a.rs", "")]).is_some());
    assert!(length(Path::new("a/src/lib.rs"), 101, &[]).is_some());
}
