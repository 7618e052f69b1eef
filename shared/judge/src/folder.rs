//! The folder of a book, out of which nothing is read.

use std::fs;
use std::path::{Path, PathBuf};

/// A page or a program has at most so many bytes.
const MOST: u64 = 64 << 20;
/// Folders in which nobody writes.
const MADE: [&str; 3] = ["target", "node_modules", "book"];
/// A book has at most so many files; there is no more to be found in a whole disk.
const FILES: usize = 50_000;

/// A folder out of which nothing is read.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

/// A file that is not read, in a clause that can follow its name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    #[error("`{0}` leads out of the book's folder, and is not read")]
    Outside(String),
    #[error("`{0}` can't be read: {1}")]
    Io(String, String),
    #[error("`{0}` is not UTF-8: the first line that is not is line {1}")]
    NotUtf8(String, usize),
}

impl Folder {
    /// The folder at a path, which has to be there.
    pub fn open(path: &Path) -> Result<Folder, Unread> {
        let name = path.display().to_string();
        let io = |error: std::io::Error| Unread::Io(name.clone(), error.to_string());
        let root = path.canonicalize().map_err(io)?;
        fs::read_dir(&root).map_err(io)?;
        Ok(Folder { root })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file of the folder, as a path without `..` and without links; `from` is a folder, `path` goes on from there.
    ///
    /// # Errors
    /// It is not there, or outside.
    pub fn find(&self, from: &Path, path: &str) -> Result<PathBuf, Unread> {
        let there = from.join(path);
        // Whether something outside is there is nobody's business.
        if !lexical(&there).starts_with(&self.root) {
            return Err(Unread::Outside(path.to_owned()));
        }
        match there.canonicalize() {
            Ok(there) if there.starts_with(&self.root) => Ok(there),
            Ok(_) => Err(Unread::Outside(path.to_owned())),
            Err(error) => Err(Unread::Io(path.to_owned(), error.to_string())),
        }
    }

    /// The text of a file of the folder, with the line ends of Unix.
    pub fn read(&self, file: &Path) -> Result<String, Unread> {
        let name = self.name(file);
        let io = |error: std::io::Error| Unread::Io(name.clone(), error.to_string());
        let data = fs::metadata(file).map_err(io)?;
        if !data.is_file() || data.len() > MOST {
            let why = if data.is_file() { "it is too large" } else { "it is not a file" };
            return Err(Unread::Io(name, why.to_owned()));
        }
        let text = String::from_utf8(fs::read(file).map_err(io)?).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            Unread::NotUtf8(name, before.iter().filter(|byte| **byte == b'\n').count() + 1)
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(text.replace("\r\n", "\n"))
    }

    /// What a file is called: its path from the folder, with `/`.
    pub fn name(&self, file: &Path) -> String {
        let inside = file.strip_prefix(&self.root).unwrap_or(file);
        inside.display().to_string().replace('\\', "/")
    }

    /// All files below a folder that people have written and whose names are wanted, in order; links are not followed.
    pub fn files(&self, below: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut left = vec![below.to_owned()];
        let mut seen = 0;
        while let Some(folder) = left.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let Ok(kind) = entry.file_type() else { continue };
                if kind.is_dir() && !name.starts_with('.') && !MADE.contains(&name.as_str()) {
                    left.push(entry.path());
                } else if kind.is_file() && is_wanted(&name) {
                    found.push(entry.path());
                }
                seen += 1;
            }
            if seen > FILES {
                break;
            }
        }
        found.sort();
        found
    }
}

/// A path without `.` and `..`, whatever is there.
fn lexical(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_is_read_by_whatever_way() {
        let around = tempfile::tempdir().unwrap();
        let inside = around.path().join("book");
        fs::create_dir_all(inside.join("src")).unwrap();
        fs::write(around.path().join("secret"), "secret").unwrap();
        fs::write(inside.join("page.md"), "a\r\nb\r\n").unwrap();
        let folder = Folder::open(&inside).unwrap();
        let find = |path| folder.find(&folder.root().join("src"), path);
        assert_eq!(folder.read(&find("../page.md").unwrap()).unwrap(), "a\nb\n");
        assert_eq!(find("../../secret"), Err(Unread::Outside("../../secret".to_owned())));
        assert_eq!(find("/etc/passwd"), Err(Unread::Outside("/etc/passwd".to_owned())));
        assert!(matches!(find("none"), Err(Unread::Io(..))));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(around.path().join("secret"), inside.join("link")).unwrap();
            assert_eq!(find("../link"), Err(Unread::Outside("../link".to_owned())));
        }
    }

    #[test]
    fn what_is_not_utf8_is_said_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), b"a\nb\xff\n").unwrap();
        let folder = Folder::open(folder.path()).unwrap();
        let said = folder.read(&folder.root().join("a.md")).unwrap_err();
        assert_eq!(said, Unread::NotUtf8("a.md".to_owned(), 2));
    }
}
