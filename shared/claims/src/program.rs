//! A program that a claim is tried on.

use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A listing or a small program of ours, as it stands or changed a little.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Program {
    base: Base,
    changes: Vec<Change>,
    /// What it is started with.
    args: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Base {
    Listing(&'static str),
    Ours { name: &'static str, text: &'static str },
}

/// A change to a program's text.
#[derive(Clone, Copy, Debug)]
enum Change {
    Replace {
        from: &'static str,
        to: &'static str,
    },
    Rewrite {
        /// No two of them have the same name.
        name: &'static str,
        rewrite: Rewrite,
    },
}

/// Makes another text, or says which words it did not find.
type Rewrite = fn(&str) -> Result<String, &'static str>;

/// A listing is not what it was when the claim was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    #[error("there is no listing {0}")]
    NoListing(&'static str),
    #[error("{program} no longer holds the text that is changed in it: {text:?}")]
    NoText { program: String, text: String },
}

/// The listing with this id.
pub fn listing(id: &'static str) -> Program {
    Program { base: Base::Listing(id), changes: Vec::new(), args: Vec::new() }
}

/// The program of this name in `programs/`.
macro_rules! ours {
    ($name:literal) => {
        $crate::program::with_text($name, include_str!(concat!("../../programs/", $name, ".rs")))
    };
}
pub(crate) use ours;

/// A program of this name with this text.
pub fn with_text(name: &'static str, text: &'static str) -> Program {
    Program { base: Base::Ours { name, text }, changes: Vec::new(), args: Vec::new() }
}

impl Program {
    /// With `to` wherever `from` stands.
    pub fn with(mut self, from: &'static str, to: &'static str) -> Program {
        self.changes.push(Change::Replace { from, to });
        self
    }

    /// With another text, made of its own in the way that has this name.
    pub fn rewritten(mut self, name: &'static str, rewrite: Rewrite) -> Program {
        self.changes.push(Change::Rewrite { name, rewrite });
        self
    }

    /// Started with this argument.
    pub fn arg(mut self, argument: impl Into<String>) -> Program {
        self.args.push(argument.into());
        self
    }

    pub fn args(&self) -> &[String] {
        &self.args
    }

    /// The same program, whatever it is started with.
    pub fn without_args(&self) -> Program {
        Program { args: Vec::new(), ..self.clone() }
    }

    /// The listing's id, if it is one as it stands.
    pub fn as_listing(&self) -> Option<&'static str> {
        match self.base {
            Base::Listing(id) if self.changes.is_empty() => Some(id),
            _ => None,
        }
    }

    /// What people call it.
    pub fn name(&self) -> String {
        let base = match self.base {
            Base::Listing(id) => id,
            Base::Ours { name, .. } => name,
        };
        if self.changes.is_empty() { base.to_owned() } else { format!("a variation of {base}") }
    }

    /// Its text; `listing` gives that of the listing with an id.
    pub fn text(&self, listing: impl Fn(&str) -> Option<String>) -> Result<String, Mismatch> {
        let mismatch = |text: &str| Mismatch::NoText { program: self.name(), text: text.to_owned() };
        let text = match self.base {
            Base::Listing(id) => listing(id).ok_or(Mismatch::NoListing(id))?,
            Base::Ours { text, .. } => text.to_owned(),
        };
        self.changes.iter().try_fold(text, |text, change| match change {
            Change::Replace { from, .. } if !text.contains(from) => Err(mismatch(from)),
            Change::Replace { from, to } => Ok(text.replace(from, to)),
            Change::Rewrite { rewrite, .. } => rewrite(&text).map_err(mismatch),
        })
    }

    /// The name of its binary, which no other text has.
    pub fn binary(&self, text: &str) -> String {
        let base = match self.base {
            Base::Listing(id) => id,
            Base::Ours { name, .. } => name,
        };
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        format!("claim-{base}-{:016x}", hasher.finish())
    }
}

impl Change {
    fn key(&self) -> (&'static str, Option<&'static str>) {
        match *self {
            Change::Replace { from, to } => (from, Some(to)),
            Change::Rewrite { name, .. } => (name, None),
        }
    }
}

impl PartialEq for Change {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Change {}

impl PartialOrd for Change {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Change {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "fn main() {\n    drop(tx);\n}\n";

    #[test]
    fn a_change_is_made_wherever_it_fits() {
        let program = with_text("p", TEXT).with("tx", "rx");
        assert_eq!(program.text(|_| None).unwrap(), "fn main() {\n    drop(rx);\n}\n");
    }

    #[test]
    fn a_change_that_does_not_fit_names_program_and_text() {
        let error = with_text("p", TEXT).with("drop(rx)", "").text(|_| None).unwrap_err();
        let words = "a variation of p no longer holds the text that is changed in it: \"drop(rx)\"";
        assert_eq!(error.to_string(), words);
    }

    #[test]
    fn a_listing_as_it_stands_is_known_as_such() {
        assert_eq!(listing("17-08").as_listing(), Some("17-08"));
        assert_eq!(listing("17-08").with("a", "b").as_listing(), None);
    }
}
