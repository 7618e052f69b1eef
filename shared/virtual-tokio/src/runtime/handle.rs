//! Something to reach a runtime by.

use crate::runtime::{Scheduler, context};
use crate::task::coop::Budget;
use crate::task::{JoinHandle, drive_here};
use engine::Site;
use std::error::Error;
use std::fmt;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

/// Something to reach a runtime by.
#[derive(Clone, Debug)]
pub struct Handle {
    pub(crate) scheduler: Arc<Scheduler>,
}

/// Whether a runtime's tasks run on one thread or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuntimeFlavor {
    CurrentThread,
    MultiThread,
}

/// The runtime is current as long as this lives.
#[derive(Debug)]
#[must_use = "Creating and dropping a guard does nothing"]
pub struct EnterGuard<'a> {
    // Its end needs nothing of the handle, which may be moved before.
    _entered: Entered,
    of: PhantomData<(&'a Handle, *const ())>,
}

/// So many runtimes are entered since.
#[derive(Debug)]
struct Entered(usize);

/// There is no current runtime.
#[derive(Debug)]
pub struct TryCurrentError(());

impl Handle {
    pub(crate) fn new(scheduler: Arc<Scheduler>) -> Handle {
        Handle { scheduler }
    }

    /// The current runtime.
    ///
    /// # Panics
    /// Outside of any.
    #[track_caller]
    pub fn current() -> Handle {
        Handle::new(context::current())
    }

    /// The current runtime.
    ///
    /// # Errors
    /// Outside of any.
    pub fn try_current() -> Result<Handle, TryCurrentError> {
        context::try_current().map(Handle::new).ok_or(TryCurrentError(()))
    }

    /// Starts a task.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        Arc::clone(&self.scheduler).spawn(future)
    }

    /// Calls a function that may block, as a task.
    #[track_caller]
    pub fn spawn_blocking<F, T>(&self, function: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        Arc::clone(&self.scheduler).spawn_blocking(function)
    }

    /// Polls a future on this thread until it is ready.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.block_on_at(future, Location::caller())
    }

    /// The same on behalf of a line.
    #[doc(hidden)]
    #[track_caller]
    pub fn block_on_at<F: Future>(&self, future: F, site: Site) -> F::Output {
        let _driving = context::drive(Arc::clone(&self.scheduler), self.scheduler.driver().is_none());
        drive_here(future, Budget::FULL, site)
    }

    /// Whether its tasks run on one thread or several.
    pub fn runtime_flavor(&self) -> RuntimeFlavor {
        match self.scheduler.driver() {
            Some(_) => RuntimeFlavor::CurrentThread,
            None => RuntimeFlavor::MultiThread,
        }
    }

    /// What the runtime is called, if that was said.
    pub fn name(&self) -> Option<&str> {
        self.scheduler.name.as_deref()
    }

    /// Makes this the current runtime for a while.
    pub fn enter(&self) -> EnterGuard<'_> {
        context::enter(Arc::clone(&self.scheduler));
        EnterGuard { _entered: Entered(context::depth()), of: PhantomData }
    }
}

impl TryCurrentError {
    /// Always.
    pub fn is_missing_context(&self) -> bool {
        true
    }

    /// Never.
    pub fn is_thread_local_destroyed(&self) -> bool {
        false
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        if context::depth() != self.0 {
            assert!(
                std::thread::panicking(),
                "`EnterGuard` values dropped out of order. Guards returned by `tokio::runtime::Handle::enter()` must be \
                 dropped in the reverse order as they were acquired."
            );
            return;
        }
        context::leave();
    }
}

impl fmt::Display for TryCurrentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(context::MISSING)
    }
}

impl Error for TryCurrentError {}
