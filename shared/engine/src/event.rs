//! What happened in an execution, for timelines and explanations.

use std::time::Duration;

/// One thing that a task did or that happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Virtual time since the program's start.
    pub time: Duration,
    /// The task's name.
    pub task: String,
    /// In the past tense: "spawned", "printed", "slept until", "received", "waits for", ….
    pub what: String,
    /// The object it is about, such as "the lock made at line 5", a task's name, or a text.
    pub about: String,
    /// The line of the program that did it.
    pub line: u32,
    /// The file of that line.
    pub file: &'static str,
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
}

/// Where a program prints to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stream {
    /// Standard output, which `std` buffers by lines.
    Stdout,
    /// Standard error, which is not buffered.
    Stderr,
}
