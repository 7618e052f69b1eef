//! Keeping somebody back for a while, as a busy machine does.

use engine::{Actor, Choice};
use std::collections::HashMap;

/// For how many choices somebody is kept back at most: most of a second of a program that ticks every millisecond.
const LONG: usize = 6000;
/// For how many at least.
const SHORT: usize = 60;

/// Somebody is kept back until the next line is printed. That only decides what is tried first; everything else gets its
/// turn too.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hold {
    pub who: Actor,
    /// How many lines there were.
    lines: usize,
    left: usize,
}

/// For how long it is worth to keep each back: half as long each time that nothing is printed meanwhile.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    with: HashMap<Actor, usize>,
}

impl Hold {
    pub fn new(who: Actor, lines: usize, patience: &Patience) -> Hold {
        Hold { who, lines, left: patience.with(who) }
    }

    /// Whether it is over, as there is another line.
    pub fn has_ended(&self, lines: usize) -> bool {
        lines != self.lines
    }

    /// Counts a choice; false when it has been long enough.
    pub fn goes_on(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0
    }

    /// Whether a choice is not the one to try first.
    pub fn keeps_back(&self, choice: Choice) -> bool {
        choice.actor == self.who
    }
}

impl Patience {
    pub fn with(&self, who: Actor) -> usize {
        self.with.get(&who).copied().unwrap_or(LONG)
    }

    pub fn lose(&mut self, who: Actor) {
        let less = SHORT.max(self.with(who) / 2);
        self.with.insert(who, less);
    }
}
