//! Directives by which mdBook puts files into pages: `{{#include ../listings/a/src/main.rs:anchor}}`.

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::folder::{Folder, Unread};

/// A block has at most so many bytes, whatever it includes.
const MOST: usize = 16 << 20;

/// A file that is put into a page, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Where it stands in the text.
    pub place: Range<usize>,
    /// As it is written: a path from the folder of the page.
    pub path: String,
    /// What stands behind the path.
    part: Part,
    /// Whether it puts in a block of code, and not only text.
    pub is_block: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    All,
    Anchor(String),
    /// From 1, with the last one.
    Lines(usize, usize),
}

/// A text with the files that it includes in it.
#[derive(Clone, Debug, Default)]
pub struct Expanded {
    pub text: String,
    /// The files, as they come.
    pub files: Vec<PathBuf>,
}

impl Directive {
    /// All that stand in a text.
    pub fn all(text: &str) -> Vec<Directive> {
        let starts = text.match_indices("{{#").map(|(start, _)| start);
        let not_escaped = starts.filter(|start| !text[..*start].ends_with('\\'));
        not_escaped.filter_map(|start| Directive::read(text, start)).collect()
    }

    fn read(text: &str, start: usize) -> Option<Directive> {
        let inside = &text[start + 3..];
        let length = inside.find("}}")?;
        let mut words = inside[..length].split_whitespace();
        let is_block = match words.next()? {
            "include" | "rustdoc_include" => false,
            "playground" | "playpen" => true,
            _ => return None,
        };
        let (path, part) = parted(words.next()?);
        Some(Directive { place: start..start + 3 + length + 2, path, part, is_block })
    }

    /// What of a file it puts in.
    pub fn of(&self, text: &str) -> String {
        match &self.part {
            Part::All => without_anchors(text),
            Part::Anchor(name) => anchored(text, name),
            Part::Lines(from, to) => {
                let lines = text.lines().skip(from.saturating_sub(1)).take(to.saturating_sub(from - 1));
                lines.map(|line| format!("{line}\n")).collect()
            }
        }
    }
}

/// A text from a page in a folder, with the files in it that it includes.
///
/// # Errors
/// One of them can't be read, or includes itself.
pub fn expand(folder: &Folder, from: &Path, text: &str) -> Result<Expanded, Unread> {
    expand_within(folder, from, text, &[])
}

/// `within` are the files that are being read, each included in the one before.
fn expand_within(folder: &Folder, from: &Path, text: &str, within: &[PathBuf]) -> Result<Expanded, Unread> {
    let mut expanded = Expanded::default();
    let mut end = 0;
    for directive in Directive::all(text) {
        let file = folder.find(from, &directive.path)?;
        let failed = |why: &str| Err(Unread::Io(directive.path.clone(), why.to_owned()));
        if within.contains(&file) {
            return failed("it includes itself");
        }
        let part = directive.of(&folder.read(&file)?);
        let inner = expand_within(
            folder,
            file.parent().unwrap_or(from),
            &part,
            &[within, std::slice::from_ref(&file)].concat(),
        )?;
        expanded.text += &text[end..directive.place.start];
        // A block ends its last line itself.
        expanded.text += inner.text.trim_end_matches('\n');
        if expanded.text.len() > MOST {
            return failed("with all that it includes it is too large");
        }
        expanded.files.push(file);
        expanded.files.extend(inner.files);
        end = directive.place.end;
    }
    expanded.text += &text[end..];
    Ok(expanded)
}

/// A path, and what stands behind it.
fn parted(word: &str) -> (String, Part) {
    let Some((path, rest)) = word.split_once(':') else { return (word.to_owned(), Part::All) };
    let number = |text: &str| text.parse::<usize>().ok();
    let part = match rest.split_once(':') {
        Some((from, to)) if number(from).is_some() || from.is_empty() => {
            Part::Lines(number(from).unwrap_or(1).max(1), number(to).unwrap_or(usize::MAX))
        }
        _ if number(rest).is_some_and(|line| line > 0) => {
            let line = number(rest).unwrap_or(1);
            Part::Lines(line, line)
        }
        _ if rest.is_empty() => Part::All,
        _ => Part::Anchor(rest.trim_end_matches(':').to_owned()),
    };
    (path.to_owned(), part)
}

fn is_anchor(line: &str, word: &str) -> bool {
    line.split_once(word).is_some_and(|(_, name)| name.starts_with(|c: char| c.is_whitespace()))
}

fn without_anchors(text: &str) -> String {
    let is_code = |line: &&str| !is_anchor(line, "ANCHOR:") && !is_anchor(line, "ANCHOR_END:");
    text.lines().filter(is_code).map(|line| format!("{line}\n")).collect()
}

fn anchored(text: &str, name: &str) -> String {
    let is = |line: &str, word: &str| {
        let named = line.split_once(word).map(|(_, rest)| rest.split_whitespace().next());
        named == Some(Some(name))
    };
    let inside = text.lines().skip_while(|line| !is(line, "ANCHOR:")).skip(1);
    let inside: Vec<&str> = inside.take_while(|line| !is(line, "ANCHOR_END:")).collect();
    without_anchors(&inside.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn anchors_and_lines_cut_a_file() {
        let text = "a\n// ANCHOR: x\nb\n// ANCHOR: y\nc\n// ANCHOR_END: y\n// ANCHOR_END: x\nd\n";
        let of = |word: &str| Directive::all(&format!("{{{{#include {word}}}}}"))[0].of(text);
        assert_eq!(of("f.rs"), "a\nb\nc\nd\n");
        assert_eq!(of("f.rs:x"), "b\nc\n");
        assert_eq!(of("f.rs:y"), "c\n");
        assert_eq!(of("f.rs:1"), "a\n");
        assert_eq!(of("f.rs:5:"), "c\n// ANCHOR_END: y\n// ANCHOR_END: x\nd\n");
        assert_eq!(of("f.rs::1"), "a\n");
    }

    #[test]
    fn what_is_escaped_is_no_directive() {
        assert!(Directive::all("\\{{#include a}} {{#title b}}").is_empty());
    }

    #[test]
    fn a_file_that_includes_itself_is_said_to_do_so() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "{{#include a.txt}}").unwrap();
        fs::write(folder.path().join("b.txt"), "b\n").unwrap();
        let folder = Folder::open(folder.path()).unwrap();
        let said = |text| expand(&folder, folder.root(), text);
        assert_eq!(said("x\n{{#include b.txt}}\n").unwrap().text, "x\nb\n");
        assert!(said("{{#include a.txt}}").unwrap_err().to_string().contains("includes itself"));
    }
}
