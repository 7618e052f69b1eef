//! How thoroughly a program is explored.

use engine::Settings;
use serde::Deserialize;

/// How thoroughly a program is explored.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How each execution is run.
    pub settings: Settings,
    /// What is left out.
    pub reduction: Reduction,
    /// Where to stop.
    pub limits: Limits,
}

/// What a search leaves out because it can't lead to another output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reduction {
    /// Nothing: each schedule is run. For comparison only.
    Plain,
    /// States that were reached before.
    States,
    /// Also other orders of operations that commute (sleep sets), and all orders but one where an operation can't
    /// matter to anybody else.
    #[default]
    Pruned,
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
