//! What is wrong with a program, shown in its text, with what to change.
//!
//! The explorer proposes changes; here each is tried: the program is changed so, in a file of its own, and explored within the
//! same bounds. Only one with which the trouble is gone is told.

mod gone;
mod hint;
mod hospital;
mod polled;
mod shown;

pub use hint::{Hint, Tried};
pub use hospital::Hospital;
