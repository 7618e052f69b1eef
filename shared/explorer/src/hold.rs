//! Keeping somebody back for a while, as a busy machine does.

use engine::{Actor, Choice};

/// For how many choices somebody is kept back at most: some twenty milliseconds of a program that ticks every millisecond.
const LONG: usize = 1500;

/// Somebody is kept back until the next line is printed. That only decides what is tried first; everything else gets its
/// turn too.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hold {
    who: Actor,
    /// How many lines there were.
    lines: usize,
    left: usize,
}

impl Hold {
    pub fn new(who: Actor, lines: usize) -> Hold {
        Hold { who, lines, left: LONG }
    }

    /// Whether it is over, as there is another line.
    pub fn has_ended(&self, lines: usize) -> bool {
        lines != self.lines
    }

    /// Counts a choice; `None` when it has been long enough to leave it for now.
    pub fn count(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        Some(())
    }

    /// Whether a choice is not the one to try first.
    pub fn keeps_back(&self, choice: Choice) -> bool {
        choice.actor == self.who
    }
}
