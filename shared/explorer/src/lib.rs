//! Runs a program under every schedule and finds every output it can print, with how it ends and why.
//!
//! # Words
//! - An *execution* is one run of the program under one *schedule*, which is a list of *choices*; a *walk* is what a search does
//!   with an execution.
//! - The *graph* has a *node* for each state in which there is a choice, and an *edge* for a choice with all that follows from it
//!   alone. A *way* leads along edges to a node; a *journey* is a way while it is gone again; the *trail* is the edge that a walk
//!   is just finding.
//! - A *merge* is an edge that comes to a node which another one found: two pasts that are taken for one.
//! - A *probe* is a schedule that is made up after a search, to see whether it leads to an output that was found.
//! - A *visit* is an arrival at a node that leaves something to explore there; what *sleeps* need not be explored from it.
//! - A *hold* keeps a task back for a while, where somebody looks for one output.
//! - The *automaton* reads the graph as lines and ends, its *language* is the set of outputs, and a *word* one of them.

mod automaton;
mod basis;
mod bound;
mod choices;
#[cfg(unix)]
mod crash;
mod delays;
mod error;
mod explain;
mod exploration;
mod follower;
mod graph;
mod guide;
mod herald;
mod hold;
mod journey;
mod language;
mod likeness;
mod merges;
mod mouth;
mod observed;
mod options;
mod order;
mod outcome;
mod probes;
mod pulse;
mod replay;
mod sample;
mod search;
mod serve;
mod sleep;
mod source;
mod strangers;
mod terminal;
mod text;
mod timeline;
mod told_event;
mod trail;
mod trial;
mod trouble;
mod turns;
mod walk;
mod wanted;
mod watchdog;
mod way;
mod ways;
mod weakness;

pub use answers::{Ending, Extent, Line, Reduction, Stream, Test, Verdict};
pub use bound::Bound;
pub use error::Error;
pub use explain::{Explanation, SoFar, explain};
pub use exploration::{Exploration, explore};
pub use observed::Observed;
pub use options::{Limits, Options};
pub use outcome::{Outcome, Output, name, why};
pub use replay::{Replay, Schedule};
pub use sample::Sample;
pub use search::Program;
pub use serve::{Chosen, serve, serve_tests};
pub use source::Source;
pub use wanted::Instead;
