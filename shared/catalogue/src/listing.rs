//! One listing and its facts.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::id::Id;
use crate::promise::Promise;

/// One program of the book, or one that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub id: Id,
    /// What a reader sees in it.
    pub title: String,
    pub origin: Origin,
    /// The listing of the other chapter that does the same job.
    pub mirrors: Option<Id>,
    /// Of one that rustc refuses, the listing that shows how it is put right.
    pub mended: Option<Id>,
    /// The arguments it usually gets; `http://site` stands for the site served on loopback.
    pub args: Vec<String>,
    pub promise: Promise,
    /// Its own folder, as an absolute path.
    pub folder: PathBuf,
}

/// Where a listing comes from: the field `source` of its facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The Book as of November 2024, which says `trpl::run` and `trpl::race`.
    Book2024,
    /// The Book as of October 2025, which says `trpl::block_on` and `trpl::select`.
    Book2025,
    /// The draft of June 2024.
    Draft2024,
    /// Ours, or from notes on the same chapters.
    Notes,
}

impl Listing {
    /// Its source file.
    pub fn main(&self) -> PathBuf {
        self.folder.join("src/main.rs")
    }

    /// What to say of one that rustc is meant to refuse.
    pub fn refusal(&self) -> Option<String> {
        let code = &self.promise.ends;
        let meant = format!("rustc is meant to refuse {} ({code}), so there is nothing to run", self.id);
        code.is_refused().then(|| match &self.mended {
            Some(mended) => format!("{meant}; {mended} is the same, put right"),
            None => meant,
        })
    }

    /// Where its output is recorded, if that is fixed.
    pub fn record(&self) -> PathBuf {
        self.folder.join("output.snap")
    }
}

impl Origin {
    pub const ALL: [Origin; 4] = [Origin::Book2024, Origin::Book2025, Origin::Draft2024, Origin::Notes];

    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Book2024 => "book-2024-11",
            Origin::Book2025 => "book-2025-10",
            Origin::Draft2024 => "draft-2024-06",
            Origin::Notes => "notes",
        }
    }
}

impl FromStr for Origin {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Origin::ALL.into_iter().find(|origin| origin.as_str() == text).ok_or(())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
