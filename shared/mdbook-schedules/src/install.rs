//! Puts this into a book: script, stylesheet, and what stands of them in `book.toml`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, RawString, Table, TableLike, Value};

use crate::input::{Input, NAME};

/// The script of a book.
pub const SCRIPT_FILE: &str = "schedules.js";
/// Its stylesheet.
pub const STYLE_FILE: &str = "schedules.css";
const SETTINGS: &str = "book.toml";

/// It can't be put into a book.
#[derive(Debug, thiserror::Error)]
pub enum NotInstalled {
    #[error("there is no book in {}: it has no book.toml; name the folder that has one", .0.display())]
    NoBook(PathBuf),
    #[error("cannot {doing} {}: {error}", path.display())]
    Io { doing: &'static str, path: PathBuf, error: io::Error },
    #[error("{} is not TOML: {}", path.display(), error.message())]
    NotToml { path: PathBuf, error: toml_edit::TomlError },
    #[error("{}: `{name}` is not {what}", path.display())]
    Shape { path: PathBuf, name: String, what: &'static str },
}

/// Puts this into the book in a folder, as far as it is not there yet; what was done, a sentence each.
///
/// # Errors
/// There is no book, or it can't be written.
pub fn install(folder: &Path) -> Result<Vec<String>, NotInstalled> {
    let path = folder.join(SETTINGS);
    if !path.is_file() {
        return Err(NotInstalled::NoBook(folder.to_owned()));
    }
    let failed = |doing| {
        let path = path.clone();
        move |error| NotInstalled::Io { doing, path, error }
    };
    let before = fs::read_to_string(&path).map_err(failed("read"))?;
    let (after, mut done) = settings(&path, &before)?;
    let files = [(SCRIPT_FILE, pages::script()), (STYLE_FILE, pages::STYLE.to_owned())];
    for (name, text) in files {
        let path = folder.join(name);
        let was = fs::read_to_string(&path).ok();
        if was.as_ref() == Some(&text) {
            continue;
        }
        fs::write(&path, text).map_err(|error| NotInstalled::Io { doing: "write", path, error })?;
        done.push(if was.is_some() { format!("renewed {name}") } else { format!("wrote {name}") });
    }
    if after != before {
        fs::write(&path, after).map_err(failed("write"))?;
    }
    Ok(done)
}

/// What the pages of a book lack, if anything.
pub fn lacking(input: &Input) -> Option<String> {
    let how = "type `mdbook-schedules install .` in the book's folder";
    if !input.has_script(SCRIPT_FILE) {
        return Some(format!("pages have neither script nor stylesheet; {how}"));
    }
    let is_ours =
        |name: &str, text: &str| fs::read_to_string(input.root.join(name)).is_ok_and(|there| there == text);
    let is_new = is_ours(SCRIPT_FILE, &pages::script()) && is_ours(STYLE_FILE, pages::STYLE);
    (!is_new).then(|| format!("{SCRIPT_FILE} and {STYLE_FILE} are of another version; {how}"))
}

/// The settings with ours in them, in the order and with the comments that they have, and what was added.
fn settings(path: &Path, text: &str) -> Result<(String, Vec<String>), NotInstalled> {
    let mut done = Vec::new();
    let plain = text.replace("\r\n", "\n");
    let mut settings: DocumentMut =
        plain.parse().map_err(|error| NotInstalled::NotToml { path: path.to_owned(), error })?;
    let shape = |name: &str, what| NotInstalled::Shape { path: path.to_owned(), name: name.to_owned(), what };
    let has_links = settings
        .get("build")
        .and_then(|build| build.get("use-default-preprocessors"))
        .and_then(Item::as_bool)
        .unwrap_or(true);
    let all = below(settings.as_table_mut(), "preprocessor").ok_or(shape("preprocessor", "a table"))?;
    if !all.contains_key(NAME) {
        let mut ours = Table::new();
        if has_links || all.contains_key("links") {
            // What is included is there then, and nothing in a program is taken for a directive.
            ours.insert("after", toml_edit::value(Array::from_iter(["links"])));
        }
        all.insert(NAME, Item::Table(ours));
        done.push(format!("added [preprocessor.{NAME}] to {SETTINGS}"));
    }
    // Who has other outputs only would get one in HTML by being told how that looks.
    let has_others = settings
        .get("output")
        .and_then(Item::as_table_like)
        .is_some_and(|outputs| !outputs.is_empty() && !outputs.contains_key("html"));
    if !has_others {
        let outputs = below(settings.as_table_mut(), "output").ok_or(shape("output", "a table"))?;
        let html = below(outputs, "html").ok_or(shape("output.html", "a table"))?;
        for (name, file) in [("additional-js", SCRIPT_FILE), ("additional-css", STYLE_FILE)] {
            let files = html.entry(name).or_insert_with(|| toml_edit::value(Array::new()));
            let files = files.as_array_mut().ok_or(shape(&format!("output.html.{name}"), "a list"))?;
            if add(files, file) {
                done.push(format!("added {file} to {name} in {SETTINGS}"));
            }
        }
    }
    let after = settings.to_string();
    Ok((if plain == text { after } else { after.replace('\n', "\r\n") }, done))
}

/// The table of this name in a table, which is made if need be; `None` if it is something else.
fn below<'a>(table: &'a mut dyn TableLike, name: &str) -> Option<&'a mut dyn TableLike> {
    let item = table.entry(name).or_insert_with(|| {
        let mut new = Table::new();
        // Only those below it have a line of their own.
        new.set_implicit(true);
        Item::Table(new)
    });
    item.as_table_like_mut()
}

