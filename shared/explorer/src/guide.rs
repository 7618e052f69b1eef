//! What a search is after.

use engine::{Chunk, End};

/// Follows one execution and says whether it can still lead to what is wanted.
pub(crate) trait Guide {
    /// Whether what was printed now can be part of it.
    fn follows(&mut self, printed: &[Chunk]) -> Follows;

    /// How much of it is done: the same state is another one when more of it is.
    fn position(&self) -> u64;

    /// How many lines of it are done.
    fn lines(&self) -> usize;

    /// Whether an end that the execution came to is what is wanted, so that the search is over.
    fn is_it(&mut self, end: &End) -> bool;
}

/// What a [`Guide`] says on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follows {
    /// Go on.
    On,
    /// This leads nowhere.
    Off,
    /// This is it.
    There,
}

/// Wants everything.
pub(crate) struct Anything;

impl Guide for Anything {
    fn follows(&mut self, _printed: &[Chunk]) -> Follows {
        Follows::On
    }

    fn position(&self) -> u64 {
        0
    }

    fn lines(&self) -> usize {
        0
    }

    fn is_it(&mut self, _end: &End) -> bool {
        false
    }
}
