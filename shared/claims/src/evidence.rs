//! What a check looks at.

mod compiled;
mod explored;
mod measured;
mod ran;
mod recorded;
mod several;

use std::collections::BTreeSet;

use runner::RunError;
use worlds::NoAnswer;

use crate::lab::Lab;
use crate::program::{Mismatch, Program};

pub use compiled::{Compiled, compiled};
pub use explored::{Explored, Output, Outputs, explored, explored_late};
pub use measured::{as_if, measured};
pub use ran::{Ran, ran};
pub use recorded::recorded;

/// Something that can be looked at, once everything that it needs is built.
pub trait Evidence: Send + Sync {
    /// What is seen.
    type Found;
    fn add_to(&self, needs: &mut Needs);
    fn find(&self, lab: &Lab) -> Result<Self::Found, Missing>;
}

/// What has to be there before anything can be looked at. All of it is built together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Programs that are explored.
    pub explored: BTreeSet<Program>,
    /// Programs that really run, or that rustc has to look at.
    pub built: BTreeSet<Program>,
    /// Ids of measurements.
    pub measured: BTreeSet<&'static str>,
}

/// There is nothing to look at.
#[derive(Debug, thiserror::Error)]
pub enum Missing {
    #[error(transparent)]
    Mismatch(#[from] Mismatch),
    #[error("{program} could not be built{}", after(words))]
    NotBuilt { program: String, words: String },
    #[error("{program} could not be explored: {why}")]
    NotExplored { program: String, why: String },
    #[error("{program} did not run to its end: {why}")]
    NotRun { program: String, why: String },
    #[error("no output of {listing} is recorded: {why}")]
    NotRecorded { listing: String, why: String },
    #[error("it was not measured: {0}")]
    NotMeasured(String),
    /// Not a fault: this machine does not let us look.
    #[error("it can't be looked at here: {0}")]
    LeftOut(String),
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    #[error(transparent)]
    Process(#[from] RunError),
    #[error("stopped")]
    Stopped,
}

fn after(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(":\n{words}") }
}

impl Needs {
    pub fn extend(&mut self, other: Needs) {
        self.explored.extend(other.explored);
        self.built.extend(other.built);
        self.measured.extend(other.measured);
    }
}