/// Adds a file to a list, laid out as those before it; whether it was not there.
fn add(files: &mut Array, file: &str) -> bool {
    if files.iter().any(|other| other.as_str() == Some(file)) {
        return false;
    }
    let mut value = Value::from(file);
    let last = files.iter().last().and_then(|last| last.decor().prefix()).and_then(RawString::as_str);
    match last.and_then(|prefix| prefix.rsplit_once('\n')) {
        // On a line of its own; what stands before that is a comment on another one.
        Some((_, indent)) => {
            value.decor_mut().set_prefix(format!("\n{indent}"));
            files.push_formatted(value);
        }
        None => files.push(value),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str) -> String {
        let (after, _) = settings(Path::new("book.toml"), text).unwrap();
        let again = settings(Path::new("book.toml"), &after).unwrap();
        assert_eq!(again, (after.clone(), Vec::new()), "the second time there is nothing to do");
        after
    }

    const OURS: &str = "[preprocessor.schedules]\nafter = [\"links\"]\n";

    #[test]
    fn what_is_there_stays_as_it_is() {
        let text = "# mine\n[book]\ntitle = \"T\" # so\n\n[output.html]\nadditional-css = [\n    \"a.css\", # first\n    \"b.css\",\n]\nadditional-js = ['x.js']\n";
        let expected = text
            .replace("\"b.css\",\n", "\"b.css\",\n    \"schedules.css\",\n")
            .replace("['x.js']", "['x.js', \"schedules.js\"]");
        assert_eq!(after(text), format!("{expected}\n{OURS}"));
    }

    #[test]
    fn a_book_without_settings_gets_those_that_it_needs() {
        let html =
            "\n[output.html]\nadditional-js = [\"schedules.js\"]\nadditional-css = [\"schedules.css\"]\n";
        assert_eq!(after(""), format!("{OURS}{html}"));
        assert_eq!(after("[book]\r\n"), format!("[book]\n\n{OURS}{html}").replace('\n', "\r\n"));
    }

    #[test]
    fn nothing_is_made_that_the_book_does_not_want() {
        let pdf = after("[output.pdf]\n");
        assert!(!pdf.contains("html"), "{pdf}");
        let bare = after("[build]\nuse-default-preprocessors = false\n");
        assert!(bare.contains("[preprocessor.schedules]\n\n"), "{bare}");
        for text in ["preprocessor = 1", "output = []", "[output.html]\nadditional-js = \"x\"", "[a"] {
            assert!(settings(Path::new("book.toml"), text).is_err(), "{text}");
        }
    }
}
