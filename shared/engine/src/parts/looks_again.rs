//! A task that waits for one future looks again and again for the same, and knows no more for it.

use crate::parts::digest::digest;

/// What a task knows that had to wait for its one future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LooksAgain {
    /// Index of the object at which it looks.
    object: usize,
    /// What it knew before it looked for the first time.
    before: u64,
    /// What it knows as long as it waits, or is about to look again.
    now: u64,
}

impl LooksAgain {
    /// It has looked at an object, and has to wait.
    pub fn waits(object: usize, before: u64, now: u64) -> LooksAgain {
        LooksAgain { object, before, now }
    }

    /// It need not wait any more, if it has done nothing but wait since.
    pub fn woken(self, history: u64) -> Option<LooksAgain> {
        (self.now == history).then(|| LooksAgain { now: digest(("looks again", self.now)), ..self })
    }

    /// What it knows.
    pub fn history(self) -> u64 {
        self.now
    }

    /// What it knows when it has come back to the object: as much as when it came there for the first time.
    pub fn come_to(self, object: usize, history: u64) -> Option<u64> {
        (self.now == history && self.object == object).then_some(self.before)
    }
}
