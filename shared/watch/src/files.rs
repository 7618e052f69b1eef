//! The files of a program, as they are saved.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use commands::explored::Explored;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use terminal::Failure;

/// What a package is made of, by the ends of the files' names.
const MADE_OF: [&str; 2] = ["rs", "toml"];
/// Nobody's package has more files.
const MOST: usize = 10_000;

/// Which files a program is made of.
#[derive(Clone, Debug)]
pub struct Files {
    /// Single files, as absolute paths.
    single: Vec<PathBuf>,
    /// Folders of packages, with all that is in them.
    folders: Vec<PathBuf>,
}

/// What is in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Of each file a hash of its text, and when it was saved.
    texts: BTreeMap<PathBuf, (u64, Option<SystemTime>)>,
    /// A file that is named is not there, or there is nothing in it.
    pub lacks: bool,
    /// A file that is named is not there.
    pub is_gone: bool,
}

impl Files {
    /// `stdin` is what the program reads, which counts as well.
    pub fn of(explored: &Explored, stdin: Option<&Path>) -> Files {
        let mut single: Vec<PathBuf> =
            explored.file().map(|program| program.source.clone()).into_iter().collect();
        single.extend(stdin.and_then(|path| std::path::absolute(path).ok()));
        let folders = explored.package().map(|package| package.folders()).unwrap_or_default();
        Files { single, folders }
    }

    /// Has somebody told whenever something may have been saved, for as long as the watcher lives. What editors rename over a
    /// file is only noticed in its folder.
    pub fn watched(&self, mut tell: impl FnMut() + Send + 'static) -> Result<RecommendedWatcher, Failure> {
        let files = self.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let matters = match event {
                Ok(event) => {
                    !event.kind.is_access_of_no_writer()
                        && (event.need_rescan() || event.paths.iter().any(|path| files.has(path)))
                }
                // Something was lost.
                Err(_) => true,
            };
            if matters {
                tell();
            }
        })?;
        self.watch(&mut watcher)?;
        Ok(watcher)
    }

    /// Watches all folders, also such as are there again.
    pub fn watch(&self, watcher: &mut RecommendedWatcher) -> Result<(), Failure> {
        let around = self
            .single
            .iter()
            .filter_map(|file| file.parent())
            .map(|folder| (folder, RecursiveMode::NonRecursive));
        let below = self.folders.iter().map(|folder| (folder.as_path(), RecursiveMode::Recursive));
        for (folder, mode) in around.chain(below) {
            watcher
                .watch(folder, mode)
                .map_err(|error| format!("cannot watch {}: {error}", folder.display()))?;
        }
        Ok(())
    }

    fn has(&self, path: &Path) -> bool {
        let is_part = |folder: &PathBuf| path.strip_prefix(folder).is_ok_and(is_made_of);
        self.single.iter().any(|file| file == path) || self.folders.iter().any(is_part)
    }

    pub fn read(&self) -> Contents {
        let mut contents = Contents::default();
        for file in &self.single {
            match fs::read(file) {
                Ok(bytes) => {
                    contents.lacks |= bytes.is_empty();
                    contents.add(file.clone(), &bytes);
                }
                Err(_) => {
                    contents.lacks = true;
                    contents.is_gone |= !file.exists();
                }
            }
        }
        for folder in &self.folders {
            contents.is_gone |= !folder.exists();
            contents.lacks |= !folder.exists();
            contents.add_all(folder, folder);
        }
        contents
    }
}

impl Contents {
    /// Whether this is the same program.
    pub fn is_same_text(&self, other: &Contents) -> bool {
        let texts = |contents: &Contents| -> Vec<(PathBuf, u64)> {
            contents.texts.iter().map(|(path, (hash, _))| (path.clone(), *hash)).collect()
        };
        self.is_gone == other.is_gone && texts(self) == texts(other)
    }

    fn add(&mut self, file: PathBuf, bytes: &[u8]) {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let saved = fs::metadata(&file).and_then(|data| data.modified()).ok();
        self.texts.insert(file, (hasher.finish(), saved));
    }

    fn add_all(&mut self, root: &Path, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let inside = path.strip_prefix(root).unwrap_or(&path);
            if path.is_dir() && !path.is_symlink() && !is_hidden(inside) {
                self.add_all(root, &path);
            } else if is_made_of(inside)
                && self.texts.len() < MOST
                && let Ok(bytes) = fs::read(&path)
            {
                self.add(path, &bytes);
            }
        }
    }
}

/// Whether a package is made of this, by its path from the package's folder.
fn is_made_of(inside: &Path) -> bool {
    let is_code = inside.extension().is_some_and(|end| MADE_OF.iter().any(|one| end == *one));
    is_code && !is_hidden(inside)
}

/// What is built, and what begins with a dot.
fn is_hidden(inside: &Path) -> bool {
    inside.iter().any(|part| part == "target" || part.to_string_lossy().starts_with('.'))
}

trait Access {
    fn is_access_of_no_writer(&self) -> bool;
}

impl Access for notify::EventKind {
    /// We read these files ourselves.
    fn is_access_of_no_writer(&self) -> bool {
        use notify::event::{AccessKind, AccessMode};
        match self {
            notify::EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            kind => kind.is_access(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_made_of_its_sources_and_manifests() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let files = Files { single: Vec::new(), folders: vec![folder.path().to_owned()] };
        write("src/main.rs", "a");
        write("Cargo.toml", "b");
        let before = files.read();
        for other in ["target/debug/build/x.rs", ".git/x.rs", "notes.txt", "src/.main.rs.swp.rs"] {
            write(other, "c");
            assert!(files.read().is_same_text(&before), "{other}");
        }
        write("src/deep/mod.rs", "d");
        assert!(!files.read().is_same_text(&before));
    }

    #[test]
    fn a_file_that_is_gone_or_empty_is_not_all_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.rs");
        let files = Files { single: vec![file.clone()], folders: Vec::new() };
        assert!(files.read().lacks && files.read().is_gone);
        fs::write(&file, "").unwrap();
        assert!(files.read().lacks && !files.read().is_gone);
        fs::write(&file, "x").unwrap();
        let once = files.read();
        assert!(!once.lacks);
        fs::write(&file, "y").unwrap();
        assert!(!files.read().is_same_text(&once));
        fs::write(&file, "x").unwrap();
        assert!(files.read().is_same_text(&once));
    }
}
