//! What happened in an execution, for timelines and explanations.

use crate::parts::holder::Who;
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
    /// The others that it is about: the task that was spawned, those that hold a lock.
    pub others: Vec<Who>,
    /// The message that was sent or received, or the number that was read or written, where that is a text or a number.
    pub value: Option<String>,
    /// The line of the program that did it.
    pub place: Place,
    /// The column there; 0 if it is no line of the program's.
    pub column: u32,
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
