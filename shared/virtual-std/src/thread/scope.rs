//! Threads that borrow.

use crate::thread::builder::Builder;
use crate::thread::handle::Joiner;
use crate::thread::{Result, Thread};
use ::std::fmt;
use ::std::marker::PhantomData;
use ::std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use ::std::sync::Arc;
use engine::verb;
use engine::{Keeper, Operation, Shared, Site, State, Wait};

/// As `std::thread::Scope`.
pub struct Scope<'scope, 'env: 'scope> {
    pub(crate) data: Arc<ScopeData>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

/// As `std::thread::ScopedJoinHandle`.
pub struct ScopedJoinHandle<'scope, T>(pub(crate) Joiner<'scope, T>);

pub(crate) struct ScopeData {
    threads: Shared<Threads>,
}

#[derive(Clone, Default)]
struct Threads {
    running: usize,
    /// How many panicked and have not been joined.
    panicked: usize,
    /// Stands for what those that are done have written, in whatever order they ended.
    written: u64,
}

impl State for Threads {
    fn digest(&self) -> u64 {
        engine::digest((self.running, self.panicked, self.written))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        format!("{} waits at line {} for the threads of its scope to end", wait.task, wait.line)
    }

    fn keepers(&self, _awaited: &str, _made: Site) -> Vec<Keeper> {
        vec![Keeper::Task(None)]
    }
}

/// A thread of a scope.
pub(crate) struct Member {
    data: Arc<ScopeData>,
    /// It may have borrowed something that it alone writes, which others can look at when the scope has ended.
    writes: bool,
}

impl Member {
    /// A thread that runs an `F`.
    pub fn new<F>(data: &Arc<ScopeData>) -> Member {
        data.threads.update(|threads| threads.running += 1);
        Member { data: Arc::clone(data), writes: !unstable::is_copy::<F>() }
    }

    /// Somebody has heard of its panic.
    pub fn forgive(&self) {
        self.data.threads.update(|threads| threads.panicked -= 1);
    }

    /// It is done with what it borrowed.
    pub fn finish(&self, panicked: bool) {
        let written = if self.writes { engine::token() } else { 0 };
        let threads = &self.data.threads;
        // The scope's owner can only wait for it.
        let operation = Operation::new(verb::LEFT_THE_SCOPE).at(threads.made()).alone(true).relaxed();
        threads.operate(operation, |state| {
            threads.hand_on_for_good();
            engine::turn_out(Some(verb::COUNTED_ITSELF_OUT_OF_THE_SCOPE), None);
            state.running -= 1;
            state.panicked += usize::from(panicked);
            state.written = state.written.wrapping_add(written);
            ((), 0)
        });
    }
}

/// As `std::thread::scope`.
#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let data = Arc::new(ScopeData { threads: Shared::new("scope", Threads::default()).registered() });
    let scope = Scope { data, scope: PhantomData, env: PhantomData };
    let result = catch_unwind(AssertUnwindSafe(|| f(&scope)));
    let operation = Operation::new(verb::LEFT_THE_SCOPE)
        .when("its scope's threads", |threads: &Threads| threads.running == 0)
        .alone(true)
        .acquires();
    let panicked = scope.data.threads.operate(operation, |threads| {
        engine::turn_out(Some(verb::SAW_THE_THREADS_END_OF), None);
        (threads.panicked > 0, engine::digest((threads.panicked > 0, threads.written)))
    });
    match result {
        Err(payload) => resume_unwind(payload),
        Ok(_) if panicked => panic!("a scoped thread panicked"),
        Ok(result) => result,
    }
}

impl<'scope, 'env> Scope<'scope, 'env> {
    /// As `std::thread::Scope::spawn`.
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        Builder::new().spawn_scoped(self, f).expect("failed to spawn thread")
    }
}

impl<T> ScopedJoinHandle<'_, T> {
    /// As `std::thread::ScopedJoinHandle::join`.
    ///
    /// # Errors
    /// The payload of the thread's panic.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        self.0.join()
    }

    /// As `std::thread::ScopedJoinHandle::thread`.
    pub fn thread(&self) -> &Thread {
        &self.0.thread
    }

    /// As `std::thread::ScopedJoinHandle::is_finished`.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.0.is_finished()
    }
}

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (running, panicked) = self.data.threads.look(|threads| (threads.running, threads.panicked > 0));
        f.debug_struct("Scope")
            .field("num_running_threads", &running)
            .field("a_thread_panicked", &panicked)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}
