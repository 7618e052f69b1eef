//! What came of many programs.

use crate::check::Verdict;
use std::fmt::{self, Display, Formatter};

/// What came of many programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub agree: u64,
    /// Those of them that have more than one output.
    pub several: u64,
    /// How many outputs all agree on, of all programs together.
    pub outputs: u64,
    /// How many searches, interpretations and the like came to their ends.
    pub parties: u64,
    pub refused: u64,
    pub too_many: u64,
    pub differ: u64,
}

impl Tally {
    pub fn add(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Agree { outputs, parties } => {
                self.agree += 1;
                self.several += u64::from(*outputs > 1);
                self.outputs += *outputs as u64;
                self.parties += *parties as u64;
            }
            Verdict::Refused(_) => self.refused += 1,
            Verdict::TooMany => self.too_many += 1,
            Verdict::Differ(_) => self.differ += 1,
        }
    }

    pub fn programs(&self) -> u64 {
        self.agree + self.refused + self.too_many + self.differ
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} programs: {} agreed on ({} with several outputs, {} outputs, {} answers compared), {} with too many \
             schedules, {} refused, {} differences",
            self.programs(),
            self.agree,
            self.several,
            self.outputs,
            self.parties,
            self.too_many,
            self.refused,
            self.differ
        )
    }
}
