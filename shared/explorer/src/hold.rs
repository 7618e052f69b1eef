//! Keeping somebody back for a while, as a busy machine does.

use engine::{Actor, Choice};
use std::collections::HashMap;
use std::time::Duration;

/// For how many choices somebody is kept back at most: most of a second of a program that ticks every millisecond.
const LONG: usize = 6000;
/// For how many at least.
const SHORT: usize = 60;
/// For how long somebody is kept back just to come after what happens at about the same time.
const BRIEF: Duration = Duration::from_millis(5);

/// Somebody is kept back until the next line is printed. That only decides what is tried first; everything else gets its
/// turn too.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hold {
    pub who: Actor,
    /// How many lines there were.
    lines: usize,
    left: usize,
    /// When that began.
    since: Duration,
    /// Somebody did something that concerns the one who waits.
    concerned: bool,
}

/// For how long it is worth to keep each back: half as long each time that nothing is printed meanwhile.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    with: HashMap<Actor, usize>,
}

impl Hold {
    pub fn new(who: Actor, lines: usize, since: Duration, patience: &Patience) -> Hold {
        Hold { who, lines, left: patience.with(who), since, concerned: false }
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

    /// Somebody did something that concerns the one who would make this choice.
    pub fn concern(&mut self, choice: Choice) {
        self.concerned |= self.keeps_back(choice);
    }

    /// Who may as well go on here, as something concerns them and little time has passed. Only once.
    pub fn released(&mut self, now: Duration) -> Option<Actor> {
        let concerned = std::mem::take(&mut self.concerned) && now <= self.since + BRIEF;
        concerned.then_some(self.who)
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
