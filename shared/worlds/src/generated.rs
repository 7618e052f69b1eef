//! A package that is made up in the target folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use runner::read_file;

use crate::manifest::Manifest;

/// A package of its own, with the versions of the workspace.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The workspace.
    root: PathBuf,
    folder: PathBuf,
}

/// A file of the package could not be written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    #[error("cannot write {}: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("cannot read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot write {}: {source}", path.display())]
    Manifest { path: PathBuf, source: toml::ser::Error },
}

impl Generated {
    pub fn new(root: &Path, folder: PathBuf) -> Self {
        Generated { root: root.to_owned(), folder }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path of its manifest.
    pub fn manifest(&self) -> PathBuf {
        self.folder.join("Cargo.toml")
    }

    /// Writes the manifest, and the lock file beside it.
    pub fn write_manifest(&self, manifest: &Manifest) -> Result<(), NotWritten> {
        let path = self.manifest();
        match manifest.to_toml() {
            Ok(text) => write(&path, &text)?,
            Err(source) => return Err(NotWritten::Manifest { path, source }),
        }
        // The versions are those of the workspace, and nothing has to be looked up.
        let locked = self.root.join("Cargo.lock");
        let ours = self.folder.join("Cargo.lock");
        if is_newer(&locked, &ours) {
            write(&ours, &read(&locked)?)?;
        }
        Ok(())
    }

    /// Writes a file, by its path from the folder of the package.
    pub fn write(&self, path: &Path, text: &str) -> Result<(), NotWritten> {
        write(&self.folder.join(path), text)
    }
}

/// The text of a file; what isn't UTF-8 is shown as such.
pub fn read(path: &Path) -> Result<String, NotWritten> {
    let failed = |source| NotWritten::Read { path: path.to_owned(), source };
    Ok(String::from_utf8_lossy(&read_file(path).map_err(failed)?).into_owned())
}

/// Writes a file if that changes it, so that cargo builds anew only what has changed.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), NotWritten> {
    if fs::read_to_string(path).is_ok_and(|before| before == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|source| NotWritten::Write { path: path.to_owned(), source })
}

fn is_newer(file: &Path, than: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    time(file) > time(than)
}
