//! The macros, and what they expand to.

mod join;
mod maybe_done;
mod pin;
mod select;
mod try_join;
mod turns;

/// For the macros.
#[doc(hidden)]
pub mod support {
    pub use super::maybe_done::MaybeDone;
    pub use super::turns::{Turns, rotation};
    pub use crate::polling::{Branch, selection};
    pub use crate::task::coop::poll_budget_available;
    pub use tokio_macros::select_priv_clean_pattern as clean_pattern;
}
