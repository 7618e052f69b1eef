//! A page with what it asks for.

use std::ops::Range;
use std::path::Path;

use judge::{Book, Found, Marked, marks, read};

use crate::chapters::Chapter;
use crate::show::Show;

/// A page of the book.
#[derive(Debug)]
pub struct Page {
    /// As mdBook hands it over.
    pub content: String,
    /// What was found in its file.
    pub found: Found,
    /// Where in its content something is asked for, and what that is.
    pub asked: Vec<(Range<usize>, Marked)>,
    /// What asks for something in files that mdBook is yet to include.
    pub unseen: Vec<Marked>,
}

impl Page {
    /// A chapter of a book whose pages are in this folder of it.
    pub fn read(book: &Book, src: &str, chapter: Chapter) -> Page {
        let name = Path::new(src).join(&chapter.file).display().to_string().replace('\\', "/");
        let name = name.strip_prefix("./").unwrap_or(&name);
        let Chapter { content, .. } = chapter;
        let file = book.folder.find(book.folder.root(), name).and_then(|file| book.folder.read(&file));
        if let Some(page) = file.ok().and_then(|text| Page::paired(book, name, text, &content)) {
            return page;
        }
        // Another preprocessor has made something else of it, or it has no file.
        let found = found(book, name, content.clone());
        let places = marks(&content).into_iter().map(|mark| mark.place);
        let asked = places.zip(found.marked.clone()).collect();
        Page { content, found, asked, unseen: Vec::new() }
    }

    /// What the file asks for with its places in the content, whether files are included there yet or not; `None` if the content
    /// asks for something else.
    fn paired(book: &Book, name: &str, text: String, content: &str) -> Option<Page> {
        let found = found(book, name, text);
        let marks = marks(content);
        let is_same = |marked: &[Marked]| {
            marked.len() == marks.len()
                && marked.iter().zip(&marks).all(|(marked, mark)| marked.words == mark.words)
        };
        let (own, others): (Vec<Marked>, Vec<Marked>) =
            found.marked.iter().cloned().partition(|marked| marked.at.file == name);
        let (seen, unseen) = match found.marked.clone() {
            all if is_same(&all) => (all, Vec::new()),
            _ if is_same(&own) => (own, others),
            _ => return None,
        };
        let asked = marks.into_iter().map(|mark| mark.place).zip(seen).collect();
        Some(Page { content: content.to_owned(), found, asked, unseen })
    }

    /// What is wrong with what it asks for: where, and a sentence.
    pub fn complaints(&self) -> Vec<(String, String)> {
        let asked = self.asked.iter().filter_map(|(_, marked)| Some((marked, complaint(marked)?)));
        let unseen = self.unseen.iter().filter(|marked| Show::read(&marked.words) != Ok(Show::Check));
        let unseen = unseen.map(|marked| {
            let why = "mdBook includes this file only later; write `after = [\"links\"]` below \
                       `[preprocessor.schedules]` in book.toml";
            (marked, why.to_owned())
        });
        asked.chain(unseen).map(|(marked, why)| (marked.at.to_string(), why)).collect()
    }
}

fn found(book: &Book, name: &str, text: String) -> Found {
    let page = judge::Page { name: name.to_owned(), text: Ok(text.replace("\r\n", "\n")) };
    read(&Book { pages: vec![page], ..book.clone() })
}

fn complaint(marked: &Marked) -> Option<String> {
    let show = match Show::read(&marked.words) {
        Ok(Show::Check) => return None,
        Ok(Show::Part(part)) => part.name(),
        Err(why) => return Some(why),
    };
    if !marked.is_alone {
        return Some(format!("`<!-- schedules: {show} -->` has to stand on a line of its own"));
    }
    match &marked.program {
        Ok(program) if program.is_complete() => None,
        Ok(program) => Some(format!("nothing to show: {} has no `fn main()`", program.name)),
        Err(why) => Some(format!("nothing to show: {why}")),
    }
}
