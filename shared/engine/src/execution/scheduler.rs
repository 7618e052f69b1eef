//! Who decides which task goes on.

use crate::parts::choice::{Choice, Move, Step};
use crate::world;
use std::time::Duration;

/// Decides who goes next.
pub trait Scheduler {
    /// Picks one of `point.moves`; `None` ends the execution here.
    fn next(&mut self, point: &Point<'_>) -> Option<Choice>;

    /// Hears about the last step of an execution that ended by itself.
    fn ended(&mut self, last: &Step) {
        let _ = last;
    }
}

/// A moment at which something can go on.
#[derive(Debug)]
pub struct Point<'a> {
    /// Everything that could go next, never empty, in an order that only depends on the state.
    pub moves: &'a [Move],
    /// What happened since the last point.
    pub step: &'a Step,
}

impl Point<'_> {
    /// A hash of everything that can influence what happens from here on; what was printed so far is not part of it.
    pub fn state(&self) -> u64 {
        world::with(|world| world.digest()).unwrap_or_default()
    }

    /// Virtual time.
    pub fn now(&self) -> Duration {
        world::with(|world| world.clock.now).unwrap_or_default()
    }
}
