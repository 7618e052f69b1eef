//! A way as it is gone again.

use crate::way::Way;
use engine::{Choice, Chunk};

/// A way as it is gone again.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Journey {
    to: usize,
    /// What is left, the next one last.
    choices: Vec<Choice>,
    printed: Vec<Chunk>,
    expected: Vec<Chunk>,
}

impl Journey {
    pub fn new(way: Way) -> Journey {
        let Way { to, mut choices, printed } = way;
        choices.reverse();
        Journey { to, choices, printed: Vec::new(), expected: printed }
    }

    /// The node to which it leads.
    pub fn to(&self) -> usize {
        self.to
    }

    /// The next choice; `None` at the end.
    pub fn next(&mut self) -> Option<Choice> {
        self.choices.pop()
    }

    pub fn print(&mut self, printed: &[Chunk]) {
        self.printed.extend(printed.iter().cloned());
    }

    /// Whether as much was printed as the first time.
    pub fn printed_as_expected(&self) -> bool {
        self.printed == self.expected
    }
}
