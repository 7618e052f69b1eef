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

impl Error {
    /// The sentence, where these are not followed, in words that can follow "not exhaustive: ".
    pub fn among(&self, others: &[String]) -> String {
        match self {
            Error::Undetermined(_) if !others.is_empty() => {
                format!("{self}; {}, also one run with the next", others.join("; "))
            }
            _ => self.to_string(),
        }
    }
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
