//! What earlier executions found out about a program.

use std::collections::HashSet;

/// What earlier executions found out about a program, handed from each to the next.
///
/// Both parts are about scheduling points that would be too many if they were put everywhere.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// Histories after which a task panics without a further operation. The message is output, so others must be
    /// able to go before it.
    pub(crate) panics: HashSet<u64>,
    /// Objects (by where they were made) that somebody looks at without waiting for them (`try_lock`, `try_recv`):
    /// for them, when something is released matters even if nobody waits.
    pub(crate) peeked: HashSet<u64>,
}

impl Knowledge {
    /// How much is known about objects. When it grows, states that were explored before it are not comparable.
    pub fn peeked(&self) -> usize {
        self.peeked.len()
    }
}
