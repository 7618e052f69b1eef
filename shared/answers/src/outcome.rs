//! What a search found.

use crate::{Clock, Output, Trouble};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Stands in [`Outcome::why_not`] where the explorer found that it was wrong itself.
pub const MISTAKE: &str = "the explorer took two states for one that are not, which is a mistake of its own";

/// What a search found; `explore --json` shows it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    pub clock: Clock,
    /// Whether these are all outputs that there are.
    pub exhaustive: bool,
    /// If not, why, in words that can follow "not exhaustive: ".
    pub why_not: Option<String>,
    /// What that rests on, a sentence each.
    pub rests_on: Vec<String>,
    /// How many schedules there are, and under how many of them the program fails.
    #[serde(default)]
    pub ways: Ways,
    /// How many times the program was run.
    pub schedules: u64,
    /// How many outputs were found; [`Outcome::outputs`] may show only the first of them.
    pub count: u128,
    /// Whether there are more than that, which were not counted.
    pub more: bool,
    /// The outputs, in the order of their lines.
    pub outputs: Vec<Output>,
    /// What is wrong with some of them.
    #[serde(default)]
    pub troubles: Vec<Trouble>,
}

/// How many schedules there are; those that only differ in the order of steps that don't concern each other are one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    pub all: u64,
    /// Those under which the program does not return, or not with 0.
    pub failing: u64,
}

impl Outcome {
    /// How many outputs were found: "16", or "more than 1000".
    pub fn counted(&self) -> String {
        if self.more { format!("more than {}", self.count) } else { self.count.to_string() }
    }

    /// Neighbouring lines of one instant that come in both orders, and when, in virtual milliseconds.
    pub fn ties(&self) -> BTreeSet<(u64, &str, &str)> {
        Output::ties(&self.outputs)
    }
}
