//! Spawning and joining.

use crate::thread::builder::{Builder, Packet, start};
use crate::thread::{Result, Thread};
use ::std::fmt;
use ::std::marker::PhantomData;
use ::std::mem::needs_drop;
use ::std::sync::Arc;
use engine::verb;
use engine::{Keeper, Operation, Shared, Site, State, TaskId, Wait};

/// As `std::thread::JoinHandle`.
pub struct JoinHandle<T>(Joiner<'static, T>, PhantomData<::std::thread::JoinHandle<T>>);

/// What both kinds of handles are made of.
pub(crate) struct Joiner<'scope, T> {
    pub thread: Thread,
    /// `None` once it was joined.
    pub packet: Option<Arc<Packet<'scope, T>>>,
    pub end: Arc<Shared<Ended>>,
}

/// Whether a thread has ended.
#[derive(Clone, Default)]
pub(crate) struct Ended {
    pub child: Option<TaskId>,
    /// The thread has left its result to the handle, if there is one; its thread-locals are still there.
    pub left: bool,
    pub done: bool,
    /// The handle is gone.
    pub detached: bool,
    /// Stands for what it returned.
    pub token: u64,
}

impl State for Ended {
    fn digest(&self) -> u64 {
        engine::digest((self.left, self.done, self.detached, self.token))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let child = self.child.map_or_else(String::new, wait.name_of);
        format!("{} waits at line {} for {child} to end", wait.task, wait.line)
    }

    fn keepers(&self, _awaited: &str, _made: Site) -> Vec<Keeper> {
        vec![Keeper::Task(self.child)]
    }
}

/// As `std::thread::spawn`.
#[track_caller]
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    JoinHandle::new(start(Builder::new(), None, Box::new(f)))
}

impl<T> Joiner<'_, T> {
    /// Forgets how long what its thread borrows lasts.
    ///
    /// # Safety
    /// The thread must have ended before.
    #[expect(unsafe_code, reason = "the types differ in a lifetime only")]
    pub unsafe fn outlive(self) -> Joiner<'static, T> {
        // SAFETY: the caller's promise.
        unsafe { ::std::mem::transmute(self) }
    }

    #[track_caller]
    pub fn join(mut self) -> Result<T> {
        // Once it has ended nothing can change that any more.
        let operation =
            Operation::new(verb::JOINED).when("a thread", |end: &Ended| end.done).alone(true).relaxed();
        let child = self.end.operate(operation, |end| (end.child, end.token));
        if let Some(child) = child {
            engine::take_over_from(child);
        }
        match self.packet.take().and_then(|packet| packet.join()) {
            Some(result) => result,
            None => engine::refuse("a thread's result is gone before it was joined"),
        }
    }

    #[track_caller]
    pub fn is_finished(&self) -> bool {
        let operation = Operation::new(verb::ASKED_WHETHER_IT_HAS_ENDED).peeks().reads().relaxed();
        self.end.operate(operation, |end| (end.left, end.left.into()))
    }
}

impl<T> Drop for Joiner<'_, T> {
    fn drop(&mut self) {
        let Some(packet) = self.packet.take() else { return };
        let drops = needs_drop::<T>();
        if drops || self.end.is_peeked() {
            // Whoever is the last to let go of the result drops it.
            let last = self.end.look(|end| end.left);
            let mut operation = Operation::new(verb::LET_GO_OF).at(self.end.made()).alone(last).relaxed();
            if drops {
                operation = operation.peeks();
            }
            self.end.operate(operation, |end| {
                end.detached = true;
                ((), engine::digest(end.left.then_some(end.token)))
            });
        }
        drop(packet);
    }
}

impl<T> JoinHandle<T> {
    pub(crate) fn new(joiner: Joiner<'static, T>) -> JoinHandle<T> {
        JoinHandle(joiner, PhantomData)
    }

    /// As `std::thread::JoinHandle::join`.
    ///
    /// # Errors
    /// The payload of the thread's panic.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        self.0.join()
    }

    /// As `std::thread::JoinHandle::thread`.
    pub fn thread(&self) -> &Thread {
        &self.0.thread
    }

    /// As `std::thread::JoinHandle::is_finished`.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.0.is_finished()
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}
