//! Why a choice is right or wrong.

use answers::Explanation;

/// Why a choice is right or wrong.
#[derive(Clone, Debug)]
pub enum Reason {
    /// What the explorer says to this text.
    Explained { seen: String, explanation: Box<Explanation> },
    /// A sentence or more.
    Said(String),
}

impl Reason {
    pub(crate) fn explained(seen: String, explanation: Explanation) -> Reason {
        Reason::Explained { seen, explanation: Box::new(explanation) }
    }
}
