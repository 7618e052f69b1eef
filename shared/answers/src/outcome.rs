//! What a search found.

use crate::Clock;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a search found; `explore --json` shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub clock: Clock,
    /// Whether these are all outputs that there are.
    pub exhaustive: bool,
    /// If not, why, in words that can follow "not exhaustive: ".
    pub why_not: Option<String>,
    /// What that rests on, a sentence each.
    pub rests_on: Vec<String>,
    /// How many times the program was run.
    pub schedules: u64,
    /// How many outputs were found; [`Outcome::outputs`] may show only the first of them.
    pub count: u128,
    /// Whether there are more than that, which were not counted.
    pub more: bool,
    /// The outputs, in the order of their lines.
    pub outputs: Vec<Output>,
}

/// What a reader can see.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Output {
    pub end: Ending,
    /// What there is to say about the end; empty for a plain return.
    pub why: String,
    /// The lines, as one schedule prints them.
    pub lines: Vec<Line>,
}

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Ending {
    /// The process ends by itself.
    #[serde(rename = "returns")]
    Returns,
    /// Nobody can ever go on.
    #[serde(rename = "hangs")]
    Hangs,
    /// `main` panics, or the process is brought down in another way.
    #[serde(rename = "panics")]
    Panics,
    /// It was stopped before it came to an end.
    #[serde(rename = "still running")]
    StillRunning,
}

/// A printed line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Line {
    /// Virtual milliseconds since the program's start.
    pub ms: u64,
    /// Who printed it, or its last part.
    pub task: String,
    pub stream: Stream,
    /// The text, without the line end.
    pub text: String,
}

/// Where a program prints to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    Stdout,
    Stderr,
}

impl Outcome {
    /// How many outputs were found: "16", or "more than 1000".
    pub fn counted(&self) -> String {
        if self.more { format!("more than {}", self.count) } else { self.count.to_string() }
    }
}

impl Ending {
    /// As it stands in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Ending::Returns => "returns",
            Ending::Hangs => "hangs",
            Ending::Panics => "panics",
            Ending::StillRunning => "still running",
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Stream {
    /// As it stands in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Stream::Stdout => "stdout",
            Stream::Stderr => "stderr",
        }
    }
}

impl Output {
    /// How it ends, and what there is to say about that: "hangs: main waits for …".
    pub fn ending(&self) -> String {
        if self.why.is_empty() { self.end.to_string() } else { format!("{}: {}", self.end, self.why) }
    }
}
