//! The words of Rust files.

use std::fs;
use std::path::Path;

/// Whether a folder has a file of Rust with such a word.
pub(crate) fn says(folder: &Path, is_wanted: fn(&str) -> bool) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return says(&path, is_wanted);
        }
        let is_source = path.extension().is_some_and(|end| end == "rs");
        is_source && fs::read_to_string(&path).is_ok_and(|text| has_word(&text, is_wanted))
    })
}

/// Whether a text has such a word, apart from its comments.
pub(crate) fn has_word(text: &str, is_wanted: fn(&str) -> bool) -> bool {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(words).any(is_wanted)
}

/// All words of a text.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}
