//! A state, and what can go next there.

use super::deeds::Done;
use super::stances::Stances;
use answers::graph::Print;
use engine::{Choice, Chunk, End};
use std::time::Duration;

/// A state, and what can go next there.
pub(super) struct State {
    /// A hash of all that can follow.
    pub follows: u64,
    pub now: Duration,
    pub stances: Stances,
    pub moves: Vec<Move>,
    pub end: Option<End>,
    /// What there is to say about the end.
    pub why: String,
    /// The state and the move that first led here, if it isn't the start.
    pub way: Option<(usize, usize)>,
}

/// A way to go on.
pub(super) struct Move {
    pub choice: Choice,
    /// `None` for the clock.
    pub lane: Option<usize>,
    pub late: bool,
    /// What comes of it, if that was tried.
    pub made: Option<Made>,
}

/// What comes of a move.
pub(super) struct Made {
    pub choices: Vec<Choice>,
    pub printed: Vec<Chunk>,
    pub prints: Vec<Print>,
    /// What the first operation was, and the last one.
    pub began: &'static str,
    pub done: &'static str,
    /// What is told of it.
    pub deeds: Vec<Done>,
    pub to: usize,
    /// In which stage of the search it was made.
    pub stage: usize,
}

impl State {
    /// What comes of its moves that were made.
    pub fn made(&self) -> impl Iterator<Item = &Made> {
        self.moves.iter().filter_map(|one| one.made.as_ref())
    }

    /// The place of a move among those that were made.
    pub fn place(&self, number: usize) -> usize {
        self.moves[..number].iter().filter(|one| one.made.is_some()).count()
    }
}
