//! What libraries beside this one need to poll futures and to be woken as it does.

mod branch;

pub use crate::waiter::{Waiter, poll_waiting, update_waiting};
pub use branch::Branch;

use crate::runtime::context;
use crate::task::drive_here;
use engine::{Selection, Site};
use std::panic::Location;
use std::task::Waker;

/// Begins to look which of several futures is ready, all of which may be [ours](Branch::is_ours).
#[track_caller]
pub fn selection(are_ours: bool) -> Selection {
    Selection::begin(are_ours, Location::caller())
}

/// Polls a future on this thread until it is ready, outside of any runtime.
pub fn block_on<F: Future>(future: F, site: Site) -> F::Output {
    drive_here(future, context::budget(), site)
}

/// Polls with a waker that does nothing but change objects, so that nobody notices when it is woken.
pub fn poll_with<R>(waker: &Waker, poll: impl FnOnce() -> R) -> R {
    context::poll_with(waker, context::budget(), poll)
}
