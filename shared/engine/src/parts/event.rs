//! What happened in an execution, for timelines and explanations.

use crate::parts::place::Place;
use crate::parts::verb::Verb;
use std::time::Duration;

/// One thing that a task did or that happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Virtual time since the program's start.
    pub time: Duration,
    /// The task's name.
    pub task: String,
    /// The task's number: `main` is 0, the others count up in the order in which they were spawned.
    pub number: usize,
    /// The branch of the task that did it: an index into [`crate::Execution::branches`].
    pub branch: Option<usize>,
    /// What happened.
    pub what: Verb,
    /// The object it is about, such as "the lock made at line 5", a task's name, or a text.
    pub about: String,
    /// The same for programs: objects are numbered as they come into being.
    pub object: Option<usize>,
    /// The numbers of the other tasks that it is about: the one that was spawned, those that hold a lock.
    pub others: Vec<usize>,
    /// The line of the program that did it.
    pub place: Place,
}

/// A line or part of one, as it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Virtual time since the program's start.
    pub time: Duration,
    /// The printing task's name.
    pub task: String,
    /// Where to.
    pub stream: Stream,
    /// The text.
    pub text: String,
    /// Whether the stream is flushed after it.
    pub flushed: bool,
}

/// Where a program prints to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stream {
    /// Standard output, which `std` buffers by lines.
    Stdout,
    /// Standard error, which is not buffered.
    Stderr,
}
