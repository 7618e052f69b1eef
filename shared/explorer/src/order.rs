//! Which state is explored on from first.

use std::cmp::Reverse;

/// Which state is explored on from first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// The one nearest to the start: short replays, and early choices get their turn however long executions are.
    #[default]
    Shallowest,
    /// The one that has come furthest with the fewest detours, and of those the one nearest to where that ended: whoever
    /// looks for one output comes to it soonest.
    Furthest,
}

/// Of two states the one with the greater rank comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    /// What matters most.
    promise: isize,
    steps: usize,
    number: Reverse<usize>,
}

/// How an execution came to a state.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Progress {
    /// In so many steps.
    pub steps: usize,
    /// With so many choices of what does not come first there.
    pub detours: usize,
    /// With so much of what is wanted behind it ([`crate::guide::Guide::lines`]).
    pub lines: usize,
}

impl Order {
    /// The rank of the state that is the `number`th to have something to explore.
    pub fn rank(self, progress: Progress, number: usize) -> Rank {
        let Progress { steps, detours, lines } = progress;
        let (promise, steps) = match self {
            Order::Shallowest => (0, 0),
            // A line is worth a detour.
            Order::Furthest => (lines.cast_signed() - detours.cast_signed(), steps),
        };
        Rank { promise, steps, number: Reverse(number) }
    }
}

impl Rank {
    pub fn number(self) -> usize {
        self.number.0
    }
}
