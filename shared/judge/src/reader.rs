//! Goes through a book's pages, and says of each printed text which program's it is.

use std::path::{Path, PathBuf};

use crate::book::{Book, Page, folder_of};
use crate::complaint::complaints;
use crate::directive::{Directive, Expanded, expand};
use crate::folder::Unread;
use crate::hidden;
use crate::mark::{asked, marks};
use crate::markdown::{Code, Item, items};
use crate::named::{beside, program_of_package};
use crate::nearest::Nearest;
use crate::printed::{At, Printed};
use crate::session::is_refusal;
use crate::source::{Source, is_complete};

/// Languages in which printed texts are.
const TEXTS: [&str; 13] = [
    "",
    "ansi",
    "bash",
    "console",
    "output",
    "plain",
    "plaintext",
    "powershell",
    "sh",
    "shell",
    "shell-session",
    "text",
    "txt",
];

/// What was found in the pages of a book.
#[derive(Debug, Default)]
pub struct Found {
    pub printed: Vec<Printed>,
    /// Programs that are shown, each once.
    pub programs: Vec<Source>,
    /// Files that are shown, also in part.
    pub shown: Vec<PathBuf>,
    /// Comments that ask for something.
    pub marked: Vec<Marked>,
}

/// A comment that asks for something.
#[derive(Clone, Debug)]
pub struct Marked {
    pub at: At,
    /// What it asks for.
    pub words: String,
    /// Whether nothing else stands on its lines.
    pub is_alone: bool,
    /// The program that was shown last before it; why there is none.
    pub program: Result<Source, String>,
}

/// What the pages of a book print, in order, with the programs that they show.
pub fn read(book: &Book) -> Found {
    let mut reader = Reader { book, found: Found::default(), within: Vec::new() };
    for page in &book.pages {
        reader.page(page);
    }
    reader.found
}

struct Reader<'a> {
    book: &'a Book,
    found: Found,
    /// The pages that are being read, each included in the one before.
    within: Vec<String>,
}

