//! What a reader sees of a run.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

/// What a reader sees of a run: its lines and how it ends. A line that begins with `!` went to standard error: it is the
/// text of a panic, of whose message nothing else is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seen {
    pub lines: Vec<String>,
    pub end: &'static str,
}

/// The ends that there are.
pub const ENDS: [&str; 3] = ["returns", "hangs", "panics"];

impl Seen {
    /// From lines and whether each went to standard error; `None` if a run was not seen to its end.
    pub fn new<'a>(lines: impl Iterator<Item = (bool, &'a str)>, end: &str) -> Option<Seen> {
        let kept = |(error, text): (bool, &'a str)| match (error, text) {
            (false, text) => Some(text.to_owned()),
            (true, "a scoped thread panicked") => Some("!scope".to_owned()),
            (true, text) => text.starts_with('!').then(|| text.to_owned()),
        };
        let end = ENDS.into_iter().find(|known| *known == end)?;
        Some(Seen { lines: lines.filter_map(kept).collect(), end })
    }

    /// Whether a run that was seen through two pipes can have been this one.
    pub fn is_in(&self, all: &BTreeSet<Seen>) -> bool {
        all.iter().any(|other| {
            self.end == other.end && [true, false].iter().all(|of| self.of(*of) == other.of(*of))
        })
    }

    fn of(&self, error: bool) -> Vec<&String> {
        self.lines.iter().filter(|line| line.starts_with('!') == error).collect()
    }
}

impl Display for Seen {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} | {}", self.lines.join(" | "), self.end)
    }
}
