//! Whether a program can print what somebody saw.

use crate::Line;
use serde::{Deserialize, Serialize};

/// Whether a program can print what somebody saw; `explain --json` shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Explanation {
    pub verdict: Verdict,
    /// The number of the first line that can't follow, from 1; 0 if there is none.
    pub line: usize,
    /// Which wake-up came late, what could have stood there, or why it can't be said.
    pub why: String,
    /// Of several outputs, what decides that this one comes; empty if there is no other, or that was not looked for.
    #[serde(default)]
    pub decides: String,
    /// The lines as a schedule prints them.
    pub lines: Vec<Line>,
    /// What happens in a run that prints this.
    pub events: Vec<Happening>,
    /// What the verdict rests on, a sentence each.
    pub rests_on: Vec<String>,
    /// Why the verdict is not certain, in words that can follow "not exhaustive: ": of [`Verdict::Late`], whether it is
    /// possible in time too.
    pub why_not: Option<String>,
}

/// Whether a program can print something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// When all wake-ups are in time.
    Possible,
    /// Only when a wake-up comes late.
    Late,
    /// Under no schedule.
    Impossible,
    /// The search was not exhaustive and did not find it.
    Unknown,
}

/// One thing that happens in a run and that a reader of the program would tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// Virtual milliseconds since the program's start.
    pub ms: u64,
    /// Who does it.
    pub task: String,
    /// What: "sent a message into the channel made at line 6".
    pub did: String,
    /// The line of the program at which it was done; 0 if that is none of its own.
    pub line: u32,
    /// The file of that line, if it is not the program's first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

impl Verdict {
    /// Whether there is a run that prints it.
    pub fn is_possible(self) -> bool {
        matches!(self, Verdict::Possible | Verdict::Late)
    }
}
