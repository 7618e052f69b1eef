//! The place of a waker that is not ours.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;

/// The place of a waker that is not ours. To clone it, to wake it and to drop it may each be an operation of the program's.
#[derive(Debug)]
pub(super) struct Slot {
    held: Mutex<Held>,
    /// What the task knew that keeps it.
    token: u64,
}

#[derive(Debug, Default)]
enum Held {
    /// It is still being cloned.
    #[default]
    Nothing,
    Waker(Waker),
    /// It was woken.
    Woken,
}

impl Slot {
    pub fn new() -> Arc<Slot> {
        Arc::new(Slot { held: Mutex::default(), token: engine::token() })
    }

    /// Puts a clone of a waker there; if it was woken meanwhile, it is at once.
    pub fn fill(&self, waker: &Waker) {
        let waker = waker.clone();
        let mut held = self.held();
        if let Held::Woken = *held {
            drop(held);
            return engine::later(self.token, || waker.wake());
        }
        *held = Held::Waker(waker);
    }

    pub fn wake(&self) {
        if let Held::Waker(waker) = std::mem::replace(&mut *self.held(), Held::Woken) {
            waker.wake();
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let Held::Waker(waker) = std::mem::take(&mut *self.held()) else { return };
        if engine::execution().is_none() {
            // Like all that is left when an execution ends.
            return std::mem::forget(waker);
        }
        engine::later(self.token, || drop(waker));
    }
}
