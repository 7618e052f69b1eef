//! `explore`, `explain` and `timeline` as commands.

mod charset;
pub mod drawing;
pub mod explain;
pub mod explore;
pub mod explored;
pub mod folder;
pub mod graph;
pub mod helped;
pub mod judge;
pub mod outcome;
pub mod path;
mod process;
mod seen;
mod story;
pub mod timeline;
pub mod watch;
pub mod which;

pub use charset::charset;
pub use process::run;
