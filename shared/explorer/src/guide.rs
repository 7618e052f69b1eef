//! What a search is after.

use engine::Chunk;

/// Follows one execution and says whether it can still lead to what is wanted.
pub(crate) trait Guide {
    /// Whether what was printed now can be part of it.
    fn follows(&mut self, printed: &[Chunk]) -> bool;

    /// How much of it is done: the same state is another one when more of it is.
    fn position(&self) -> u64;
}

/// Wants everything.
pub(crate) struct Anything;

impl Guide for Anything {
    fn follows(&mut self, _printed: &[Chunk]) -> bool {
        true
    }

    fn position(&self) -> u64 {
        0
    }
}
