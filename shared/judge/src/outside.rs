//! What of a book's programs no page shows.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::book::Book;
use crate::named::program_of_package;
use crate::printed::{At, Printed};
use crate::reader::Found;
use crate::source::Source;

/// Where programs are, even if no page shows any.
const LISTINGS: &str = "listings";
const OUTPUT: &str = "output.txt";
const MAIN: &str = "main.rs";

/// Adds the outputs and the programs that lie where the book has its programs, and that no page shows.
pub fn add(book: &Book, found: &mut Found) {
    let root = book.folder.root();
    let shown = found.shown.iter().filter(|file| file.extension().is_some_and(|end| end == "rs"));
    // The folder below the book's that the programs of the pages are in.
    let tops = shown.filter_map(|file| {
        let top = file.strip_prefix(root).ok()?.components().next()?;
        Some(root.join(top)).filter(|top| top.is_dir())
    });
    let folders: BTreeSet<PathBuf> = tops.chain([root.join(LISTINGS)]).collect();
    let is_page = |path: &PathBuf| book.pages.iter().any(|page| root.join(&page.name).starts_with(path));
    for folder in folders.iter().filter(|folder| !is_page(folder)) {
        for file in book.folder.files(folder, |name| [OUTPUT, MAIN].contains(&name)) {
            if found.shown.contains(&file) {
                continue;
            }
            if file.ends_with(OUTPUT) {
                found.printed.extend(output(book, &file));
            } else if file.ends_with("src/main.rs")
                && let Ok(source) = Source::file(&book.folder, &file, book.edition)
                && source.is_complete()
                && !found.programs.iter().any(|other| other.name == source.name)
            {
                found.programs.push(source);
            }
        }
    }
}

fn output(book: &Book, file: &Path) -> Option<Printed> {
    let at = At { file: book.folder.name(file), line: 1 };
    let main = program_of_package(&book.folder, file)?;
    let program = Source::file(&book.folder, &main, book.edition).map_err(|why| why.to_string());
    let text = book.folder.read(file);
    Some(match text {
        Ok(text) => Printed { at, text, program },
        Err(why) => Printed { at, text: String::new(), program: Err(why.to_string()) },
    })
}
