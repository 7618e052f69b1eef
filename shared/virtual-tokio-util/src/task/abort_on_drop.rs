//! Stopping a task when something is dropped.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use virtual_tokio::task::{AbortHandle, JoinError, JoinHandle};

/// Waits for a task's output, and stops the task when it is dropped.
#[must_use = "Dropping the handle aborts the task immediately"]
pub struct AbortOnDropHandle<T> {
    /// `None` once it is detached.
    handle: Option<JoinHandle<T>>,
}

impl<T> AbortOnDropHandle<T> {
    /// For a task.
    pub fn new(handle: JoinHandle<T>) -> AbortOnDropHandle<T> {
        AbortOnDropHandle { handle: Some(handle) }
    }

    fn handle(&self) -> &JoinHandle<T> {
        self.handle.as_ref().expect("it is detached once")
    }

    /// Stops the task where it next waits, unless it has ended by then.
    #[track_caller]
    pub fn abort(&self) {
        self.handle().abort();
    }

    /// Whether the task has ended.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.handle().is_finished()
    }

    /// Something else that can stop the task.
    pub fn abort_handle(&self) -> AbortHandle {
        self.handle().abort_handle()
    }

    /// Lets the task go on.
    ///
    /// # Panics
    /// Never: it is detached once.
    pub fn detach(mut self) -> JoinHandle<T> {
        self.handle.take().expect("it is detached once")
    }
}

impl<T> Future for AbortOnDropHandle<T> {
    type Output = Result<T, JoinError>;

    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(self.handle.as_mut().expect("it is detached once")).poll(cx)
    }
}

impl<T> Drop for AbortOnDropHandle<T> {
    fn drop(&mut self) {
        if let Some(handle) = &self.handle {
            handle.abort();
        }
    }
}

impl<T> AsRef<JoinHandle<T>> for AbortOnDropHandle<T> {
    fn as_ref(&self) -> &JoinHandle<T> {
        self.handle()
    }
}

impl<T> fmt::Debug for AbortOnDropHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortOnDropHandle").field("id", &self.handle().id()).finish()
    }
}
