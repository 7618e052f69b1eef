//! What ends the whole process, the explorer's too.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A thread or task does something that ends the whole process, or that nothing inside of the process can end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crash {
    /// All that it had done and seen by then, as a hash; the same in every run in which it comes to this.
    pub history: u64,
    pub death: Death,
    /// The line of the program from which it went on last; 0 if that is none of its own.
    pub line: u32,
}

/// How it dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Death {
    /// It needs more stack than a thread has.
    StackOverflow,
    /// It touches memory that is not its own (SIGSEGV, SIGBUS).
    WildAccess,
    /// The process is aborted (SIGABRT).
    Aborted,
    /// It comes to something that is no instruction (SIGILL), such as a trap for what can't happen.
    IllegalInstruction,
    /// It computes without end.
    Endless,
    /// It waits without end for something outside of what the explorer models.
    Blocked,
    /// It takes more and more memory.
    Boundless,
}

impl Death {
    /// Whether it can be told at once, or only after waiting for a while that more might come.
    pub fn is_sudden(self) -> bool {
        !matches!(self, Death::Endless | Death::Blocked)
    }
}

/// A sentence: "it overflows its stack after line 8".
impl fmt::Display for Crash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.line == 0 { String::new() } else { format!(" after line {}", self.line) };
        match self.death {
            Death::StackOverflow => write!(f, "it overflows its stack{place}"),
            Death::WildAccess => write!(f, "it crashes{place}, using memory that is not its own"),
            Death::Aborted => write!(f, "it is aborted{place}"),
            Death::IllegalInstruction => write!(f, "it crashes{place}, at an instruction that is none"),
            Death::Endless => write!(
                f,
                "it computes for 2 s{place} without printing, sleeping, locking, sending or anything else that others \
                 could notice; it seems to loop without end"
            ),
            Death::Blocked => write!(
                f,
                "it has waited for 2 s{place} without using the processor, outside of what the explorer models"
            ),
            Death::Boundless => write!(f, "it takes more and more memory{place}"),
        }
    }
}
