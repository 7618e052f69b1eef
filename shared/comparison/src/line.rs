//! A line as it is shown.

use screen::escaped;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::source::SourceLine;
use crate::words::words;

/// A line as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its number in its file.
    pub number: usize,
    /// How many columns it is indented.
    pub indent: usize,
    /// The rest of it; none in a blank line.
    pub parts: Vec<Part>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub text: String,
    /// Whether the corresponding line says it in another way.
    pub differs: bool,
}

impl Line {
    /// A line in which nothing is marked.
    pub fn whole(line: &SourceLine) -> Line {
        Line::new(line, [(line.text.trim_start(), false)])
    }

    /// Two corresponding lines, with what differs marked in each.
    pub fn differing(left: &SourceLine, right: &SourceLine) -> (Line, Line) {
        let (l, r) = (words(left.text.trim_start()), words(right.text.trim_start()));
        let (mut marks, mut other_marks) = (vec![true; l.len()], vec![true; r.len()]);
        for op in capture_diff_slices(Algorithm::Myers, &l, &r) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                marks[old_index..old_index + len].fill(false);
                other_marks[new_index..new_index + len].fill(false);
            }
        }
        (marked(left, &l, marks), marked(right, &r, other_marks))
    }

    /// Neighbours that are marked alike make one part.
    fn new<'a>(line: &SourceLine, pieces: impl IntoIterator<Item = (&'a str, bool)>) -> Line {
        let mut parts: Vec<Part> = Vec::new();
        let shown = |text: &str| escaped(&text.replace('\t', "    ")).into_owned();
        for (text, differs) in pieces.into_iter().filter(|(text, _)| !text.is_empty()) {
            match parts.last_mut() {
                Some(last) if last.differs == differs => last.text += &shown(text),
                _ => parts.push(Part { text: shown(text), differs }),
            }
        }
        Line { number: line.number, indent: line.text.len() - line.text.trim_start().len(), parts }
    }
}

/// A line of which some words differ, and with them the spaces between two that do.
fn marked(line: &SourceLine, words: &[&str], mut differ: Vec<bool>) -> Line {
    for space in 1..words.len().saturating_sub(1) {
        if words[space].trim().is_empty() {
            differ[space] = differ[space - 1] && differ[space + 1];
        }
    }
    Line::new(line, words.iter().copied().zip(differ))
}
