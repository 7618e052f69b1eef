//! What a run printed, line by line, and how it ended.

use std::time::Duration;

use catalogue::Stream;

use crate::memory::Memory;

/// Everything that can be said of one run from outside.
#[derive(Clone, Debug)]
pub struct Transcript {
    /// In the order in which they were read; the order between the two streams is only as sure as
    /// their times.
    pub lines: Vec<Line>,
    pub ended: Ended,
    /// What those are called who had left its group and were still there at its end; we have ended them.
    pub strays: Vec<String>,
    /// From the start of the process to its end.
    pub elapsed: Duration,
}

/// One line of output, without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From the start of the process till the line was read.
    pub at: Duration,
    pub stream: Stream,
    /// What isn't UTF-8 is shown as `\u{FFFD}`, and `utf8` is false.
    pub text: String,
    pub utf8: bool,
    /// Off for the last words of a run that ended in the middle of a line, and for a piece of one that is very long, or that does
    /// not go on for a while.
    pub whole: bool,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With this exit code, and no panic of `main`.
    Returned { code: i32 },
    /// `main` panicked: exit code 101 and a panic message on stderr.
    Panicked,
    /// By a signal that we did not send.
    Signalled { signal: i32 },
    /// A thread needed more stack than it had.
    StackOverflow,
    /// It took more memory than this: stopped by us, or ended since the system gave it no more.
    OutOfMemory { limit: Memory },
    /// Stopped by us: nothing happened for long enough.
    Hung { resting: Resting },
    /// Stopped by us: it printed more than the limit.
    Flooded { limit: usize },
    /// Stopped by us, because we were asked to stop.
    Interrupted,
}

/// Whether a run that printed nothing more was at rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resting {
    /// All its threads slept and used no processor time.
    Idle,
    /// It was still busy, without printing.
    Busy,
    /// It woke up again and again, without printing, and slept in between.
    Restless,
}

impl Transcript {
    /// The texts of one stream's lines.
    pub fn texts(&self, stream: Stream) -> Vec<&str> {
        self.of(stream).map(|line| line.text.as_str()).collect()
    }

    /// The lines of one stream.
    pub fn of(&self, stream: Stream) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.stream == stream)
    }
}

impl Ended {
    /// One word for it: `returned`, `panicked`, `killed` or `hung`.
    pub fn word(&self) -> &'static str {
        match self {
            Ended::Returned { .. } => "returned",
            Ended::Panicked => "panicked",
            Ended::Hung { .. } => "hung",
            Ended::Signalled { .. }
            | Ended::StackOverflow
            | Ended::OutOfMemory { .. }
            | Ended::Flooded { .. }
            | Ended::Interrupted => "killed",
        }
    }
}
