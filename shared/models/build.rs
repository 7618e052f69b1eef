//! Packs the sources of the models into the binary.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::{env, io};

/// The rooms that programs are built with, apart from those whose names begin with `virtual-` and all that these need.
const ROOMS: [&str; 1] = ["explorer"];

fn main() -> io::Result<()> {
    // As it is now: a build script that was compiled before its folder was moved is not compiled anew.
    let here = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let root = Path::new(&here).join("../..").canonicalize()?;
    let mut files: Vec<PathBuf> = vec!["Cargo.lock".into(), ".cargo/config.toml".into()];
    for name in rooms(&root)? {
        let room = Path::new("shared").join(name);
        files.push(room.join("Cargo.toml"));
        below(&root, &room.join("src"), &mut files)?;
    }
    files.sort();
    let packed = files.iter().map(|file| {
        println!("cargo::rerun-if-changed={}", root.join(file).display());
        format!("    ({file:?}, include_str!({:?})),\n", root.join(file))
    });
    println!("cargo::rerun-if-changed={}", root.join("Cargo.toml").display());
    println!("cargo::rerun-if-changed={}", root.join("shared").display());
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let text =
        format!("&[\n    (\"Cargo.toml\", {:?}),\n{}]\n", workspace(&manifest), packed.collect::<String>());
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("files.rs"), text)
}

/// The rooms that programs are built with, and those that these need.
fn rooms(root: &Path) -> io::Result<BTreeSet<String>> {
    let shared = root.join("shared");
    let mut next: Vec<String> = ROOMS.map(str::to_owned).to_vec();
    for entry in fs::read_dir(&shared)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        next.extend(name.starts_with("virtual-").then_some(name));
    }
    let mut found = BTreeSet::new();
    while let Some(name) = next.pop() {
        if found.insert(name.clone()) {
            let manifest = fs::read_to_string(shared.join(&name).join("Cargo.toml"))?;
            let keys = manifest.lines().filter_map(|line| line.split(['=', '.', ' ']).next());
            let is_room = |key: &&str| !key.is_empty() && shared.join(key).join("Cargo.toml").is_file();
            next.extend(keys.filter(is_room).map(str::to_owned));
        }
    }
    Ok(found)
}

/// The manifest of the workspace, with no other members than there are.
fn workspace(manifest: &str) -> String {
    let line = |line: &str| match line.split_once(" = ") {
        Some(("members", _)) => "members = [\"shared/*\"]\n".to_owned(),
        Some(("default-members", _)) => String::new(),
        _ => format!("{line}\n"),
    };
    manifest.lines().map(line).collect()
}

fn below(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            below(root, &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
