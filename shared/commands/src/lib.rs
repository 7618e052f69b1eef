//! `explore`, `explain` and `timeline` as commands, and what all commands have in common: what they say and how, when they stop,
//! with which exit code they end.

pub mod drawing;
pub mod explain;
pub mod explore;
pub mod explored;
pub mod folder;
pub mod graph;
pub mod helped;
pub mod interrupt;
pub mod judge;
pub mod outcome;
pub mod output;
pub mod path;
mod process;
mod seen;
mod story;
pub mod style;
pub mod terminal;
pub mod ticker;
pub mod timeline;
pub mod watch;
pub mod which;
mod workspace;

pub use process::run;
pub use workspace::Workspace;

/// What a subcommand that could not do its work says.
pub type Failure = Box<dyn std::error::Error>;

/// A promise was broken.
pub const BROKEN: u8 = answers::ExitCode::Broken as u8;
/// Wrong use, or something without which nothing can be done.
pub const WRONG_USE: u8 = answers::ExitCode::WrongUse as u8;
/// Stopped by Ctrl-C, as shells say it.
pub const INTERRUPTED: u8 = answers::ExitCode::Interrupted as u8;
