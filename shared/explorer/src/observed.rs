//! What somebody saw on standard output, and how far an execution follows it.

use crate::guide::{Follows, Guide};
use answers::Extent;
use engine::{Chunk, End, Stream};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What somebody saw on standard output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The text, each line with its end; a last line end that is missing does not matter.
    pub text: String,
    /// Whether there may have been more.
    pub extent: Extent,
}

/// How far executions have come, and what they printed instead of the next line.
#[derive(Debug, Default)]
pub(crate) struct Furthest {
    /// How many lines were as observed.
    pub lines: usize,
    /// What came instead of the next.
    pub instead: BTreeSet<String>,
}

/// Follows an observed text.
pub(crate) struct Follower {
    observed: Rc<Observed>,
    /// How much of the text has been printed.
    position: usize,
    /// How many lines that is.
    lines: usize,
    furthest: Rc<RefCell<Furthest>>,
}

impl Follower {
    pub fn new(observed: &Rc<Observed>, furthest: &Rc<RefCell<Furthest>>) -> Follower {
        Follower { observed: Rc::clone(observed), position: 0, lines: 0, furthest: Rc::clone(furthest) }
    }

    /// Something else came after what has been printed; `instead` begins where the line does that it is part of.
    fn note(&self, instead: &str) {
        let lines = self.lines;
        let mut furthest = self.furthest.borrow_mut();
        if lines > furthest.lines {
            *furthest = Furthest { lines, instead: BTreeSet::new() };
        }
        if lines == furthest.lines {
            furthest.instead.insert(instead.to_owned());
        }
    }

    /// What has been printed of the line under way.
    fn line_so_far(&self) -> &str {
        let done = &self.observed.text[..self.position];
        &done[done.rfind('\n').map_or(0, |end| end + 1)..]
    }

    fn print(&mut self, text: &str) -> Follows {
        for piece in text.split_inclusive('\n') {
            let left = &self.observed.text[self.position..];
            if left.starts_with(piece) {
                self.position += piece.len();
                self.lines += usize::from(piece.ends_with('\n'));
                continue;
            }
            // A text whose last line end is missing ends like one that has it.
            if self.position + piece.len() == self.observed.text.len() + 1
                && piece.strip_suffix('\n') == Some(left)
            {
                self.position = self.observed.text.len();
                continue;
            }
            if self.observed.extent == Extent::CutOff && piece.starts_with(left) {
                return Follows::There;
            }
            let instead = format!("{}{}", self.line_so_far(), piece.trim_end_matches('\n'));
            self.note(&instead);
            return Follows::Off;
        }
        let all = self.position == self.observed.text.len();
        if all && self.observed.extent == Extent::CutOff { Follows::There } else { Follows::On }
    }
}

impl Guide for Follower {
    fn follows(&mut self, printed: &[Chunk]) -> Follows {
        for chunk in printed.iter().filter(|chunk| chunk.stream == Stream::Stdout) {
            let follows = self.print(&chunk.text);
            if follows != Follows::On {
                return follows;
            }
        }
        Follows::On
    }

    fn position(&self) -> u64 {
        self.position as u64
    }

    fn lines(&self) -> usize {
        self.lines
    }

    fn is_it(&mut self, end: &End) -> bool {
        let left = &self.observed.text[self.position..];
        // What hangs has not flushed the line under way.
        let flushed = matches!(end, End::Exited(_) | End::Panicked) || self.line_so_far().is_empty();
        let all = flushed && (left.is_empty() || left == "\n");
        if !all {
            let name = crate::outcome::name(end);
            self.note(&format!("{}(the end: the program {name})", self.line_so_far()));
        }
        all
    }
}
