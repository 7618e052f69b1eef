//! How a task stands, for whoever shows a state to somebody.

use crate::parts::holder::Who;
use crate::parts::place::Place;
use std::time::Duration;

/// How a task, or one of the futures that it polls side by side, stands at a point.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Standing {
    pub who: Who,
    pub at: At,
    /// Where it will go on.
    pub place: Place,
    /// What it waits for, in words that can follow its name: "waits for a message at line 22"; empty if it does not.
    pub why: String,
    /// When that is over at the latest, in virtual time.
    pub until: Option<Duration>,
    /// For whom it waits.
    pub others: Vec<Who>,
    /// What it may find that it has to wait for, if it goes on: "a message".
    pub awaited: &'static str,
}

/// Whether somebody can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// It can go next.
    Ready,
    /// It waits for nothing but a time.
    Sleeps,
    Waits,
    Ended,
}

impl Standing {
    pub(crate) fn new(who: Who, at: At, place: Place) -> Standing {
        Standing { who, at, place, why: String::new(), until: None, others: Vec::new(), awaited: "" }
    }
}
