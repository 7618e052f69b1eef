//! Little programs on shared memory, and all that each may read and leave behind.
//!
//! The answer comes from axioms, those of RC11 (Lahav, Vafeiadis, Kang, Hur, Dreyer: *Repairing Sequential Consistency in C/C++11*,
//! 2017), with the release sequences of C++20 (only read-modify-writes continue one), on every candidate for an execution: which
//! write each read reads from and in which order the writes to a location stand. Whoever models memory by running programs step by
//! step is compared with it, so it shares nothing with them.

mod axioms;
mod candidate;
mod event;
mod outcome;
mod paths;
mod program;
mod random;
mod relation;
mod table;

pub use outcome::{Outcome, outcomes};
pub use program::{Action, Op, Order, Program};
pub use random::random;
pub use table::{Test, table};
