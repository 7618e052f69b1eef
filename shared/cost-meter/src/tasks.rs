//! Tasks on the runtime that `trpl::run` makes: the usual one, with a worker for each processor.

use std::future::Future;
use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::runtime::{Builder, Runtime};

use crate::processor;

/// Where tasks run.
#[derive(Clone)]
pub struct Tasks(Arc<Runtime>);

impl Tasks {
    /// Its workers inherit the processors that this thread may use.
    pub fn new() -> io::Result<Tasks> {
        Ok(Tasks(Arc::new(Runtime::new()?)))
    }

    /// On a worker for each of these processors, which stays there where that can be had.
    pub fn on_processors(numbers: Range<usize>) -> io::Result<Tasks> {
        let count = numbers.len();
        let next = AtomicUsize::new(numbers.start);
        let place = move || processor::stay_on(next.fetch_add(1, Ordering::Relaxed));
        let mut builder = Builder::new_multi_thread();
        let runtime = builder.worker_threads(count).enable_all().on_thread_start(place).build()?;
        Ok(Tasks(Arc::new(runtime)))
    }

    /// Runs a future as a task, so on a worker, and waits for its end.
    pub fn in_a_task<T: Send + 'static>(
        &self,
        future: impl Future<Output = T> + Send + 'static,
    ) -> io::Result<T> {
        Ok(self.0.block_on(self.0.spawn(future))?)
    }

    /// Runs a future as the body of `trpl::run` is run: on this thread, which is no worker.
    pub fn in_the_body<T>(&self, future: impl Future<Output = T>) -> T {
        self.0.block_on(future)
    }

    pub fn runtime(&self) -> &Runtime {
        &self.0
    }
}
