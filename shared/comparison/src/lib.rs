//! Two listings side by side, such as a thread and a task that do the same job: their code, with the lines that
//! correspond on one row, what they print, and what happens in a run.
//!
//! It gets a [`Comparison`] and gives text, for a terminal ([`Comparison::text`]), or a page ([`Comparison::page`]). It
//! knows nothing of how the runs came about.

mod alignment;
mod block;
mod code;
mod comparison;
mod likeness;
mod line;
mod page;
mod source;
mod syntax;
mod text;
mod words;

pub use comparison::{Comparison, Found, Listed, Run, Side};
pub use page::STYLE;
