//! Making a runtime to measure.

use crate::runtime::Runtime;
use crate::runtime::current_thread::Intervals;
use std::fmt;
use std::io;
use std::panic::Location;
use std::time::Duration;

/// Makes a runtime to measure.
pub struct Builder {
    config: Config,
}

/// What a runtime is like.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub flavor: Flavor,
    /// As many as the machine has processors if nobody says.
    pub workers: Option<usize>,
    pub blocking: usize,
    pub intervals: Intervals,
    /// Its clock stands still from the beginning.
    pub paused: bool,
    /// Whether there are timers.
    pub timed: bool,
    pub name: Option<String>,
}

/// Where a runtime's tasks run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavor {
    CurrentThread,
    MultiThread,
}

/// How many functions that block are called at the same time; tokio's number.
const MOST_BLOCKING: usize = 512;

impl Builder {
    fn new(flavor: Flavor) -> Builder {
        let intervals = Intervals { others: 31, events: 61 };
        let config = Config {
            flavor,
            workers: None,
            blocking: MOST_BLOCKING,
            intervals,
            paused: false,
            timed: false,
            name: None,
        };
        Builder { config }
    }

    /// For a runtime with several workers.
    pub fn new_multi_thread() -> Builder {
        Builder::new(Flavor::MultiThread)
    }

    /// For a runtime whose tasks run on the thread that waits for a future.
    pub fn new_current_thread() -> Builder {
        Builder::new(Flavor::CurrentThread)
    }

    /// The number of workers. More than one are as many as there are tasks.
    ///
    /// # Panics
    /// When it is 0.
    #[track_caller]
    pub fn worker_threads(&mut self, workers: usize) -> &mut Self {
        assert!(workers > 0, "Worker threads cannot be set to 0");
        self.config.workers = Some(workers);
        self
    }

    /// How many functions that block are called at the same time, at most.
    ///
    /// # Panics
    /// When it is 0.
    #[track_caller]
    pub fn max_blocking_threads(&mut self, most: usize) -> &mut Self {
        assert!(most > 0, "Max blocking threads cannot be set to 0");
        self.config.blocking = most;
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
        self.config.name = Some(name);
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
        self.enable_io().enable_time()
    }

    /// Timers: without them nothing can sleep.
    pub fn enable_time(&mut self) -> &mut Self {
        self.config.timed = true;
        self
    }

    /// What nobody can use here.
    pub fn enable_io(&mut self) -> &mut Self {
        self
    }

    /// Whether the clock stands still from the beginning.
    pub fn start_paused(&mut self, paused: bool) -> &mut Self {
        self.config.paused = paused;
        self
    }

    /// After how many tasks those come first that other threads woke.
    ///
    /// # Panics
    /// When it is 0.
    #[track_caller]
    pub fn global_queue_interval(&mut self, interval: u32) -> &mut Self {
        assert!(interval > 0, "global_queue_interval must be greater than 0");
        self.config.intervals.others = interval;
        self
    }

    /// After how many tasks timers are looked after.
    ///
    /// # Panics
    /// When it is 0.
    #[track_caller]
    pub fn event_interval(&mut self, interval: u32) -> &mut Self {
        assert!(interval > 0, "event_interval must be greater than 0");
        self.config.intervals.events = interval;
        self
    }

    /// What the runtime's threads are called, which are not told apart here.
    pub fn thread_name(&mut self, name: impl Into<String>) -> &mut Self {
        let _ = name.into();
        engine::not_followed("a `tokio` runtime gives its threads a name");
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
        let Config { flavor, workers, paused, .. } = self.config;
        if flavor == Flavor::MultiThread && workers == Some(1) {
            engine::not_followed(
                "a `tokio` runtime has only one worker thread, where fewer orders are possible",
            );
        }
        assert!(
            !paused || flavor == Flavor::CurrentThread,
            "`time::pause()` requires the `current_thread` Tokio runtime. \
             This is the default Runtime used by `#[tokio::test]."
        );
        Ok(Runtime::with(self.config.clone(), Location::caller()))
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("worker_threads", &self.config.workers).finish_non_exhaustive()
    }
}
