//! Programs whose path a book names: in a comment, or by a file that lies beside them.

use std::path::{Path, PathBuf};

use crate::folder::Folder;

/// So many folders are looked into above a file to find the program that it belongs to.
const LEVELS: usize = 3;

/// The program of the package that a file of the book lies in, or else its library; `None` if there is none.
pub fn program_of_package(folder: &Folder, file: &Path) -> Option<PathBuf> {
    let inside = |path: &&Path| path.starts_with(folder.root());
    let mut folders = file.ancestors().skip(1).take_while(inside).take(LEVELS);
    folders.find_map(program_in)
}

fn program_in(folder: &Path) -> Option<PathBuf> {
    ["src/main.rs", "src/lib.rs"].map(|path| folder.join(path)).into_iter().find(|path| path.is_file())
}

/// The program that comments beside a text name, the last of them first.
pub fn beside(folder: &Folder, page: &Path, comments: &[String]) -> Option<PathBuf> {
    comments.iter().rev().find_map(|comment| paths(comment).find_map(|path| program(folder, page, path)))
}

/// What in a comment looks like a path.
fn paths(comment: &str) -> impl Iterator<Item = &str> {
    let quotes = |c: char| c.is_whitespace() || "`'\"(),;".contains(c);
    comment.split(quotes).map(|word| word.trim_end_matches(['.', ':'])).filter(|word| word.contains('/'))
}

/// What a path leads to, from the book's folder or from that of the page.
fn program(folder: &Folder, page: &Path, path: &str) -> Option<PathBuf> {
    let there = [folder.root(), page].into_iter().find_map(|from| folder.find(from, path).ok())?;
    if there.is_dir() {
        return program_in(&there);
    }
    if there.extension().is_some_and(|end| end == "rs") {
        return Some(there);
    }
    program_of_package(folder, &there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_comment_names_a_program_by_its_folder_its_file_or_what_lies_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("listings/a/src")).unwrap();
        fs::create_dir_all(folder.path().join("src")).unwrap();
        fs::write(folder.path().join("listings/a/src/main.rs"), "").unwrap();
        fs::write(folder.path().join("listings/a/output.txt"), "").unwrap();
        let folder = Folder::open(folder.path()).unwrap();
        let main = folder.root().join("listings/a/src/main.rs");
        let page = folder.root().join("src");
        for comment in [
            "manual-regeneration\ncd listings/a\ncargo run",
            "see `listings/a/src/main.rs`.",
            "look at ../listings/a/output.txt and copy",
        ] {
            assert_eq!(beside(&folder, &page, &[comment.to_owned()]), Some(main.clone()), "{comment}");
        }
        for comment in ["cargo run", "and/or", "cd listings/b", "/etc/passwd"] {
            assert_eq!(beside(&folder, &page, &[comment.to_owned()]), None, "{comment}");
        }
    }
}
