//! `cargo explore` where there is nothing of this repository.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn explore(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-explore"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .env("HOME", folder);
    command
}

fn said(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stderr).unwrap()
}

/// The manifests of the rooms that were unpacked.
fn manifests(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    let below = |path: PathBuf| if path.is_dir() { manifests(&path) } else { vec![path] };
    entries.flat_map(|entry| below(entry.path())).filter(|path| path.ends_with("Cargo.toml")).collect()
}

#[test]
fn the_models_are_unpacked_with_all_that_they_are_made_with() {
    let folder = tempfile::tempdir().unwrap();
    let words = said(&mut explore(folder.path(), &["explore", "missing.rs"]));
    assert!(words.contains("cannot read missing.rs"), "{words}");
    let found = manifests(folder.path());
    assert!(found.iter().any(|path| path.ends_with("shared/virtual-test/Cargo.toml")), "{found:?}");
    let is_room = |manifest: &&PathBuf| {
        manifest.parent().is_some_and(|room| room.parent().is_some_and(|folder| folder.ends_with("shared")))
    };
    for manifest in found.iter().filter(is_room) {
        let text = fs::read_to_string(manifest).unwrap();
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let keys = text.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
        for room in keys.filter(|key| !key.is_empty() && shared.join(key).is_dir()) {
            let needed = manifest.parent().unwrap().join("..").join(room).join("Cargo.toml");
            assert!(needed.is_file(), "{} needs {room}", manifest.display());
        }
    }
}

#[test]
fn what_an_older_version_has_unpacked_goes_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("cache/cargo-explore");
    for name in ["0123456789abcdef", "notes"] {
        fs::create_dir_all(cache.join(name)).unwrap();
    }
    said(&mut explore(folder.path(), &["explore", "missing.rs"]));
    assert!(!cache.join("0123456789abcdef").exists() && cache.join("notes").exists());
}

#[test]
fn the_words_of_each_command_are_its_own() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, words) in [
        (&["explore"][..], "Usage: cargo explore"),
        (&["explain", "--help"], "Usage: cargo explore explain"),
        (&["explore", "timeline", "--help"], "Usage: cargo explore timeline"),
    ] {
        let output = explore(folder.path(), arguments).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(text.contains(words), "{text}");
    }
}
