//! What was found out about a program.

use answers::{Explanation, Outcome};
use serde::{Deserialize, Serialize};

use crate::complaint::{Complaint, differs, named};
use crate::row::Verdict;

/// So many errors are named.
const NAMED: usize = 3;
/// How it begins what is said of a program of which nothing is printed.
pub const ALONE: &str = "nothing of it is printed; ";

/// What was found out about a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub verdict: Verdict,
    pub why: String,
}

impl Finding {
    pub fn new(verdict: Verdict, why: impl Into<String>) -> Finding {
        Finding { verdict, why: why.into() }
    }

    /// Of a text that a program printed or not.
    pub fn explained(explanation: &Explanation, seen: &str) -> Finding {
        let verdict = Verdict::from(explanation.verdict);
        let why = &explanation.why;
        let why = match verdict {
            Verdict::Impossible => match seen.lines().nth(explanation.line - 1) {
                Some(text) => format!("line {} is `{}`; {why}", explanation.line, text.trim_end()),
                None => format!("it ends after line {}; {why}", explanation.line - 1),
            },
            Verdict::Unknown => format!("not found, and not all was tried: {why}"),
            _ => why.clone(),
        };
        Finding::new(verdict, why)
    }

    /// Of a program of which nothing is printed.
    pub fn explored(outcome: &Outcome) -> Finding {
        let ends: Vec<String> = outcome.outputs.iter().map(|output| output.end.to_string()).collect();
        let mut different = ends.clone();
        different.sort();
        different.dedup();
        let outputs = if outcome.count == 1 && !outcome.more { "output" } else { "outputs" };
        let not = match &outcome.why_not {
            Some(why) if !outcome.exhaustive => format!("; not exhaustive: {why}"),
            _ => String::new(),
        };
        let why = format!(
            "nothing of it is printed; {} {outputs}, {}{not}",
            outcome.counted(),
            different.join(" or ")
        );
        Finding::new(Verdict::Skipped, why)
    }

    /// Of errors that are printed.
    pub fn compared(printed: &[Complaint], now: &[Complaint], is_whole: bool) -> Finding {
        match differs(printed, now, is_whole) {
            Some(why) => Finding::new(Verdict::Differs, why),
            None => Finding::new(Verdict::Same, named(printed.iter()).join(", ")),
        }
    }

    /// Of a program that rustc refuses, of which something is printed or nothing.
    pub fn refused(errors: &[Complaint], is_printed: bool) -> Finding {
        let named = named(errors.iter().take(NAMED)).join(", ");
        if is_printed {
            let why = format!("rustc refuses the program ({named}), so it prints nothing");
            return Finding::new(Verdict::Impossible, why);
        }
        Finding::new(Verdict::Skipped, format!("{ALONE}rustc refuses it ({named})"))
    }
}