impl Reader<'_> {
    fn page(&mut self, page: &Page) {
        let at = At { file: page.name.clone(), line: 1 };
        match &page.text {
            Ok(text) => self.text(&page.name, text, &mut Nearest::default()),
            Err(why) => self.unread(at, why.to_string()),
        }
    }

    /// A page, or one that it includes.
    fn text(&mut self, name: &str, text: &str, nearest: &mut Nearest) {
        self.within.push(name.to_owned());
        let from = folder_of(&self.book.folder, name);
        let (mut comments, mut file) = (Vec::new(), None);
        let mut marks = marks(text).into_iter();
        for item in items(text) {
            match item {
                Item::Heading(level) => nearest.heading(level),
                Item::Comment(comment) => {
                    if asked(&comment).is_some()
                        && let Some(mark) = marks.next()
                    {
                        let at = At { file: name.to_owned(), line: mark.line };
                        let program = nearest.source();
                        let (words, is_alone) = (mark.words, mark.is_alone);
                        self.found.marked.push(Marked { at, words, is_alone, program });
                    }
                    comments.push(comment);
                    continue;
                }
                Item::File(name) => {
                    file = Some(name);
                    continue;
                }
                Item::Code(code) if file.as_ref().is_some_and(|file| is_other(file, &code)) => {
                    let at = At { file: name.to_owned(), line: code.line };
                    self.unread(
                        at,
                        format!("`{}`, a file that is no output", file.take().unwrap_or_default()),
                    );
                }
                Item::Code(code) => self.code(name, &from, &code, nearest, &comments),
                Item::Prose { line, text } => {
                    let at = |before: &str| line + before.matches('\n').count();
                    for directive in Directive::all(&text) {
                        let line = at(&text[..directive.place.start]);
                        self.included(At { file: name.to_owned(), line }, &from, &directive, nearest);
                    }
                }
            }
            comments.clear();
            file = None;
        }
        self.within.pop();
    }

    /// What the prose includes: a page, or a program.
    fn included(&mut self, at: At, from: &Path, directive: &Directive, nearest: &mut Nearest) {
        let folder = &self.book.folder;
        let file = match folder.find(from, &directive.path) {
            Ok(file) if !self.within.contains(&folder.name(&file)) => file,
            Ok(_) => return self.unread(at, format!("`{}` includes itself", directive.path)),
            Err(why) => return self.unread(at, why.to_string()),
        };
        if directive.is_block {
            let source = Source::file(folder, &file, self.book.edition);
            return match source {
                Ok(source) => self.show(source, nearest),
                Err(why) => self.unread(at, why.to_string()),
            };
        }
        match folder.read(&file) {
            Ok(text) => self.text(&folder.name(&file), &directive.of(&text), nearest),
            Err(why) => self.unread(at, why.to_string()),
        }
    }

    fn code(&mut self, page: &str, from: &Path, code: &Code, nearest: &mut Nearest, comments: &[String]) {
        let at = At { file: page.to_owned(), line: code.line };
        let is_text = TEXTS.contains(&code.language());
        let is_rust = code.language() == "rust";
        if !is_text && !is_rust {
            return;
        }
        if !code.is_closed {
            return self.unread(at, "its fence never ends".to_owned());
        }
        let expanded = expand(&self.book.folder, from, &code.text);
        match expanded {
            Ok(expanded) if is_rust => self.rust(&at, code, &expanded, nearest),
            Ok(expanded) => self.printed(at, from, expanded, nearest, comments),
            Err(why) if is_rust => nearest.show(Err(format!("line {}: {why}", at.line))),
            Err(why) => self.unread(at, why.to_string()),
        }
    }

    /// A block of Rust becomes the program that what is printed below it is about.
    fn rust(&mut self, at: &At, code: &Code, expanded: &Expanded, nearest: &mut Nearest) {
        self.found.shown.extend(expanded.files.iter().cloned());
        let folder = &self.book.folder;
        if let Some(file) = expanded.files.first() {
            let main = program_of_package(folder, file).filter(|main| main != file);
            let source = Source::file(folder, file, self.book.edition);
            let whole = source.as_ref().is_ok_and(Source::is_complete);
            let source = match main.filter(|_| !whole) {
                Some(main) => Source::file(folder, &main, self.book.edition),
                None => source,
            };
            return match source {
                Ok(source) => self.show(Source { is_meant_to_fail: fails(code), ..source }, nearest),
                Err(why) => nearest.show(Err(why.to_string())),
            };
        }
        let text = hidden::code(&expanded.text);
        if is_complete(&text) {
            let edition = worlds::Edition::ALL.into_iter();
            let named = edition.rev().find(|edition| code.has(&format!("edition{}", edition.name())));
            let edition = named.or(self.book.edition);
            let source = Source::in_page(at.to_string(), text, edition);
            self.show(Source { is_meant_to_fail: fails(code), ..source }, nearest);
        } else if !nearest.is_of(&text) {
            nearest.show(Err(format!("the code above it, at line {}, is no whole program", at.line)));
        }
    }

    fn show(&mut self, source: Source, nearest: &mut Nearest) {
        if source.is_complete() && !self.found.programs.iter().any(|other| other.name == source.name) {
            self.found.programs.push(source.clone());
        }
        nearest.show(Ok(source));
    }

    fn printed(&mut self, at: At, from: &Path, text: Expanded, nearest: &Nearest, comments: &[String]) {
        let folder = &self.book.folder;
        self.found.shown.extend(text.files.iter().cloned());
        if let Some(other) = text.files.iter().find(|file| !is_output(file)) {
            return self.unread(at, format!("`{}`, a file that is no output", folder.name(other)));
        }
        let of_its_file = text.files.iter().find_map(|file| program_of_package(folder, file));
        let named = of_its_file.or_else(|| beside(folder, from, comments));
        let shows_errors = named.is_some() && !complaints(&text.text).is_empty();
        let program = match named {
            Some(main) => Source::file(folder, &main, self.book.edition).map_err(String::from),
            None => nearest.source(),
        };
        // Where a part of a file is printed, the whole of it says more.
        let whole = text.files.first().and_then(|file| folder.read(file).ok());
        let is_refused = whole.is_some_and(|whole| whole.lines().any(is_refusal));
        let program = program.map(|program| {
            let is_meant_to_fail = program.is_meant_to_fail || is_refused || shows_errors;
            Source { is_meant_to_fail, ..program }
        });
        self.found.printed.push(Printed { at, text: text.text, program });
    }

    /// Something that is not read, and why.
    fn unread(&mut self, at: At, why: String) {
        self.found.printed.push(Printed { at, text: String::new(), program: Err(why) });
    }
}

/// Whether a block is a text that shows a file, and no program.
fn is_other(file: &str, code: &Code) -> bool {
    TEXTS.contains(&code.language()) && !file.ends_with(".rs") && !is_output(Path::new(file))
}

/// Whether a file is what a program printed, by its name.
fn is_output(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    ["out", "print", "expect", "term", "console", "stderr", "error"].iter().any(|word| name.contains(word))
}

/// Whether a block says that it need not compile.
fn fails(code: &Code) -> bool {
    ["does_not_compile", "compile_fail", "ignore"].iter().any(|word| code.has(word))
}

impl From<Unread> for String {
    fn from(why: Unread) -> String {
        why.to_string()
    }
}
