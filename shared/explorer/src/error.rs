//! Why a program can't be explored.

use std::fmt;

/// Why a program can't be explored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// It does something that is not modelled; the sentence names it.
    Refused(String),
    /// It did something else under the same schedule than the time before.
    Undetermined(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused(sentence) => f.write_str(sentence),
            Error::Undetermined(what) => write!(
                f,
                "the program is not determined by its schedule (an order of hashing, an address or a real clock may be the cause): {what}"
            ),
        }
    }
}

impl std::error::Error for Error {}
