//! How thoroughly a program is explored.

use crate::bound::Bound;
use crate::graph::Graph;
use crate::sample::Sample;
use answers::Reduction;
use engine::{Knowledge, Settings};

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
    /// Why the search stops where it has had so many executions, if that is not their number.
    pub instead: Option<Bound>,
    /// What an answer rests on from the start, a sentence each.
    pub rests_on: Vec<String>,
    /// What is not followed from the start.
    pub not_followed: Vec<String>,
}

/// How much memory a search may take for what it finds, in bytes.
const MEMORY: usize = 1 << 29;

/// Where a search stops; it is not exhaustive then.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// So many executions.
    pub schedules: u64,
    /// So many steps in all executions together.
    pub steps: u64,
    /// So many states.
    pub states: usize,
    /// So many bytes for what was found.
    pub bytes: usize,
}

impl Options {
    /// What is known before the first execution.
    pub(crate) fn knowledge(&self) -> Knowledge {
        let sentences = |sentences: &[String]| sentences.iter().cloned().map(Into::into).collect();
        let mut knowledge = Knowledge::before(&self.settings);
        knowledge.rests_on = sentences(&self.rests_on);
        knowledge.not_followed = sentences(&self.not_followed);
        knowledge
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits { schedules: 100_000, steps: 10_000_000, states: usize::MAX, bytes: MEMORY }
    }
}

impl Limits {
    /// The first that so many executions, steps and states have reached.
    pub(crate) fn reached(&self, schedules: u64, steps: u64, graph: &Graph) -> Option<Bound> {
        let Limits { schedules: most_schedules, steps: most_steps, states: most_states, bytes } = *self;
        let reached = [
            (schedules >= most_schedules).then_some(Bound::Schedules(most_schedules)),
            (steps >= most_steps).then_some(Bound::Steps(most_steps)),
            (graph.nodes.len() >= most_states).then_some(Bound::States(most_states)),
            (graph.bytes >= bytes).then_some(Bound::Memory(bytes)),
        ];
        reached.into_iter().flatten().next()
    }
}
