//! `judge`: whether the programs of a book can print what it says they do.
//!
//! A [`Book`] is pages; [`read`] goes through them and gives each printed text ([`Printed`]) with the program that it belongs to;
//! a [`Session`] says what such a text is; [`judge`] asks the explorer and rustc, and gives a [`Row`] for each. Whoever has the pages
//! from elsewhere begins with [`Book::of_pages`].
//!
//! It is a room of its own, with a binary that `cargo xtask` builds when it is first needed.

mod baseline;
mod book;
mod cache;
mod calls;
mod case;
mod command;
mod complaint;
mod directive;
mod drift;
mod explorable;
mod finding;
mod folder;
mod hidden;
mod judging;
mod looks;
mod mark;
mod markdown;
mod named;
mod nearest;
mod numbering;
mod outside;
mod printed;
mod reader;
mod real_lab;
mod report;
mod row;
mod session;
mod source;
mod virtual_lab;

pub use baseline::Baseline;
pub use book::{Book, NoBook, Page};
pub use cache::Cache;
pub use command::run;
pub use complaint::Complaint;
pub use drift::{Drift, Fate, drift};
pub use explorable::{Asked, explorables};
pub use folder::{Folder, Unread};
pub use judging::{Depth, judge, judge_found};
pub use mark::{Mark, marks};
pub use printed::{At, Printed};
pub use reader::{Found, Marked, read};
pub use row::{Kind, Row, Verdict};
pub use session::Session;
pub use source::Source;
