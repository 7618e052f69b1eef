//! What there is to note about something that happened, for events.

use crate::parts::holder::Who;
use crate::parts::pending::Pending;
use std::time::Duration;

/// What there is to note about something that happened.
#[derive(Clone, Default)]
pub(crate) struct Happened {
    pub about: String,
    pub object: Option<usize>,
    pub others: Vec<Who>,
    pub branch: Option<usize>,
    pub value: Option<String>,
}

impl Happened {
    /// A task has to wait for what it has announced.
    pub fn waits_for(pending: &Pending, branch: Option<usize>) -> Happened {
        let (about, object) = (pending.awaited.to_owned(), pending.object);
        Happened { about, object, branch, ..Happened::default() }
    }
}

/// A time as people read it: "1500 ms".
pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_nanos() as f64 / 1e6)
}
