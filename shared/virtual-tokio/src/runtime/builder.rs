//! Making a runtime to measure.

use crate::runtime::Runtime;
use std::io;
use std::panic::Location;

/// Makes a runtime to measure.
#[derive(Debug)]
pub struct Builder {
    workers: Option<usize>,
}

impl Builder {
    /// For a runtime with several workers.
    pub fn new_multi_thread() -> Builder {
        Builder { workers: None }
    }

    /// Refused, as tasks interleave more freely here than on one thread.
    pub fn new_current_thread() -> Builder {
        engine::refuse("`tokio::runtime::Builder::new_current_thread` is not modelled by the explorer")
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

    /// All there is.
    pub fn enable_all(&mut self) -> &mut Self {
        self
    }

    /// The clock, which is always there.
    pub fn enable_time(&mut self) -> &mut Self {
        self
    }

    /// The runtime.
    ///
    /// # Errors
    /// None; it is tokio's signature.
    #[track_caller]
    pub fn build(&mut self) -> io::Result<Runtime> {
        if self.workers == Some(1) {
            engine::refuse("a `tokio` runtime with only one worker thread is not modelled by the explorer");
        }
        Ok(Runtime::with(self.workers, Location::caller()))
    }
}
