//! What a task knows that looks at several futures, until one of them is ready.

use crate::parts::digest::digest;

/// What a task knows that looks at several futures, none of which was ready so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selecting {
    /// What it knew before.
    pub before: u64,
    /// What it has learned of each of the futures, by its place, but that it has to wait for it.
    learned: Vec<(usize, u64)>,
}

impl Selecting {
    pub fn new(before: u64) -> Selecting {
        Selecting { before, learned: Vec::new() }
    }

    /// It has learned something while it looked at the future at a place.
    pub fn learn(&mut self, place: usize, what: u64) {
        match self.learned.iter_mut().find(|(of, _)| *of == place) {
            Some((_, learned)) => *learned = digest((*learned, what)),
            None => self.learned.push((place, digest(what))),
        }
    }

    /// What it knows, in whatever order it has looked.
    pub fn known(&self) -> u64 {
        if self.learned.is_empty() {
            return self.before;
        }
        let learned = self.learned.iter().map(digest).fold(0, u64::wrapping_add);
        digest((self.before, learned))
    }
}
