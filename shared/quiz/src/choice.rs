//! One of the answers that somebody can give.

use crate::Reason;
use answers::Ending;

/// How many of a long text's first and last lines are shown.
const FIRST: usize = 3;
const LAST: usize = 6;

/// One of the answers that somebody can give to a question.
#[derive(Clone, Debug)]
pub struct Choice {
    pub shown: Shown,
    pub is_right: bool,
    /// Why it is right or wrong.
    pub why: Reason,
}

/// What a choice says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// All that a program prints; and how it ends then, where that is part of the choice.
    Output(Vec<String>, Option<Ending>),
    /// A line that it prints.
    Line(String),
    /// A sentence.
    Words(String),
}

impl Shown {
    /// The lines that are shown, without what says how it ends.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Shown::Output(lines, _) => lines.clone(),
            Shown::Line(text) | Shown::Words(text) => vec![text.clone()],
        }
    }

    /// What it says of the program's end, if anything.
    pub fn end(&self) -> Option<&'static str> {
        let Shown::Output(_, end) = self else { return None };
        match (*end)? {
            Ending::Returns => Some("and then it ends"),
            Ending::Hangs => Some("and then it hangs"),
            Ending::Panics => Some("and then it panics"),
            Ending::StillRunning => Some("and so on, for ever"),
        }
    }

    /// All of it in one text, to tell it from others.
    pub(crate) fn text(&self) -> String {
        self.lines().join("\n") + "\n" + self.end().unwrap_or_default()
    }
}

/// What was printed, so that it is not too long to be read.
pub(crate) fn cut(lines: &[String]) -> Vec<String> {
    let left_out = lines.len().saturating_sub(FIRST + LAST);
    if left_out < 2 {
        return lines.to_vec();
    }
    let said = format!("… ({left_out} more lines)");
    [&lines[..FIRST], &[said], &lines[FIRST + left_out..]].concat()
}
