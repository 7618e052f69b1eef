//! What all commands have in common: what they say and how, when they stop, with which exit code they end; and how a program of
//! ours is built when it is first needed.

mod exit_code;
pub mod foreground;
pub mod interrupt;
pub mod output;
mod process;
pub mod style;
pub mod ticker;
mod tool;
mod width;
mod workspace;

pub use exit_code::ExitCode;
pub use process::run;
pub use tool::{become_another, hand_over, tool};
pub use width::{width, width_of_stderr};
pub use workspace::Workspace;

/// What a subcommand that could not do its work says.
pub type Failure = Box<dyn std::error::Error>;

/// A promise was broken.
pub const BROKEN: u8 = ExitCode::Broken as u8;
/// Wrong use, or something without which nothing can be done.
pub const WRONG_USE: u8 = ExitCode::WrongUse as u8;
/// Stopped by Ctrl-C, as shells say it.
pub const INTERRUPTED: u8 = ExitCode::Interrupted as u8;
