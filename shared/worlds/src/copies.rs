//! Copies of programs that can't be included as they are: without what is about the whole file, among links to all that lies around
//! them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::head::Head;
use crate::mirror::Mirror;

/// Where such copies are: of programs in the workspace, and of others.
#[derive(Clone, Debug)]
pub(crate) struct Copies {
    mirrors: [Mirror; 2],
}

impl Copies {
    /// Copies below a folder, of programs of the workspace `root` and of others.
    pub fn new(folder: &Path, root: &Path) -> Copies {
        let top = root.ancestors().last().unwrap_or(root);
        let mirror = |name: &str, original: &Path| Mirror::new(folder.join(name), original.to_owned());
        Copies { mirrors: [mirror("inside", root), mirror("outside", top)] }
    }

    /// The folders, and what a compiler is to put in the place of them and the `/` behind them: paths in the workspace begin there.
    pub fn names(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.mirrors.iter().map(Mirror::folder).zip(["", "/"])
    }

    /// What a file among the copies is in truth; any other file is what it is.
    pub fn original(&self, path: &Path) -> PathBuf {
        let inside = |mirror: &Mirror| Some(mirror.original().join(path.strip_prefix(mirror.folder()).ok()?));
        self.mirrors.iter().find_map(inside).unwrap_or_else(|| path.to_owned())
    }

    /// Copies a program without its head; what its text names by a path from there is there, too.
    ///
    /// # Errors
    /// The folder of the program can't be read, or nothing can be written here.
    pub fn copy(&self, source: &Path, text: &str) -> io::Result<PathBuf> {
        let [inside, outside] = &self.mirrors;
        let mirror = if source.starts_with(inside.original()) { inside } else { outside };
        let folder = source.parent().unwrap_or(source);
        mirror.show(folder)?;
        let around = folder.ancestors().skip(1).take(levels(text));
        for folder in
            around.filter(|folder| folder.parent().is_some() && folder.starts_with(mirror.original()))
        {
            // What lies there may be none of the user's.
            let _ = mirror.show(folder);
        }
        // Another program's copy may be a module of this one, and have changed since.
        for entry in fs::read_dir(mirror.place_of(folder).unwrap_or_default())?.flatten() {
            let original = folder.join(entry.file_name());
            if entry.file_type()?.is_file() && original != source {
                let text = String::from_utf8_lossy(&fs::read(&original)?).into_owned();
                mirror.replace(&original, &Head::of(&text).cut_from(&text))?;
            }
        }
        mirror.replace(source, &Head::of(text).cut_from(text))
    }
}

/// How many folders up the paths in a text lead.
fn levels(text: &str) -> usize {
    let mut most = 0;
    let mut rest = text;
    while let Some(at) = rest.find("../") {
        rest = &rest[at..];
        let mut levels = 0;
        while let Some(after) = rest.strip_prefix("../") {
            (rest, levels) = (after, levels + 1);
        }
        most = most.max(levels);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_around_a_program_is_around_its_copy_as_it_is_now() {
        let folder = tempfile::tempdir().unwrap();
        let (root, user) = (folder.path().join("root"), folder.path().join("user"));
        fs::create_dir_all(user.join("src")).unwrap();
        let write = |path: &str, text: &str| fs::write(user.join(path), text).unwrap();
        let copies = Copies::new(&root.join("copies"), &root);
        let copy = |path: &str| {
            let source = user.join(path);
            copies.copy(&source, &fs::read_to_string(&source).unwrap()).unwrap()
        };
        write("data.txt", "data");
        write("src/a.rs", "//! A.\nmod b;\n// ../data.txt");
        write("src/b.rs", "//! B.\nfn old() {}");
        copy("src/b.rs");
        write("src/b.rs", "//! B.\nfn new() {}");
        let made = copy("src/a.rs");
        assert_eq!(copies.original(&made), user.join("src/a.rs"));
        let beside = |path: &str| fs::read_to_string(made.parent().unwrap().join(path)).unwrap();
        assert_eq!(beside("a.rs"), "      \nmod b;\n// ../data.txt");
        assert_eq!(beside("b.rs"), "      \nfn new() {}");
        assert_eq!(beside("../data.txt"), "data");
    }
}
