//! How much is measured.

use std::time::Duration;

use crate::kind::Kind;

/// Enough for figures that can be trusted, or just enough to see that all of it works.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// How long rounds of one pair go on.
    pub budget: Duration,
    /// The fewest rounds of a pair.
    pub rounds: usize,
    /// How often each point of a curve is measured, if it is not of very many.
    repeats: usize,
    /// How many sleep where the memory of one is measured: threads, tasks.
    asleep: [usize; 2],
    /// How many shall be alive at once.
    alive: [usize; 2],
    /// The points of a curve.
    pub counts: &'static [usize],
}

impl Effort {
    /// Past 10 000 threads a usual Linux comes near the number of mappings that it allows a process, and past that number
    /// the process is aborted.
    pub const FULL: Effort = Effort {
        budget: Duration::from_millis(1500),
        rounds: 9,
        repeats: 3,
        asleep: [1000, 100_000],
        alive: [10_000, 1_000_000],
        counts: &[100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000],
    };
    pub const QUICK: Effort = Effort {
        budget: Duration::from_millis(20),
        rounds: 3,
        repeats: 1,
        asleep: [50, 5000],
        alive: [100, 10_000],
        counts: &[30, 100, 1000],
    };

    pub fn is_quick(&self) -> bool {
        self.rounds == Effort::QUICK.rounds
    }

    /// How often the point of a curve is measured. Of very many, noise is a small part.
    pub fn repeats(&self, count: usize) -> usize {
        if count > 10_000 { 1 } else { self.repeats }
    }

    pub fn asleep(&self, kind: Kind) -> usize {
        self.asleep[kind as usize]
    }

    pub fn alive(&self, kind: Kind) -> usize {
        self.alive[kind as usize]
    }
}
