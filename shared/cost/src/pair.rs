//! Two things measured side by side.

use serde::{Deserialize, Serialize};

use crate::spread::Spread;

/// What two things cost, measured in turn in the same run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The same in every version.
    pub id: String,
    /// What was measured, in a few words.
    pub what: String,
    /// Of both sides.
    pub unit: Unit,
    /// How often each side was measured.
    pub rounds: usize,
    pub left: Side,
    pub right: Side,
    /// Left divided by right, in each round.
    pub ratio: Spread,
    /// What has to be known to read the figures rightly, in sentences.
    pub caveat: String,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    pub name: String,
    #[serde(flatten)]
    pub spread: Spread,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Of memory, for each thread or task, or for all of them in a curve.
    Bytes,
    /// For each thing that was done, or for all of them in a curve.
    Nanoseconds,
    /// Threads or tasks that are there at the same time.
    Alive,
    /// How many processors worked at the same time, on average.
    Processors,
}
