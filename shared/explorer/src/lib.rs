//! Runs a program under every schedule and finds every output it can print, with how it ends and why.

mod automaton;
mod error;
mod explain;
mod exploration;
mod graph;
mod guide;
mod hold;
mod journey;
mod language;
mod observed;
mod options;
mod order;
mod outcome;
mod replay;
mod search;
mod serve;
mod sleep;
mod source;
mod timeline;
mod told_event;
mod trail;
mod turns;
mod walk;
mod watchdog;
mod way;

pub use error::Error;
pub use explain::{Explanation, Told, Verdict, explain};
pub use exploration::{Exploration, explore};
pub use observed::{Extent, Observed};
pub use options::{Limits, Options, Reduction};
pub use outcome::{Outcome, Output, name, why};
pub use replay::{Line, Replay, Schedule};
pub use search::Program;
pub use serve::serve;
pub use source::Source;
