//! The ways to go on, and what one step did.

use crate::parts::event::Stream;
use crate::parts::footprint::Footprint;

/// One way to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its name, the same in every execution that reaches this state.
    pub choice: Choice,
    /// Nothing that others can do before it could make a difference to it, or it to them: it may as well go first.
    pub alone: bool,
    /// Only on the late clock can it come to this: somebody wakes up late, or goes to sleep late.
    pub late: bool,
}

/// Who goes next, and for what sets a timer on a late clock, where the timer lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Choice {
    /// Who goes next.
    pub actor: Actor,
    /// Of a task that sets a timer: how late it does so, as one of the ways that matter (0 is in time). Of one that leaves
    /// something to chance: what that picks. Of the clock: 1 if
    /// it fires the first timer that a thread waits for before others that are due earlier.
    pub place: u32,
}

/// Who can go next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Actor {
    /// The task of this digest performs its operation.
    Task(u64),
    /// The clock fires the next timer.
    Clock,
}

/// What one step did that others can see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What was printed, in order.
    pub printed: Vec<Chunk>,
    /// Which objects were read and written.
    pub footprint: Footprint,
    /// What the last operation was, in the past tense; empty for one of the clock's.
    pub done: &'static str,
}

impl Step {
    /// Makes room for the next.
    pub(crate) fn clear(&mut self) {
        self.printed.clear();
        self.footprint.clear();
        self.done = "";
    }
}

/// Text as one call printed it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chunk {
    /// Where to.
    pub stream: Stream,
    /// The text, possibly several lines or part of one.
    pub text: String,
    /// Whether the stream is flushed after it, so that nothing of a line without an end is held back.
    pub flushed: bool,
}
