//! The preprocessor, as mdBook sees it.

/// A small book on the disk.
mod book;
/// A build by mdBook itself.
mod built;
/// What mdBook's JSON becomes.
mod json;
/// The command, and what it says to what is not mdBook's.
mod process;
/// The pages of our own site.
mod site;
