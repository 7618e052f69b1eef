//! An event, as an answer tells it.

use engine::Event;
use serde::Serialize;

/// One thing that happens in an execution.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ToldEvent {
    /// Virtual milliseconds since the program's start.
    ms: u64,
    task: String,
    what: String,
    about: String,
    /// The line of the program.
    line: u32,
}

impl ToldEvent {
    pub fn of(event: &Event) -> ToldEvent {
        ToldEvent {
            ms: u64::try_from(event.time.as_millis()).unwrap_or(u64::MAX),
            task: event.task.clone(),
            what: event.what.clone(),
            about: event.about.clone(),
            line: event.line,
        }
    }
}
