//! Async tasks.

pub mod coop;
mod driver;
mod ended;
mod id;
mod inbox;
mod join_error;
mod join_handle;
pub mod join_set;
mod local_set;
mod outcome;
mod task_local;
mod yield_now;

#[doc(inline)]
pub use coop::{Unconstrained, consume_budget, unconstrained};
pub(crate) use driver::{Kept, call, caught, drive, drive_here};
pub(crate) use ended::Ended;
pub use id::{Id, id, try_id};
pub(crate) use inbox::Inbox;
pub use join_error::JoinError;
pub use join_handle::{AbortHandle, JoinHandle};
pub use join_set::JoinSet;
pub use local_set::{LocalEnterGuard, LocalSet, spawn_local};
pub(crate) use outcome::{Outcome, Stops};
pub use task_local::{AccessError, LocalKey};
pub use yield_now::yield_now;

/// Futures that have names.
pub mod futures {
    pub use super::task_local::TaskLocalFuture;
}

use crate::runtime::Handle;

/// Starts a task on the current runtime.
///
/// # Panics
/// Outside of any runtime.
#[track_caller]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    Handle::current().spawn(future)
}

/// Calls a function that may block, as a task of the current runtime.
///
/// # Panics
/// Outside of any runtime.
#[track_caller]
pub fn spawn_blocking<F, T>(function: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    Handle::current().spawn_blocking(function)
}

/// Calls a function that may block, while other tasks of the thread go on elsewhere.
///
/// # Panics
/// On a runtime whose tasks run on one thread, or within a [`LocalSet`].
#[track_caller]
pub fn block_in_place<F: FnOnce() -> R, R>(function: F) -> R {
    crate::runtime::context::block_in_place(function)
}
