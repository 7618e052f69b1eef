//! What a check found out.

use std::fmt;

/// The verdict on a claim, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub verdict: Verdict,
    /// In numbers: `1 output over all schedules`.
    pub evidence: String,
}

/// Whether a claim is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Holds,
    /// It is true under a condition, which is put so that it goes on from "it holds": `unless`, `if`, `as long as` ….
    Conditional(String),
    /// This is true instead.
    Fails(String),
}

impl Finding {
    pub fn new(verdict: Verdict, evidence: impl Into<String>) -> Self {
        Finding { verdict, evidence: evidence.into() }
    }
}

impl Verdict {
    /// Holds if `holds`; else this is true instead.
    pub fn holds_if(holds: bool, instead: impl Into<String>) -> Verdict {
        if holds { Verdict::Holds } else { Verdict::Fails(instead.into()) }
    }

    /// The same verdict, if it is that the claim holds, with a condition.
    pub fn only(self, condition: impl Into<String>) -> Verdict {
        match self {
            Verdict::Holds => Verdict::Conditional(condition.into()),
            other => other,
        }
    }

    /// The same verdict, with a condition if `conditional`.
    pub fn only_if(self, conditional: bool, condition: impl Into<String>) -> Verdict {
        if conditional { self.only(condition) } else { self }
    }

    /// The condition, or what is true instead.
    pub fn but(&self) -> Option<&str> {
        match self {
            Verdict::Holds => None,
            Verdict::Conditional(but) | Verdict::Fails(but) => Some(but),
        }
    }

    /// Without the condition, or what is true instead.
    pub fn words(&self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Conditional(_) => "holds with a condition",
            Verdict::Fails(_) => "does not hold",
        }
    }
}

/// `does not hold: the channel keeps filling`
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())?;
        self.but().map_or(Ok(()), |but| write!(f, ": {but}"))
    }
}
