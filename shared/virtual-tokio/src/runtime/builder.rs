//! Making a runtime to measure.

use crate::runtime::Runtime;
use std::fmt;
use std::io;
use std::panic::Location;
use std::time::Duration;

/// Makes a runtime to measure.
pub struct Builder {
    kind: Kind,
    workers: Option<usize>,
    blocking: usize,
    name: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    CurrentThread,
    MultiThread,
}

/// How many functions that block are called at the same time; tokio's number.
const MOST_BLOCKING: usize = 512;

impl Builder {
    fn new(kind: Kind) -> Builder {
        Builder { kind, workers: None, blocking: MOST_BLOCKING, name: None }
    }

    /// For a runtime with several workers.
    pub fn new_multi_thread() -> Builder {
        Builder::new(Kind::MultiThread)
    }

    /// For a runtime whose tasks run on the thread that waits for a future.
    pub fn new_current_thread() -> Builder {
        Builder::new(Kind::CurrentThread)
    }

    /// The number of workers. More than one are as many as there are tasks.
    ///
    /// # Panics
    /// When it is 0.
    #[track_caller]
    pub fn worker_threads(&mut self, workers: usize) -> &mut Self {
        assert!(workers > 0, "Worker threads cannot be set to 0");
        self.workers = Some(workers);
        self
    }

    /// How many functions that block are called at the same time, at most.
    ///
    /// # Panics
    /// When it is 0.
    #[track_caller]
    pub fn max_blocking_threads(&mut self, most: usize) -> &mut Self {
        assert!(most > 0, "Max blocking threads cannot be set to 0");
        self.blocking = most;
        self
    }

    /// What the runtime is called.
    ///
    /// # Panics
    /// When that is nothing.
    #[track_caller]
    pub fn name(&mut self, name: impl Into<String>) -> &mut Self {
        let name = name.into();
        assert!(!name.trim().is_empty(), "runtime name shouldn't be empty");
        self.name = Some(name);
        self
    }

    /// Called on each thread that the runtime starts, which are not told apart here.
    pub fn on_thread_start<F: Fn() + Send + Sync + 'static>(&mut self, _: F) -> &mut Self {
        engine::refuse("`tokio::runtime::Builder::on_thread_start` is not modelled by the explorer")
    }

    /// Called on each thread that the runtime started, which are not told apart here.
    pub fn on_thread_stop<F: Fn() + Send + Sync + 'static>(&mut self, _: F) -> &mut Self {
        engine::refuse("`tokio::runtime::Builder::on_thread_stop` is not modelled by the explorer")
    }

    /// All there is.
    pub fn enable_all(&mut self) -> &mut Self {
        self
    }

    /// The clock, which is always there.
    pub fn enable_time(&mut self) -> &mut Self {
        self
    }

    /// What nobody can use here.
    pub fn enable_io(&mut self) -> &mut Self {
        self
    }

    /// How large a thread's stack is, which makes no difference here.
    pub fn thread_stack_size(&mut self, _: usize) -> &mut Self {
        self
    }

    /// How long a thread waits for more to do, which makes no difference here.
    pub fn thread_keep_alive(&mut self, _: Duration) -> &mut Self {
        self
    }

    /// The runtime.
    ///
    /// # Errors
    /// None; it is tokio's signature.
    #[track_caller]
    pub fn build(&mut self) -> io::Result<Runtime> {
        if self.kind == Kind::CurrentThread {
            engine::refuse("`tokio::runtime::Builder::new_current_thread` is not modelled by the explorer");
        }
        if self.workers == Some(1) {
            engine::not_followed(
                "a `tokio` runtime with only one worker thread, where fewer orders are possible",
            );
        }
        Ok(Runtime::with(self.workers, Location::caller()))
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("worker_threads", &self.workers).finish_non_exhaustive()
    }
}
