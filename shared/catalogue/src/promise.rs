//! What a listing promises: how it ends and what it prints.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use crate::pattern::Pattern;

/// How a listing ends and what it prints till then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub ends: Ends,
    pub stdout: Output,
    /// Where the facts name no voice that writes to stderr: nothing but blank lines.
    pub stderr: Output,
}

/// How a listing ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ends {
    /// `main` returns, with exit code 0.
    Returns,
    /// Every thread or task waits for ever.
    Hangs,
    /// The schedule decides whether it returns or hangs.
    MayHang,
    /// rustc refuses it; this is the first error it gives.
    Refused(ErrorCode),
}

/// A code of rustc's: `E0373`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorCode(String);

/// What a listing prints on one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// The same lines in every run, recorded in the listing's folder.
    Fixed {
        /// The earliest time after the start, in milliseconds, at which each line can come; empty
        /// where nothing is promised.
        at_ms: Vec<u64>,
        /// Other complete outputs, which only a wake-up that comes late can give: what the program
        /// itself fixes is that there are no more than these.
        late: Vec<Vec<LateLine>>,
    },
    /// An interleaving of voices, each in its own order.
    Interleaved {
        voices: Vec<Voice>,
        close: Close,
        /// How many lines in all, where voices may be cut.
        total: Option<usize>,
    },
}

/// A line of an output that comes only when a wake-up is late.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, rename_all_fields = "kebab-case")]
#[serde(expecting = "the number of a recorded line, or a table with `line` and `at-ms`")]
pub enum LateLine {
    /// The recorded line of this number, from 1.
    Recorded(usize),
    /// A line that is not recorded, and the earliest time, in milliseconds, at which it can come.
    New { line: String, at_ms: u64 },
}

/// When an output of several voices is at its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Close {
    /// When each has said all of its lines, or is cut.
    #[default]
    All,
    /// As soon as one of them has said all of its lines: they race.
    First,
}

/// One source of lines in an output that is interleaved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// For people: `spawned thread`.
    pub from: String,
    pub lines: Vec<Pattern>,
    /// May stop early, because the program ends first.
    pub cut: bool,
    /// Says its lines any number of times, also none.
    pub repeats: bool,
    /// The voices, as indices, that must be done before this one starts.
    pub after: Vec<usize>,
    /// As in [`Output::Fixed`].
    pub at_ms: Vec<u64>,
}

/// Where a line was written to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    #[default]
    Stdout,
    Stderr,
}

impl Output {
    /// The same in every run, with nothing said of time.
    pub fn fixed() -> Self {
        Output::Fixed { at_ms: Vec::new(), late: Vec::new() }
    }
}

impl Ends {
    pub const ALLOWED: &str = "`returns`, `hangs`, `may hang`, or an error code of rustc's such as `E0373`";

    pub fn is_refused(&self) -> bool {
        matches!(self, Ends::Refused(_))
    }
}

impl FromStr for Ends {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "returns" => Ok(Ends::Returns),
            "hangs" => Ok(Ends::Hangs),
            "may hang" => Ok(Ends::MayHang),
            code if is_error_code(code) => Ok(Ends::Refused(ErrorCode(code.to_owned()))),
            _ => Err(()),
        }
    }
}

fn is_error_code(text: &str) -> bool {
    text.strip_prefix('E').is_some_and(|n| n.len() == 4 && n.chars().all(|c| c.is_ascii_digit()))
}

impl fmt::Display for Ends {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Ends::Returns => "returns",
            Ends::Hangs => "hangs",
            Ends::MayHang => "may hang",
            Ends::Refused(ErrorCode(code)) => code,
        })
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl ErrorCode {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Stream::Stdout => "stdout",
            Stream::Stderr => "stderr",
        })
    }
}
