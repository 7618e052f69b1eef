//! Random concurrent programs, and what everybody says that they can print.

pub mod check;
pub mod generator;
pub mod interpreter;
#[path = "../program/language.rs"]
pub mod language;
mod random;
pub mod rust;
pub mod seen;
pub mod shrink;
pub mod tally;
#[path = "../program/verb.rs"]
mod verb;
pub mod walked;
pub mod worlds;
