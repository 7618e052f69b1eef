use std::fs;

use mdbook_driver::MDBook;
use mdbook_driver::book::Book;
use mdbook_driver::config::Config;
use mdbook_driver::errors::{Error, Result};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_schedules::{Done, install};

use crate::book::{INCLUDED, done, page, written};

/// Speaks as the command does, with the models of this repository.
struct Schedules;

impl Preprocessor for Schedules {
    fn name(&self) -> &str {
        "schedules"
    }

    fn run(&self, context: &PreprocessorContext, book: Book) -> Result<Book> {
        match done(&serde_json::to_value((context, book))?) {
            Done::Book(book, remarks) if remarks.is_empty() => Ok(serde_json::from_value(book)?),
            other => Err(Error::msg(format!("{other:?}"))),
        }
    }
}

/// A build of a book of one page by mdBook itself; the page in HTML.
fn built(name: &str, page: &str) -> Result<String> {
    let root = written(name, "[output.html]\n[output.markdown]\n", &[("a.md", page)]);
    install(&root)?;
    // It is not started as a command, but knows what stands there.
    let config = Config::from_disk(root.join("book.toml"))?;
    let mut book = MDBook::load_with_config(&root, config)?;
    book.with_preprocessor(Schedules);
    book.build()?;
    Ok(fs::read_to_string(root.join("book/html/a.html"))?)
}

#[test]
fn mdbook_makes_pages_of_what_was_put_in() {
    let asked = page(INCLUDED[0], "main\nother", "outputs") + "\n<!-- schedules: stepper -->\n";
    let html = built("built", &asked).unwrap();
    for part in
        ["2 outputs", "<figure data-schedules=\"schedules-listings-spawn\"", "schedules", "<p>And so on.</p>"]
    {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("<!-- schedules"));
    let root = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("built/book");
    let plain = fs::read_to_string(root.join("markdown/a.md")).unwrap();
    assert!(plain.contains("Output 2, returns:") && !plain.contains("<figure"), "{plain}");
}

#[test]
#[cfg(unix)]
fn mdbook_starts_the_command() {
    let command = format!(
        "env XDG_CACHE_HOME={} {}",
        env!("CARGO_TARGET_TMPDIR"),
        env!("CARGO_BIN_EXE_mdbook-schedules")
    );
    let settings = format!("[preprocessor.schedules]\ncommand = \"{command}\"\nafter = [\"links\"]\n");
    let build = |page: &str| {
        let root = written("started", &settings, &[("a.md", page)]);
        MDBook::load(&root)?.build()?;
        Ok::<String, Error>(fs::read_to_string(root.join("book/a.html"))?)
    };
    assert!(build("# A\n\nNothing.\n").unwrap().contains("<p>Nothing.</p>"));
    let why = build("# A\n\n<!-- schedules: graph -->\n").unwrap_err();
    assert!(format!("{why:#}").contains("exit status: 2"), "{why:#}");
}

#[test]
fn mdbook_fails_on_what_cannot_be() {
    let why = built("refused", &page(INCLUDED[0], "main\nmain", "check")).unwrap_err();
    assert!(format!("{why:#}").contains("src/a.md:7"), "{why:#}");
}
