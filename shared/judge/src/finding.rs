//! What was found out about a program.

use std::path::Path;

use answers::{Explanation, Outcome};
use serde::{Deserialize, Serialize};

use crate::case::Question;
use crate::complaint::{Complaint, differs, named};
use crate::row::Verdict;
use crate::session::has_command;
use crate::source::Source;

/// So many errors are named.
const NAMED: usize = 3;
/// Errors that say that a crate is not there.
const MISSING: [&str; 3] = ["E0432", "E0433", "E0463"];
/// How it begins what is said of a program of which nothing is printed.
pub const ALONE: &str = "nothing of it is printed; ";

/// Words in what an answer rests on by which it depends on the machine, or on the world outside of it.
const OUTSIDE: [&str; 6] = [
    "an address outside",
    "environment variable",
    "nobody sets the clock",
    "processors",
    "standard input",
    "no terminals",
];

/// What was found out about a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub verdict: Verdict,
    pub why: String,
}

fn is_from_outside(sentence: &str) -> bool {
    OUTSIDE.iter().any(|words| sentence.contains(words))
}

impl Finding {
    pub fn new(verdict: Verdict, why: impl Into<String>) -> Finding {
        Finding { verdict, why: why.into() }
    }

    /// Of a text that a program printed or not.
    pub fn explained(explanation: &Explanation, seen: &str) -> Finding {
        let why = &explanation.why;
        let verdict = Verdict::from(explanation.verdict);
        let outside = explanation.rests_on.iter().find(|sentence| is_from_outside(sentence));
        if let (Verdict::Impossible, Some(sentence)) = (verdict, outside) {
            return Finding::new(Verdict::Unknown, format!("it is not possible where {sentence}"));
        }
        let why = match verdict {
            Verdict::Impossible => match seen.lines().nth(explanation.line.saturating_sub(1)) {
                Some(text) => format!("line {} is `{}`; {why}", explanation.line, text.trim_end()),
                None => format!("it ends after line {}; {why}", explanation.line.saturating_sub(1)),
            },
            Verdict::Unknown => format!("not found, and not all was tried: {why}"),
            _ => why.clone(),
        };
        Finding::new(verdict, why)
    }

    /// The same where a file is called as its readers call it.
    pub fn with_name(self, file: &Path, name: &str) -> Finding {
        Finding { why: self.why.replace(&*file.to_string_lossy(), name), ..self }
    }

    /// Of a program of which nothing is printed.
    pub fn explored(outcome: &Outcome) -> Finding {
        let mut different: Vec<String> =
            outcome.outputs.iter().map(|output| output.end.to_string()).collect();
        different.sort();
        different.dedup();
        let outputs = if outcome.count == 1 && !outcome.more { "output" } else { "outputs" };
        let not = match &outcome.why_not {
            Some(why) if !outcome.exhaustive => format!("; not exhaustive: {why}"),
            _ => String::new(),
        };
        let why = format!("{ALONE}{} {outputs}, {}{not}", outcome.counted(), different.join(" or "));
        Finding::new(Verdict::Skipped, why)
    }

    /// Of errors that are printed of a program.
    pub fn compared(source: &Source, printed: &[Complaint], now: &[Complaint], is_whole: bool) -> Finding {
        if now.is_empty() && !source.is_meant_to_fail {
            let why = "no program found: the nearest above it compiles, and nothing says that it should not";
            return Finding::new(Verdict::Skipped, why);
        }
        let is_printed = |one: &Complaint| printed.iter().any(|other| other.code == one.code);
        if lacks_a_crate(now) && !now.iter().any(is_printed) {
            return Finding::new(Verdict::Unknown, incomplete(now));
        }
        match differs(printed, now, is_whole) {
            Some(why) => Finding::new(Verdict::Differs, why),
            None => Finding::new(Verdict::Same, named(printed.iter()).join(", ")),
        }
    }

    /// Of a program that rustc refuses.
    pub fn refused(errors: &[Complaint], source: &Source, question: &Question) -> Finding {
        let named = named(errors.iter().take(NAMED)).join(", ");
        match question {
            Question::Run { .. } if lacks_a_crate(errors) => {
                Finding::new(Verdict::NotModelled, incomplete(errors))
            }
            Question::Run { seen, .. } if source.is_meant_to_fail && !has_command(seen) => Finding::new(
                Verdict::Skipped,
                format!(
                    "rustc refuses the program ({named}), as it is meant to, so this is none of its output"
                ),
            ),
            Question::Run { .. } => Finding::new(
                Verdict::Impossible,
                format!("rustc refuses the program ({named}), so it prints nothing"),
            ),
            _ => Finding::new(Verdict::Skipped, format!("{ALONE}rustc refuses it ({named})")),
        }
    }
}

/// Whether all that rustc says is that something is not there.
fn lacks_a_crate(errors: &[Complaint]) -> bool {
    let is_missing = |one: &Complaint| one.code.as_ref().is_some_and(|code| MISSING.contains(&code.as_str()));
    !errors.is_empty() && errors.iter().all(is_missing)
}

fn incomplete(errors: &[Complaint]) -> String {
    let named = named(errors.iter().take(NAMED)).join(", ");
    format!("something is not there that the program names, so rustc comes no further: {named}")
}
