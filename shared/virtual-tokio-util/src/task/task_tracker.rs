//! Waiting until all of several tasks are over.

mod count;

use count::Count;
use engine::Site;
use pin_project_lite::pin_project;
use std::fmt;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use virtual_tokio::runtime::Handle;
use virtual_tokio::task::{JoinHandle, LocalSet, spawn, spawn_blocking, spawn_local};

/// Counts tasks. All clones are one.
pub struct TaskTracker {
    count: Arc<Count>,
}

/// Something that is counted as a task as long as it lives.
#[must_use]
#[derive(Debug)]
pub struct TaskTrackerToken {
    task_tracker: TaskTracker,
}

impl TaskTracker {
    /// No tasks.
    #[must_use]
    #[track_caller]
    pub fn new() -> TaskTracker {
        TaskTracker { count: Arc::new(Count::new()) }
    }

    /// Waits until it is closed and there are no tasks.
    #[track_caller]
    pub fn wait(&self) -> TaskTrackerWaitFuture<'_> {
        let site = Location::caller();
        let rounds = self.count.begin_to_wait(site);
        TaskTrackerWaitFuture { count: &self.count, rounds, key: None, site }
    }

    /// Has those go on who wait, as soon as there are no tasks; whether it was open.
    #[track_caller]
    pub fn close(&self) -> bool {
        self.count.set_closed(true, Location::caller())
    }

    /// Has those wait who do so from now on; whether it was closed.
    #[track_caller]
    pub fn reopen(&self) -> bool {
        self.count.set_closed(false, Location::caller())
    }

    /// Whether it is closed.
    #[must_use]
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        self.count.look(Location::caller()).0
    }

    /// How many tasks there are.
    #[must_use]
    #[track_caller]
    pub fn len(&self) -> usize {
        self.count.look(Location::caller()).1
    }

    /// Whether there is none.
    #[must_use]
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Starts a task on the current runtime.
    ///
    /// # Panics
    /// Outside of any runtime.
    #[track_caller]
    pub fn spawn<F>(&self, task: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        spawn(self.track_future(task))
    }

    /// Starts a task on a runtime.
    #[track_caller]
    pub fn spawn_on<F>(&self, task: F, handle: &Handle) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        handle.spawn(self.track_future(task))
    }

    /// Starts a task on this thread.
    ///
    /// # Panics
    /// Outside of any [`LocalSet`].
    #[track_caller]
    pub fn spawn_local<F>(&self, task: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: 'static> + 'static,
    {
        spawn_local(self.track_future(task))
    }

    /// Starts a task of a set.
    #[track_caller]
    pub fn spawn_local_on<F>(&self, task: F, local_set: &LocalSet) -> JoinHandle<F::Output>
    where
        F: Future<Output: 'static> + 'static,
    {
        local_set.spawn_local(self.track_future(task))
    }

    /// Calls a function that may block, as a task of the current runtime.
    ///
    /// # Panics
    /// Outside of any runtime.
    #[track_caller]
    pub fn spawn_blocking<F, T>(&self, task: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let token = self.token();
        spawn_blocking(move || {
            let output = task();
            drop(token);
            output
        })
    }

    /// A future that is counted as a task as long as it lives.
    #[track_caller]
    pub fn track_future<F: Future>(&self, future: F) -> TrackedFuture<F> {
        TrackedFuture { future, token: self.token() }
    }

    /// Something that is counted as a task as long as it lives.
    #[track_caller]
    pub fn token(&self) -> TaskTrackerToken {
        self.count.add(Location::caller());
        TaskTrackerToken { task_tracker: self.clone() }
    }

    /// Whether both are one.
    #[must_use]
    pub fn ptr_eq(left: &TaskTracker, right: &TaskTracker) -> bool {
        Arc::ptr_eq(&left.count, &right.count)
    }
}

impl TaskTrackerToken {
    /// Who counts it.
    #[must_use]
    pub fn task_tracker(&self) -> &TaskTracker {
        &self.task_tracker
    }
}

pin_project! {
    /// A future that is counted as a task as long as it lives.
    #[must_use = "futures do nothing unless polled"]
    pub struct TrackedFuture<F> {
        #[pin]
        future: F,
        token: TaskTrackerToken,
    }
}

pin_project! {
    /// Waits until a tracker is closed and there are no tasks.
    #[must_use = "futures do nothing unless polled"]
    #[project(!Unpin)]
    pub struct TaskTrackerWaitFuture<'a> {
        count: &'a Count,
        // How many times there had been none when it was made; `None` if there was none then.
        rounds: Option<u64>,
        key: Option<u64>,
        site: Site,
    }

    impl PinnedDrop for TaskTrackerWaitFuture<'_> {
        fn drop(this: Pin<&mut Self>) {
            if let Some(key) = this.key {
                this.count.wait_no_more(key);
            }
        }
    }
}

impl<F: Future> Future for TrackedFuture<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.project().future.poll(cx)
    }
}

impl Future for TaskTrackerWaitFuture<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        match *this.rounds {
            None => Poll::Ready(()),
            Some(rounds) => this.count.poll(cx, this.key, rounds, this.site),
        }
    }
}

impl Clone for TaskTracker {
    fn clone(&self) -> TaskTracker {
        TaskTracker { count: Arc::clone(&self.count) }
    }
}

impl Default for TaskTracker {
    #[track_caller]
    fn default() -> TaskTracker {
        TaskTracker::new()
    }
}

impl Clone for TaskTrackerToken {
    #[track_caller]
    fn clone(&self) -> TaskTrackerToken {
        self.task_tracker.token()
    }
}

impl Drop for TaskTrackerToken {
    fn drop(&mut self) {
        self.task_tracker.count.remove();
    }
}

impl fmt::Debug for TaskTracker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskTracker").finish_non_exhaustive()
    }
}

impl<F: fmt::Debug> fmt::Debug for TrackedFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrackedFuture").field("future", &self.future).finish_non_exhaustive()
    }
}

impl fmt::Debug for TaskTrackerWaitFuture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskTrackerWaitFuture").finish_non_exhaustive()
    }
}
