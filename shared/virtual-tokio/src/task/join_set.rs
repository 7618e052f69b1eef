//! Tasks that are waited for in the order in which they end.

mod ends;

use crate::runtime::Handle;
use crate::task::coop::unconstrained;
use crate::task::{AbortHandle, Id, JoinError, JoinHandle, LocalSet, spawn, spawn_blocking, spawn_local};
use ends::{Ends, Entry};
use std::collections::BTreeMap;
use std::fmt;
use std::future::poll_fn;
use std::panic::{Location, resume_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// Tasks that are waited for in the order in which they end, and stopped when this is dropped.
pub struct JoinSet<T> {
    tasks: BTreeMap<u64, JoinHandle<T>>,
    /// How many there ever were.
    count: u64,
    ends: Arc<Ends>,
}

impl<T> JoinSet<T> {
    /// No tasks.
    #[track_caller]
    pub fn new() -> JoinSet<T> {
        JoinSet { tasks: BTreeMap::new(), count: 0, ends: Arc::new(Ends::new(Location::caller())) }
    }

    /// How many tasks there are, also those that have ended and were not waited for yet.
    pub fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }
}

impl<T: 'static> JoinSet<T> {
    /// Starts a task on the current runtime.
    ///
    /// # Panics
    /// Outside of any runtime.
    #[track_caller]
    pub fn spawn<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        self.insert(spawn(task))
    }

    /// Starts a task on a runtime.
    #[track_caller]
    pub fn spawn_on<F>(&mut self, task: F, handle: &Handle) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        self.insert(handle.spawn(task))
    }

    /// Starts a task on this thread.
    ///
    /// # Panics
    /// Outside of any [`LocalSet`].
    #[track_caller]
    pub fn spawn_local<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T> + 'static,
    {
        self.insert(spawn_local(task))
    }

    /// Starts a task of a set.
    #[track_caller]
    pub fn spawn_local_on<F>(&mut self, task: F, local_set: &LocalSet) -> AbortHandle
    where
        F: Future<Output = T> + 'static,
    {
        self.insert(local_set.spawn_local(task))
    }

    /// Calls a function that may block, as a task of the current runtime.
    ///
    /// # Panics
    /// Outside of any runtime.
    #[track_caller]
    pub fn spawn_blocking<F>(&mut self, function: F) -> AbortHandle
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send,
    {
        self.insert(spawn_blocking(function))
    }

    /// Calls a function that may block, as a task of a runtime.
    #[track_caller]
    pub fn spawn_blocking_on<F>(&mut self, function: F, handle: &Handle) -> AbortHandle
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send,
    {
        self.insert(handle.spawn_blocking(function))
    }

    fn insert(&mut self, task: JoinHandle<T>) -> AbortHandle {
        let number = self.count;
        self.count += 1;
        let abort = task.abort_handle();
        self.ends.add(number);
        task.wake_at_end(&self.waker(number));
        self.tasks.insert(number, task);
        abort
    }

    fn waker(&self, number: u64) -> Waker {
        Waker::from(Arc::new(Entry::new(Arc::clone(&self.ends), number)))
    }

    /// Waits for a task to end, of those that have not been waited for yet; `None` if there is none.
    #[track_caller]
    pub fn join_next(&mut self) -> impl Future<Output = Option<Result<T, JoinError>>> {
        poll_fn(|cx| self.poll_join_next(cx))
    }

    /// The same, and which task it was.
    #[track_caller]
    pub fn join_next_with_id(&mut self) -> impl Future<Output = Option<Result<(Id, T), JoinError>>> {
        poll_fn(|cx| self.poll_join_next_with_id(cx))
    }

    /// A task that has ended already, and was not waited for yet.
    pub fn try_join_next(&mut self) -> Option<Result<T, JoinError>> {
        self.try_join_next_with_id().map(|ended| ended.map(|(_, output)| output))
    }

    /// The same, and which task it was.
    pub fn try_join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {
        loop {
            let number = self.ends.try_next()?;
            let waker = self.waker(number);
            let task = self.tasks.get_mut(&number)?;
            let id = task.id();
            let mut task = unconstrained(task);
            if let Poll::Ready(ended) = Pin::new(&mut task).poll(&mut Context::from_waker(&waker)) {
                self.tasks.remove(&number);
                return Some(ended.map(|output| (id, output)));
            }
        }
    }

    /// Stops all tasks and waits for that.
    pub async fn shutdown(&mut self) {
        self.abort_all();
        while self.join_next().await.is_some() {}
    }

    /// Waits for all tasks: what they give, in the order in which they end.
    ///
    /// # Panics
    /// When one of them panics or was stopped.
    pub async fn join_all(mut self) -> Vec<T> {
        let mut outputs = Vec::with_capacity(self.len());
        while let Some(ended) = self.join_next().await {
            match ended {
                Ok(output) => outputs.push(output),
                Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
                Err(error) => panic!("{error}"),
            }
        }
        outputs
    }

    /// Stops all tasks where they next wait.
    #[track_caller]
    pub fn abort_all(&mut self) {
        for number in self.ends.all() {
            if let Some(task) = self.tasks.get(&number) {
                task.abort();
            }
        }
    }

    /// Lets all tasks go on without being waited for.
    pub fn detach_all(&mut self) {
        if self.is_empty() {
            return;
        }
        for number in self.ends.drain() {
            self.tasks.remove(&number);
        }
    }

    /// Polls for a task to end.
    pub fn poll_join_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, JoinError>>> {
        self.poll_join_next_with_id(cx).map(|ended| ended.map(|ended| ended.map(|(_, output)| output)))
    }

    /// The same, and which task it was.
    pub fn poll_join_next_with_id(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<(Id, T), JoinError>>> {
        if self.is_empty() {
            return Poll::Ready(None);
        }
        let Poll::Ready(number) = self.ends.poll_next(cx) else { return Poll::Pending };
        let waker = self.waker(number);
        let Some(task) = self.tasks.get_mut(&number) else { return Poll::Pending };
        let id = task.id();
        if let Poll::Ready(ended) = Pin::new(task).poll(&mut Context::from_waker(&waker)) {
            self.tasks.remove(&number);
            return Poll::Ready(Some(ended.map(|output| (id, output))));
        }
        // It has ended, but the task that waits must let others go on first.
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl<T> Drop for JoinSet<T> {
    /// Stops all tasks where they next wait.
    fn drop(&mut self) {
        if self.is_empty() {
            return;
        }
        for number in self.ends.drain() {
            if let Some(task) = self.tasks.remove(&number) {
                task.abort();
            }
        }
    }
}

impl<T> Default for JoinSet<T> {
    #[track_caller]
    fn default() -> JoinSet<T> {
        JoinSet::new()
    }
}

impl<T, F> FromIterator<F> for JoinSet<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    fn from_iter<I: IntoIterator<Item = F>>(tasks: I) -> JoinSet<T> {
        let mut set = JoinSet::new();
        set.extend(tasks);
        set
    }
}

impl<T, F> Extend<F> for JoinSet<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    fn extend<I: IntoIterator<Item = F>>(&mut self, tasks: I) {
        for task in tasks {
            self.spawn(task);
        }
    }
}

impl<T> fmt::Debug for JoinSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinSet").field("len", &self.len()).finish()
    }
}
