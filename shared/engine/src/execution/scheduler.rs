//! Who decides which task goes on.

use crate::parts::choice::{Actor, Choice, Move, Step};
use crate::parts::holder::Who;
use crate::parts::joined::Joined;
use crate::parts::standing::Standing;
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

    /// How everybody stands.
    pub fn standings(&self) -> Vec<Standing> {
        world::with(|world| world.standings()).unwrap_or_default()
    }

    /// The futures that tasks poll side by side; there may be more later.
    pub fn branches(&self) -> Vec<Joined> {
        world::with(|world| world.branches.clone()).unwrap_or_default()
    }

    /// Which task, and which of the futures that it polls, goes on if an actor is picked; `None` for the clock.
    pub fn whose(&self, actor: Actor) -> Option<Who> {
        let Actor::Task(canon) = actor else { return None };
        let who = world::with(|world| {
            let task = world.tasks.iter().find(|task| task.id.canon == canon)?;
            Some((task.id.index, task.branch))
        });
        who.flatten()
    }

    /// How many events there are so far ([`crate::Execution::events`]), if they are kept.
    pub fn events(&self) -> usize {
        world::with(|world| world.events.len()).unwrap_or_default()
    }
}
