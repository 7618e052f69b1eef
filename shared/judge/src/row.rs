//! What `judge` says of a printed text.

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::finding::Finding;

/// What is said of a printed text, or of a program of which none is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// `src/chapter.md:LINE` of the block's opening fence, or of what else it is.
    pub at: String,
    /// The path of the program, if one was found.
    pub program: Option<String>,
    pub kind: Kind,
    pub verdict: Verdict,
    pub why: String,
}

/// What a printed text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What a program printed.
    Run,
    /// What rustc said.
    Error,
    /// Commands, excerpts, and what belongs to no program.
    Other,
}

/// What is to be said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    #[serde(rename = "possible")]
    Possible,
    /// Only if a wake-up comes late.
    #[serde(rename = "late")]
    Late,
    #[serde(rename = "impossible")]
    Impossible,
    /// Not found, and not all was tried.
    #[serde(rename = "unknown")]
    Unknown,
    /// The explorer can't follow the program.
    #[serde(rename = "not modelled")]
    NotModelled,
    /// rustc says the same today.
    #[serde(rename = "same")]
    Same,
    #[serde(rename = "differs")]
    Differs,
    #[serde(rename = "skipped")]
    Skipped,
}

impl Row {
    /// Whether it is about a program of which nothing is printed.
    pub fn is_alone(&self) -> bool {
        let is_of = |program: &String| self.at == *program || self.at == format!("{program}:1");
        self.kind == Kind::Other && self.program.as_ref().is_some_and(is_of)
    }
}

impl Verdict {
    pub const ALL: [Verdict; 8] = [
        Verdict::Possible,
        Verdict::Late,
        Verdict::Impossible,
        Verdict::Unknown,
        Verdict::NotModelled,
        Verdict::Same,
        Verdict::Differs,
        Verdict::Skipped,
    ];

    /// Whether the book is wrong there.
    pub fn is_wrong(self) -> bool {
        matches!(self, Verdict::Impossible | Verdict::Differs)
    }

    pub fn name(self) -> &'static str {
        match self {
            Verdict::Possible => "possible",
            Verdict::Late => "late",
            Verdict::Impossible => "impossible",
            Verdict::Unknown => "unknown",
            Verdict::NotModelled => "not modelled",
            Verdict::Same => "same",
            Verdict::Differs => "differs",
            Verdict::Skipped => "skipped",
        }
    }
}

impl From<answers::Verdict> for Verdict {
    fn from(verdict: answers::Verdict) -> Verdict {
        match verdict {
            answers::Verdict::Possible => Verdict::Possible,
            answers::Verdict::Late => Verdict::Late,
            answers::Verdict::Impossible => Verdict::Impossible,
            answers::Verdict::Unknown => Verdict::Unknown,
        }
    }
}

/// What is said of a case.
pub fn row(case: &Case, finding: Finding) -> Row {
    let Finding { verdict, why } = finding;
    let program = case.source.as_ref().map(|source| source.name.clone());
    let kind = if verdict == Verdict::Skipped { Kind::Other } else { case.kind };
    Row { at: case.at.clone(), program, kind, verdict, why }
}
