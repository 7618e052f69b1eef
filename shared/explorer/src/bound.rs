//! Where a search stopped before it had seen everything.

use std::fmt;
use std::time::Duration;

/// Where a search stopped before it had seen everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// After so many runs of the program.
    Schedules(u64),
    /// After so many steps of all runs together.
    Steps(u64),
    /// After so many states.
    States(usize),
    /// After so many bytes for what was found.
    Memory(usize),
    /// When its real time was over.
    Time,
    /// When the process had taken as much memory as it may.
    Full,
    /// After so many things that bring the process down.
    Crashes(usize),
    /// Where more than so many wake-ups come late.
    Late(Late),
    /// Some runs were stopped before they came to an end.
    Length,
    /// How often somebody went round and round was taken to make no difference, and does.
    Rounds,
    /// Two states that were taken for one are not.
    Confusion,
}

/// Which ways with late wake-ups were followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Late {
    /// Those with so many,
    pub most: usize,
    /// and with one more that comes by this time.
    pub until: Option<Duration>,
}

/// What was not followed.
impl fmt::Display for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let after = |until: Duration| format!("after {} ms", until.as_millis());
        match (self.most, self.until) {
            (0, None) => f.write_str("ways with a late wake-up were not followed"),
            (0, Some(until)) => {
                write!(f, "ways with a late wake-up {}, or with two, were not followed", after(until))
            }
            (1, None) => f.write_str("ways with more than one late wake-up were not followed"),
            (1, Some(until)) => write!(
                f,
                "ways with a second late wake-up {}, or with three, were not followed",
                after(until)
            ),
            (most, None) => write!(f, "ways with more than {most} late wake-ups were not followed"),
            (most, Some(until)) => write!(
                f,
                "ways with more than {most} late wake-ups of which the last comes {}, or with more than {}, were not followed",
                after(until),
                most + 1
            ),
        }
    }
}

/// In words that can follow "not exhaustive: ".
impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Schedules(1) => write!(f, "stopped after 1 run"),
            Bound::Schedules(most) => write!(f, "stopped after {most} runs"),
            Bound::Steps(most) => write!(f, "stopped after {most} steps"),
            Bound::States(most) => write!(f, "stopped after {most} states"),
            Bound::Memory(most) => write!(f, "stopped after {} MiB of memory for what was found", most >> 20),
            Bound::Time => write!(f, "stopped when the time for it was over"),
            Bound::Full => {
                write!(f, "stopped when the program and the search had taken all memory that they may")
            }
            Bound::Crashes(most) => write!(f, "stopped after {most} different crashes"),
            Bound::Late(late) => write!(f, "{late}, as there are too many"),
            Bound::Length => write!(f, "some runs did not come to an end"),
            Bound::Rounds => f.write_str(
                "it goes round and round until something changes, and how often makes a difference: a few times were tried",
            ),
            Bound::Confusion => f.write_str(answers::MISTAKE),
        }
    }
}
