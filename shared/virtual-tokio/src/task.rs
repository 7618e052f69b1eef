//! Async tasks.

pub mod coop;
mod driver;
mod ended;
mod inbox;
mod join_error;
mod join_handle;
mod task_local;
mod yield_now;

#[doc(inline)]
pub use coop::{Unconstrained, consume_budget, unconstrained};
pub(crate) use driver::{call, caught, drive, drive_here};
pub(crate) use ended::Ended;
pub(crate) use inbox::Inbox;
pub use join_error::{Id, JoinError};
pub use join_handle::{AbortHandle, JoinHandle};
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
