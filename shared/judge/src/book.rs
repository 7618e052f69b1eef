//! A book: pages of Markdown in their order.

use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Parser, Tag};
use serde::Deserialize;
use worlds::Edition;

use crate::folder::{Folder, Unread};

/// A book, or any folder of Markdown.
#[derive(Clone, Debug)]
pub struct Book {
    pub folder: Folder,
    pub pages: Vec<Page>,
    /// Of programs that stand in the pages themselves, if it is said.
    pub edition: Option<Edition>,
}

/// A page of a book.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its path from the book's folder: "src/ch16-01-threads.md".
    pub name: String,
    /// What stands in it; why that can't be told.
    pub text: Result<String, Unread>,
}

/// There is no book.
#[derive(Debug, thiserror::Error)]
pub enum NoBook {
    #[error("there is no book in {0}: it has no page of Markdown; name the folder that `book.toml` is in")]
    Empty(String),
    #[error(transparent)]
    Unread(#[from] Unread),
    #[error("{0}: {1}")]
    Settings(String, String),
}

/// What matters here of a `book.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Settings {
    book: Sources,
    rust: Rust,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sources {
    src: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Rust {
    edition: Option<String>,
}

impl Book {
    /// The book whose `book.toml`, or whose `SUMMARY.md`, is in a folder; or else all pages below it.
    ///
    /// # Errors
    /// There is no page.
    pub fn open(path: &Path) -> Result<Book, NoBook> {
        let named = Folder::open(path)?;
        // Who names the folder of the pages means the book.
        let above = named
            .root()
            .parent()
            .filter(|above| named.root().join("SUMMARY.md").is_file() && above.join("book.toml").is_file());
        let folder = above.map(Folder::open).transpose()?.unwrap_or(named);
        let settings = settings(&folder)?;
        let pages = match summary(&folder, settings.book.src.as_deref())? {
            Some(pages) => pages,
            None => {
                let is_page = |name: &str| name.to_lowercase().ends_with(".md");
                folder.files(folder.root(), is_page).iter().map(|file| Page::read(&folder, file)).collect()
            }
        };
        if pages.is_empty() {
            return Err(NoBook::Empty(path.display().to_string()));
        }
        Ok(Book { pages, edition: settings.edition(), folder })
    }

    /// A book in a folder of which somebody else has read the pages: their paths from there, and their texts.
    ///
    /// # Errors
    /// The folder can't be read.
    pub fn of_pages(root: &Path, pages: impl IntoIterator<Item = (String, String)>) -> Result<Book, NoBook> {
        let folder = Folder::open(root)?;
        let edition = settings(&folder)?.edition();
        let page = |(name, text): (String, String)| Page { name, text: Ok(text.replace("\r\n", "\n")) };
        Ok(Book { pages: pages.into_iter().map(page).collect(), edition, folder })
    }
}

impl Page {
    fn read(folder: &Folder, file: &Path) -> Page {
        Page { name: folder.name(file), text: folder.read(file) }
    }
}

impl Settings {
    fn edition(&self) -> Option<Edition> {
        self.rust.edition.as_deref().and_then(Edition::named)
    }
}

fn settings(folder: &Folder) -> Result<Settings, NoBook> {
    let file = folder.root().join("book.toml");
    if !file.is_file() {
        return Ok(Settings::default());
    }
    let text = folder.read(&file)?;
    toml::from_str(&text)
        .map_err(|error| NoBook::Settings("book.toml".to_owned(), error.message().to_owned()))
}

/// The pages that a summary names, and itself; `None` if there is no summary.
fn summary(folder: &Folder, src: Option<&str>) -> Result<Option<Vec<Page>>, NoBook> {
    let folders = match src {
        Some(src) => vec![folder.root().join(src)],
        None => vec![folder.root().join("src"), folder.root().to_owned()],
    };
    let Some(src) = folders.into_iter().find(|src| src.join("SUMMARY.md").is_file()) else { return Ok(None) };
    let src = folder.find(folder.root(), &src.display().to_string())?;
    let text = folder.read(&src.join("SUMMARY.md"))?;
    let mut pages: Vec<Page> = Vec::new();
    for link in links(&text) {
        let page = match folder.find(&src, &link) {
            Ok(file) => Page::read(folder, &file),
            Err(why) => Page { name: folder.name(&src.join(&link)), text: Err(why) },
        };
        if !pages.iter().any(|other| other.name == page.name) {
            pages.push(page);
        }
    }
    Ok(Some(pages))
}

/// Where the links of a summary lead that are pages.
fn links(summary: &str) -> Vec<String> {
    let links = Parser::new(summary).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.replace("%20", " ")),
        _ => None,
    });
    links.filter(|link| !link.contains("://") && link.to_lowercase().ends_with(".md")).collect()
}

/// The folder of a page, in which paths begin that stand in it.
pub fn folder_of(folder: &Folder, page: &str) -> PathBuf {
    let page = folder.root().join(page);
    page.parent().map_or_else(|| folder.root().to_owned(), Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn written(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn names(path: &Path) -> Vec<String> {
        Book::open(path).unwrap().pages.into_iter().map(|page| page.name).collect()
    }

    #[test]
    fn the_summary_decides_what_is_a_page_and_in_which_order() {
        let book = written(&[
            ("book.toml", "[book]\ntitle = \"T\"\nsrc = \"text\"\n[rust]\nedition = \"2018\"\n"),
            ("text/SUMMARY.md", "# S\n\n- [B](b.md)\n  - [A](./a.md)\n- [draft]()\n- [gone](gone.md)\n"),
            ("text/a.md", "a"),
            ("text/b.md", "b"),
            ("text/notes.md", "c"),
        ]);
        let pages = ["text/b.md", "text/a.md", "text/gone.md"];
        assert_eq!(names(book.path()), pages);
        assert_eq!(names(&book.path().join("text")), pages);
        assert_eq!(Book::open(book.path()).unwrap().edition, Some(Edition::E2018));
    }

    #[test]
    fn a_folder_without_a_summary_has_the_pages_that_are_there() {
        let folder =
            written(&[("b.md", ""), ("a/c.md", ""), ("target/d.md", ""), (".e/f.md", ""), ("g.txt", "")]);
        assert_eq!(names(folder.path()), ["a/c.md", "b.md"]);
        let empty = written(&[("g.txt", "")]);
        assert!(matches!(Book::open(empty.path()), Err(NoBook::Empty(_))));
        assert!(Book::open(&empty.path().join("none")).is_err());
    }
}
