//! What an executable was made of when cargo last said that it is as it should be.
//!
//! To ask cargo takes longer than many an answer. Where nothing has changed of what cargo goes by, it would say the same.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What cargo heeds in each folder around a source file.
const HEEDED: [&str; 6] = [
    ".cargo/config",
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "rust-toolchain",
    "rust-toolchain.toml",
];

/// What an executable was made of when cargo last said that it is as it should be: a number, written beside it.
#[derive(Debug)]
pub struct Receipt {
    executable: PathBuf,
    /// All else that decides what cargo makes, as a number.
    around: u64,
}

impl Receipt {
    /// `around` is another number where anything is otherwise that decides what cargo makes and is in none of the files that the
    /// executable is made of: cargo itself, the environment.
    pub fn of(executable: &Path, around: u64) -> Receipt {
        Receipt { executable: executable.to_owned(), around }
    }

    /// Whether nothing has changed since it was written.
    pub fn holds(&self) -> bool {
        let written = fs::read_to_string(self.file()).ok();
        written.is_some() && written == self.number(None)
    }

    /// The same, of an executable that has to be made of this file, which others of its name need not be.
    pub fn holds_for(&self, source: &Path) -> bool {
        listed(&self.executable).is_some_and(|all| all.iter().any(|one| one == source)) && self.holds()
    }

    /// Writes that a call of cargo which began then has found the executable as it should be; not if something has changed
    /// since, as nobody knows whether cargo has seen it.
    ///
    /// # Errors
    /// It can't be written.
    pub fn write(&self, began: SystemTime) -> io::Result<()> {
        self.number(Some(began)).map_or(Ok(()), |number| fs::write(self.file(), number))
    }

    fn file(&self) -> PathBuf {
        self.executable.with_extension("receipt")
    }

    /// All that cargo goes by, as a number in hexadecimal; `None` where that is not known, or newer than something may be.
    fn number(&self, newest: Option<SystemTime>) -> Option<String> {
        let sources = listed(&self.executable)?;
        let mut hasher = DefaultHasher::new();
        self.around.hash(&mut hasher);
        self.executable.metadata().ok()?.modified().ok().hash(&mut hasher);
        let folders: BTreeSet<&Path> = sources.iter().flat_map(|source| source.ancestors().skip(1)).collect();
        let heeded = folders.into_iter().flat_map(|folder| HEEDED.map(|name| folder.join(name)));
        for path in sources.iter().cloned().chain(heeded) {
            let data = path.metadata().ok();
            let time = data.as_ref().and_then(|data| data.modified().ok());
            if newest.is_some_and(|newest| time >= Some(newest)) {
                return None;
            }
            (path, data.map(|data| data.len()), time).hash(&mut hasher);
        }
        Some(format!("{:016x}", hasher.finish()))
    }
}

/// The files of ours that an executable is made of, as cargo lists them beside it.
fn listed(executable: &Path) -> Option<Vec<PathBuf>> {
    let text = fs::read_to_string(executable.with_extension("d")).ok()?;
    let (_, files) = text.trim_end().split_once(": ")?;
    // A blank that is part of a name has a backslash before it.
    Some(files.replace("\\ ", "\0").split(' ').map(|name| name.replace('\0', " ").into()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn it_holds_until_something_changes_that_cargo_goes_by() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("a b")).unwrap();
        for name in ["made", "a b/main.rs", "Cargo.toml"] {
            fs::write(path(name), "").unwrap();
        }
        let list = format!("{}: {}\n", path("made").display(), path("a\\ b/main.rs").display());
        fs::write(path("made.d"), list).unwrap();
        let receipt = Receipt::of(&path("made"), 1);
        assert!(!receipt.holds());
        receipt.write(SystemTime::UNIX_EPOCH).unwrap();
        assert!(!receipt.holds(), "a file is newer than the call of cargo");
        for name in ["a b/main.rs", "Cargo.toml", "Cargo.lock"] {
            receipt.write(SystemTime::now() + Duration::from_secs(1)).unwrap();
            assert!(receipt.holds() && !Receipt::of(&path("made"), 2).holds());
            fs::write(path(name), "changed").unwrap();
            assert!(!receipt.holds(), "{name}");
        }
    }
}
