//! What questions are made from.

use answers::{Clock, Explanation, Extent, Outcome};

/// A program, with what is known about it. What is not known is `None`.
pub trait Program {
    /// What it is called; part of the ids of questions.
    fn id(&self) -> &str;

    /// Its text.
    fn source(&self) -> &str;

    /// The outputs that were found.
    fn outcome(&self, clock: Clock) -> Option<Outcome>;

    /// Whether it can print this.
    fn explain(&self, seen: &str, extent: Extent) -> Option<Explanation>;

    /// What rustc says against it, its first error first; nothing if it compiles.
    fn complaints(&self) -> Option<Vec<Complaint>>;
}

/// An error of rustc's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The line that it points to, from 1.
    pub line: usize,
    /// All lines that it speaks of.
    pub lines: Vec<usize>,
    /// What it says, in a line: "E0373: closure may outlive …".
    pub message: String,
}
