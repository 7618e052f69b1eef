//! A folder that looks like another one, for cargo: nothing is written where the user works.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Files that cargo writes: they are our own.
const WRITTEN: [&str; 2] = ["Cargo.lock", "target"];

/// A folder of links to what is in another one. Some of its folders are real, so that single files in them can be others.
#[derive(Clone, Debug)]
pub(crate) struct Mirror {
    folder: PathBuf,
    /// What it looks like.
    original: PathBuf,
}

impl Mirror {
    pub fn new(folder: PathBuf, original: PathBuf) -> Mirror {
        Mirror { folder, original }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it looks like.
    pub fn original(&self) -> &Path {
        &self.original
    }

    /// Where something of the original is here.
    pub fn place_of(&self, original: &Path) -> Option<PathBuf> {
        Some(self.folder.join(original.strip_prefix(&self.original).ok()?))
    }

    /// Has a folder of the original show all that is in it, and makes it and those around it real folders.
    pub fn show(&self, original: &Path) -> io::Result<()> {
        let Some(place) = self.place_of(original) else { return Err(io::ErrorKind::InvalidInput.into()) };
        self.make(&place)?;
        for entry in fs::read_dir(original)? {
            let name = entry?.file_name();
            let (link, to) = (place.join(&name), original.join(&name));
            let is_here = link.symlink_metadata().is_ok_and(|data| !data.is_symlink());
            if !is_here && !WRITTEN.iter().any(|written| name == *written) {
                relink(&link, &to)?;
            }
        }
        for entry in fs::read_dir(&place)? {
            let path = entry?.path();
            let is_gone = path.file_name().is_none_or(|name| !original.join(name).exists());
            let is_written =
                path.file_name().is_some_and(|name| WRITTEN.iter().any(|written| name == *written));
            if is_gone && !is_written && (path.is_symlink() || path.is_file()) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// Puts another text in the place of a file of the original.
    pub fn replace(&self, original: &Path, text: &str) -> io::Result<PathBuf> {
        let place = self.place_of(original).ok_or(io::ErrorKind::InvalidInput)?;
        if !place.is_symlink() && fs::read_to_string(&place).is_ok_and(|before| before == text) {
            return Ok(place);
        }
        if place.is_symlink() {
            fs::remove_file(&place)?;
        }
        fs::write(&place, text)?;
        Ok(place)
    }

    /// Makes a real folder of a place, also where there was a link.
    fn make(&self, place: &Path) -> io::Result<()> {
        let inside = place.strip_prefix(&self.folder).unwrap_or(Path::new(""));
        let mut folder = self.folder.clone();
        for part in inside.components() {
            folder.push(part);
            if folder.is_symlink() {
                fs::remove_file(&folder)?;
            }
        }
        fs::create_dir_all(place)
    }
}

fn relink(link: &Path, to: &Path) -> io::Result<()> {
    if fs::read_link(link).is_ok_and(|before| before == to) {
        return Ok(());
    }
    if link.is_symlink() {
        fs::remove_file(link)?;
    }
    symlink(to, link)
}

#[cfg(unix)]
fn symlink(to: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(windows)]
fn symlink(to: &Path, link: &Path) -> io::Result<()> {
    if to.is_dir() {
        std::os::windows::fs::symlink_dir(to, link)
    } else {
        std::os::windows::fs::symlink_file(to, link)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_and_goes_in_the_original_comes_and_goes_here_and_it_is_never_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let (original, copy) = (folder.path().join("a"), folder.path().join("b"));
        fs::create_dir_all(original.join("src/deep")).unwrap();
        fs::write(original.join("src/main.rs"), "mine").unwrap();
        fs::write(original.join("src/old.rs"), "").unwrap();
        fs::write(original.join("Cargo.lock"), "").unwrap();
        let mirror = Mirror::new(copy.clone(), original.clone());
        let show = || {
            mirror.show(&original).unwrap();
            mirror.show(&original.join("src")).unwrap();
            mirror.replace(&original.join("src/main.rs"), "ours").unwrap();
        };
        show();
        fs::remove_file(original.join("src/old.rs")).unwrap();
        fs::write(original.join("src/new.rs"), "new").unwrap();
        show();
        let text = |path: &str| fs::read_to_string(copy.join(path)).unwrap();
        assert_eq!((text("src/main.rs"), text("src/new.rs")), ("ours".to_owned(), "new".to_owned()));
        assert_eq!(fs::read_to_string(original.join("src/main.rs")).unwrap(), "mine");
        assert!(copy.join("src/deep").exists() && !copy.join("src/old.rs").exists());
        assert!(!copy.join("Cargo.lock").exists(), "cargo writes its own");
    }
}
