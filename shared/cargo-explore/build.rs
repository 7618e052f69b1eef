//! Packs the sources of the models into the binary.

use std::fs;
use std::path::{Path, PathBuf};
use std::{env, io};

/// The rooms that programs are built with, apart from those whose names begin with `virtual-`.
const ROOMS: [&str; 6] = ["answers", "engine", "explorer", "screen", "timeline", "unstable"];

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let mut files: Vec<PathBuf> = vec!["Cargo.lock".into(), ".cargo/config.toml".into()];
    for entry in fs::read_dir(root.join("shared"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if ROOMS.contains(&&*name) || name.starts_with("virtual-") {
            let room = Path::new("shared").join(name);
            files.push(room.join("Cargo.toml"));
            below(&root, &room.join("src"), &mut files)?;
        }
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
