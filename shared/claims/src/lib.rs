//! What chapters 16 and 17, and notes on them, claim about how programs behave; and for each claim a check that finds out
//! whether it is true.
//!
//! A [`Claim`] is one entry in a file below `book/`: its sentence, what is looked at ([`Evidence`]: all outputs of a program,
//! a real run, what rustc says, a measurement), the judge that makes a [`Finding`] of it, and a twin, the same evidence from
//! programs that were changed a little, on which the verdict must be another. A [`Lab`] builds what is looked at, all in one
//! go. The recorded table is [`Facts`]. Nothing here prints or measures; figures come from who measures them.

mod bench;
mod book;
mod check;
mod claim;
mod evidence;
mod facts;
mod finding;
mod lab;
mod program;
mod select;

pub use bench::{Bench, BenchError};
pub use book::claims;
pub use check::{Check, check};
pub use claim::{Claim, Topic};
pub use evidence::{Evidence, Missing, Needs};
pub use facts::{Facts, Row};
pub use finding::{Finding, Verdict};
pub use lab::Lab;
pub use program::{Mismatch, Program};
pub use select::{NoClaim, select};
