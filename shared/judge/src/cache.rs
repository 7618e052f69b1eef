//! What was found out before, by what it was found out from.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use terminal::output::note;
use terminal::{Failure, Workspace};
use worlds::NoAnswer;

use crate::source::Source;
use crate::virtual_lab::hash;

/// Rooms whose sources decide what the explorer answers, beside those of the models.
const ROOMS: [&str; 11] = [
    "answers", "cures", "engine", "explorer", "judge", "known", "runner", "screen", "timeline", "unstable",
    "worlds",
];

/// How often it is looked whether another one has ended.
const PAUSE: Duration = Duration::from_millis(50);
/// So many findings are kept before it begins anew.
const KEPT: usize = 10_000;
/// So many sources are looked at in a folder.
const MOST: usize = 1000;

/// What was found out before.
pub struct Cache<T> {
    file: PathBuf,
    kept: Kept<T>,
}

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    /// Of the explorer and of rustc.
    version: u64,
    found: BTreeMap<String, T>,
}

impl<T: Clone + Serialize + DeserializeOwned> Cache<T> {
    /// What is known of a book, or of a part of what there is to know of it. What can't be read is found out again.
    pub fn open(workspace: &Workspace, book: &impl Hash) -> Cache<T> {
        let file = workspace.target.join("judged").join(format!("{:016x}.json", hash(book)));
        let kept = fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok());
        let version = version(workspace);
        let is_of_now = |kept: &Kept<T>| kept.version == version && kept.found.len() < KEPT;
        let kept = kept.filter(is_of_now).unwrap_or(Kept { version, found: BTreeMap::new() });
        Cache { file, kept }
    }

    /// By what a finding about a program is found again.
    pub fn key(&self, source: &Source, question: &str) -> String {
        let package = source.package.as_ref().map(|package| sources(&package.folder));
        let file = source.file.as_ref().and_then(|file| file.parent()).map(sources);
        let program = (&source.name, &source.text, source.edition, format!("{:?}", source.package));
        format!("{:016x}", hash(&(program, package, file, question)))
    }

    pub fn get(&self, key: &str) -> Option<T> {
        self.kept.found.get(key).cloned()
    }

    pub fn put(&mut self, key: &str, finding: &T) {
        self.kept.found.insert(key.to_owned(), finding.clone());
    }

    /// Waits until nobody else judges here: programs are removed when all is said.
    pub fn alone(&self, workspace: &Workspace) -> Result<File, Failure> {
        let folder = workspace.target.join("judged");
        fs::create_dir_all(&folder)?;
        let lock = File::create(folder.join("lock"))?;
        let mut is_said = false;
        while lock.try_lock().is_err() {
            if workspace.stop.is_asked() {
                return Err(NoAnswer::Stopped.into());
            }
            if !std::mem::replace(&mut is_said, true) {
                note("another book is judged here; this one waits for that");
            }
            thread::sleep(PAUSE);
        }
        Ok(lock)
    }

    /// Writes it down. If that can't be, it takes longer next time.
    pub fn close(self) {
        let written = serde_json::to_vec(&self.kept).unwrap_or_default();
        let _ = fs::create_dir_all(self.file.parent().unwrap_or(&self.file));
        let _ = fs::write(&self.file, written);
    }
}

/// A number that changes with what decides about answers.
fn version(workspace: &Workspace) -> u64 {
    let shared = workspace.cargo.folder().join("shared");
    let is_one = |name: &str| ROOMS.contains(&name) || name.starts_with("virtual-");
    let rooms = fs::read_dir(&shared).into_iter().flatten().flatten();
    let mut rooms: Vec<PathBuf> =
        rooms.filter(|room| is_one(&room.file_name().to_string_lossy())).map(|room| room.path()).collect();
    rooms.sort();
    let all: Vec<_> = rooms.iter().map(|room| sources(&room.join("src"))).collect();
    let lock = fs::read(workspace.cargo.folder().join("Cargo.lock")).unwrap_or_default();
    hash(&(all, lock, workspace.cargo.version().ok()))
}

/// Which sources are below a folder, and what stands in each.
fn sources(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            let path = entry.path();
            let is_source = path.extension().is_some_and(|end| end == "rs" || end == "toml");
            if kind.is_dir() && entry.file_name() != "target" {
                left.push(path);
            } else if kind.is_file() && is_source {
                let text = fs::read(&path).unwrap_or_default();
                found.push((path, hash(&text)));
            }
        }
        // A folder with more than that is none of a program's.
        if found.len() > MOST {
            break;
        }
    }
    found.sort();
    found
}
