//! A waker that one task leaves for others.

use engine::verb;
use engine::{Operation, Shared, State};
use futures::task::Waker;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use unstable::Made;

/// As `futures::task::AtomicWaker`.
pub struct AtomicWaker {
    left: Shared<Left>,
    waker: Mutex<Option<Waker>>,
}

/// Stands for the waker that was left.
#[derive(Clone)]
struct Left(Option<u64>);

impl State for Left {
    fn digest(&self) -> u64 {
        engine::digest(self.0)
    }
}

impl AtomicWaker {
    /// As `futures::task::AtomicWaker::new`.
    #[track_caller]
    pub const fn new() -> AtomicWaker {
        unstable::made(AtomicWaker { left: Shared::new("waker", Left(None)), waker: Mutex::new(None) })
    }

    /// As `futures::task::AtomicWaker::register`.
    #[track_caller]
    pub fn register(&self, waker: &Waker) {
        let waker = waker.clone();
        let before = self.left.operate(Operation::new(verb::ASKED_TO_BE_NOTIFIED), |left| {
            left.0 = Some(engine::token());
            (self.put(Some(waker)), 0)
        });
        drop(before);
    }

    /// As `futures::task::AtomicWaker::wake`.
    #[track_caller]
    pub fn wake(&self) {
        if let Some(waker) = self.take() {
            waker.wake();
        }
    }

    /// As `futures::task::AtomicWaker::take`.
    #[track_caller]
    pub fn take(&self) -> Option<Waker> {
        self.left.operate(Operation::new(verb::NOTIFIED), |left| match left.0.take() {
            // What is there was left in an execution before.
            None => (None, 0),
            Some(token) => (self.put(None), engine::digest(token)),
        })
    }

    fn put(&self, waker: Option<Waker>) -> Option<Waker> {
        std::mem::replace(&mut *self.waker.lock().unwrap_or_else(PoisonError::into_inner), waker)
    }
}

impl Made for AtomicWaker {
    fn made(self) -> Self {
        self.left.register();
        self
    }
}

impl Default for AtomicWaker {
    #[track_caller]
    fn default() -> AtomicWaker {
        AtomicWaker::new()
    }
}

impl fmt::Debug for AtomicWaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AtomicWaker")
    }
}
