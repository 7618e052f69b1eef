//! How thoroughly a program is explored.

use crate::bound::Bound;
use crate::merges::Sample;
use answers::Reduction;
use engine::Settings;

/// How thoroughly a program is explored.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How each execution is run.
    pub settings: Settings,
    /// What is left out.
    pub reduction: Reduction,
    /// Where to stop.
    pub limits: Limits,
    /// What is tried again afterwards.
    pub sample: Sample,
}

/// Where a search stops; it is not exhaustive then.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// So many executions.
    pub schedules: u64,
    /// So many steps in all executions together.
    pub steps: u64,
    /// So many states, each of which takes about half a kilobyte.
    pub states: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { schedules: 100_000, steps: 10_000_000, states: 2_000_000 }
    }
}

impl Limits {
    /// The first that so many executions, steps and states have reached.
    pub(crate) fn reached(&self, schedules: u64, steps: u64, states: usize) -> Option<Bound> {
        let Limits { schedules: most_schedules, steps: most_steps, states: most_states } = *self;
        let reached = [
            (schedules >= most_schedules).then_some(Bound::Schedules(most_schedules)),
            (steps >= most_steps).then_some(Bound::Steps(most_steps)),
            (states >= most_states).then_some(Bound::States(most_states)),
        ];
        reached.into_iter().flatten().next()
    }
}
