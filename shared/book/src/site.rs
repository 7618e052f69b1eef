//! Chapters as a site.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use mdbook_driver::MDBook;
use mdbook_driver::book::{Book, Chapter};
use mdbook_driver::config::{Config, HtmlConfig};

const SCRIPT: &str = "schedules.js";
const STYLE: &str = "schedules.css";

/// Writes the site into a folder.
///
/// # Errors
/// mdBook can't do it; says why.
pub fn write(folder: &Path, chapters: Vec<Chapter>) -> Result<(), Box<dyn Error>> {
    let root = tempfile::tempdir()?;
    fs::create_dir(root.path().join("src"))?;
    // mdBook begins with what this lists.
    fs::write(root.path().join("src/SUMMARY.md"), "")?;
    fs::write(root.path().join(SCRIPT), pages::script())?;
    fs::write(root.path().join(STYLE), [pages::STYLE, comparison::STYLE, include_str!("site.css")].concat())?;
    let mut site = MDBook::load_with_config(root.path(), config(folder)?)?;
    site.book = Book::new_with_items(chapters.into_iter().map(Into::into).collect());
    // The whole chain of causes, on one line.
    site.build().map_err(|error| format!("mdBook could not make the site: {error:#}"))?;
    Ok(())
}

fn config(folder: &Path) -> Result<Config, Box<dyn Error>> {
    let mut html = HtmlConfig::default();
    (html.additional_js, html.additional_css) = (vec![PathBuf::from(SCRIPT)], vec![PathBuf::from(STYLE)]);
    html.smart_punctuation = false;
    html.fold.enable = true;
    html.fold.level = 1;
    // All pages at once would be too much for one.
    html.print.enable = false;
    // It would only work at the root of a host.
    html.input_404 = Some(String::new());
    html.playground.runnable = false;
    let mut config = Config::default();
    config.book.title = Some("What can it print?".to_owned());
    config.book.description =
        Some("The programs of chapters 16 and 17 of the Rust book, and all that they can print".to_owned());
    config.book.language = Some("en".to_owned());
    config.build.build_dir = fs::canonicalize(folder)?;
    config.build.create_missing = false;
    // What looks like a directive of mdBook in a program's text is none.
    config.build.use_default_preprocessors = false;
    config.set("output.html", html)?;
    Ok(config)
}

#[cfg(test)]
mod tests;
