//! What the explorer knows of `std`, `tokio`, `futures` and `trpl`, as `shared/KNOWN.md` lists it, and what can take the place of what
//! it does not know. That page is made from the sources of the models by a test of this crate.

mod instead;
mod known;

pub use instead::{instead_of, instead_of_crate};
pub use known::Known;
