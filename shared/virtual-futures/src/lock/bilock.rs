//! A lock that two share, for the halves of what is split.

use super::guards::MutexGuard;
use super::mutex::Mutex;
use engine::Site;
use std::fmt;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

/// One of two that share something.
pub(crate) struct BiLock<T> {
    mutex: Arc<Mutex<Pin<Box<T>>>>,
    /// Where it waits.
    place: Option<usize>,
    site: Site,
}

/// It has what is shared.
pub(crate) struct BiLockGuard<'a, T>(MutexGuard<'a, Pin<Box<T>>>);

impl<T> BiLock<T> {
    /// Both halves.
    #[track_caller]
    pub fn new(shared: T) -> (BiLock<T>, BiLock<T>) {
        let mutex = Arc::new(Mutex::new(Box::pin(shared)));
        let half = |mutex| BiLock { mutex, place: None, site: Location::caller() };
        (half(Arc::clone(&mutex)), half(mutex))
    }

    pub fn poll_lock(&mut self, cx: &Context<'_>) -> Poll<BiLockGuard<'_, T>> {
        ready!(self.mutex.poll_hold(cx, &mut self.place, self.site));
        Poll::Ready(BiLockGuard(self.mutex.guard(self.site)))
    }

    pub fn is_pair_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.mutex, &other.mutex)
    }

    /// What both shared, if they are a pair.
    pub fn reunite(self, other: Self) -> Result<T, (Self, Self)>
    where
        T: Unpin,
    {
        if !self.is_pair_of(&other) {
            return Err((self, other));
        }
        let mutex = Arc::clone(&self.mutex);
        drop((self, other));
        let mutex = Arc::into_inner(mutex).expect("nobody else has it");
        Ok(*Pin::into_inner(mutex.into_inner()))
    }
}

impl<T> BiLockGuard<'_, T> {
    pub fn as_pin_mut(&mut self) -> Pin<&mut T> {
        self.0.as_mut()
    }
}

impl<T> Drop for BiLock<T> {
    fn drop(&mut self) {
        self.mutex.give_up(self.place, self.site);
    }
}

impl<T> fmt::Debug for BiLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BiLock").finish_non_exhaustive()
    }
}
