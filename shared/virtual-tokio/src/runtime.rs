//! The runtime.

mod builder;
pub(crate) mod context;
mod current_thread;
mod driver;
mod handle;
mod scheduler;
mod workers;

pub use builder::Builder;
pub(crate) use builder::{Config, Flavor};
#[doc(hidden)]
pub use context::is_driving;
pub(crate) use driver::Key;
pub use handle::{EnterGuard, Handle, RuntimeFlavor, TryCurrentError};
pub(crate) use scheduler::Scheduler;
pub(crate) use workers::{Place, Workers};

use crate::task::JoinHandle;
use engine::Site;
use std::io;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::Arc;
use std::time::Duration;

/// Runs tasks, each of which may go on at any time.
#[derive(Debug)]
pub struct Runtime {
    handle: Handle,
    is_shut: bool,
}

impl Runtime {
    /// A runtime with several workers.
    ///
    /// # Errors
    /// None; it is tokio's signature.
    #[track_caller]
    pub fn new() -> io::Result<Runtime> {
        Builder::new_multi_thread().enable_all().build()
    }

    pub(crate) fn with(config: Config, site: Site) -> Runtime {
        Runtime { handle: Handle::new(Scheduler::new(config, site)), is_shut: false }
    }

    /// Starts a task.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        self.handle.spawn(future)
    }

    /// Calls a function that may block, as a task.
    #[track_caller]
    pub fn spawn_blocking<F, T>(&self, function: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        self.handle.spawn_blocking(function)
    }

    /// Polls a future on this thread until it is ready.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        Arc::clone(&self.handle.scheduler).block_on(future, Location::caller())
    }

    /// Makes this the current runtime for a while.
    pub fn enter(&self) -> EnterGuard<'_> {
        self.handle.enter()
    }

    /// Something to spawn with.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Stops all tasks where they next wait, and does not wait for that.
    pub fn shutdown_background(self) {
        self.shutdown_timeout(Duration::ZERO);
    }

    /// Stops all tasks where they next wait, and waits for that, but not longer than so long.
    ///
    /// # Panics
    /// Within a runtime, unless it does not wait at all.
    #[track_caller]
    pub fn shutdown_timeout(mut self, duration: Duration) {
        self.is_shut = true;
        self.handle.scheduler.shut_down_here();
        if !duration.is_zero() {
            may_wait();
        }
        self.handle.scheduler.shut_down_within(duration);
    }
}

impl Drop for Runtime {
    /// Stops all tasks where they next wait, and waits for that.
    #[track_caller]
    fn drop(&mut self) {
        if !self.is_shut {
            self.handle.scheduler.shut_down_here();
            may_wait();
            self.handle.scheduler.shut_down();
        }
    }
}

#[track_caller]
fn may_wait() {
    assert!(
        std::thread::panicking() || !context::is_driving(),
        "Cannot drop a runtime in a context where blocking is not allowed. \
         This happens when a runtime is dropped from within an asynchronous context."
    );
}

impl UnwindSafe for Runtime {}
impl RefUnwindSafe for Runtime {}
