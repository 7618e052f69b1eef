//! A task that waits for one future looks again and again for the same, and knows no more for it.

use crate::parts::digest::digest;

/// What a task knows that had to wait for its one future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LooksAgain {
    at: Where,
    /// What it knew before it looked for the first time.
    before: u64,
    /// What it knows as long as it waits, or is about to look again.
    now: u64,
}

/// At what it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Where {
    /// An object, by its index.
    Object(usize),
    /// What the futures of a selection wait for, by its place in the program.
    Selection(u64),
}

impl LooksAgain {
    /// It has looked, and has to wait.
    pub fn waits(at: Where, before: u64, now: u64) -> LooksAgain {
        LooksAgain { at, before, now }
    }

    /// It need not wait any more, if it has done nothing but wait since.
    pub fn woken(self, history: u64) -> Option<LooksAgain> {
        (self.now == history).then(|| LooksAgain { now: digest(("looks again", self.now)), ..self })
    }

    /// What it knows.
    pub fn history(self) -> u64 {
        self.now
    }

    /// What it knows when it has come back there: as much as when it came there for the first time.
    pub fn come_to(self, at: Where, history: u64) -> Option<u64> {
        (self.now == history && self.at == at).then_some(self.before)
    }
}
