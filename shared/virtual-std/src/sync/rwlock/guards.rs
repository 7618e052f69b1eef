//! What a `RwLock` gives out.

use super::holders::Holders;
use crate::data::{Read, Written, fingerprint};
use ::std::fmt;
use ::std::ops::{Deref, DerefMut};
use engine::verb;
use engine::{Operation, Shared, Site};

/// As `std::sync::RwLockReadGuard`.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    pub(super) lock: &'a Shared<Holders>,
    pub(super) data: Option<Read<'a, T>>,
    pub(super) site: Site,
}

/// As `std::sync::RwLockWriteGuard`.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    pub(super) lock: &'a Shared<Holders>,
    pub(super) data: Option<Written<'a, T>>,
    pub(super) site: Site,
    pub(super) panicking: bool,
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// As `std::sync::RwLockWriteGuard::downgrade`.
    #[track_caller]
    pub fn downgrade(mut s: Self) -> RwLockReadGuard<'a, T> {
        let operation = Operation::new(verb::WENT_ON_AS_A_READER_OF).releases();
        let (token, site) = (s.token(), operation.site());
        let data = s.data.take().map(Written::downgrade);
        s.lock.operate(operation, |lock| {
            lock.downgrade(site);
            lock.token = token;
            ((), 0)
        });
        RwLockReadGuard { lock: s.lock, data, site }
    }

    /// Stands for the data.
    fn token(&self) -> u64 {
        self.data.as_deref().and_then(fingerprint).unwrap_or_else(engine::token)
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data.as_ref().expect("a guard has its lock's data")
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data.as_ref().expect("a guard has its lock's data")
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.data.as_mut().expect("a guard has its lock's data")
    }
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        // Before others can run: one of them may take the lock.
        self.data = None;
        // Who reads with it may come to know what was done before it, or not.
        let alone = !self.lock.is_peeked() && !engine::is_weak();
        let operation = Operation::new(verb::UNLOCKED).at(self.site).reads().alone(alone).releases();
        let waited_for = self.lock.operate(operation, |lock| {
            let waited_for = lock.is_waited_for();
            lock.stop_reading();
            (waited_for, 0)
        });
        if waited_for {
            // Who wakes somebody does not commute with those who read, as who only reads does.
            self.lock.update(|_| ());
        }
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        if self.data.is_none() {
            // It went on as a reader.
            return;
        }
        let token = self.token();
        self.data = None;
        let poisons = !self.panicking && ::std::thread::panicking();
        let operation = Operation::new(verb::UNLOCKED).at(self.site).alone(!self.lock.is_peeked()).releases();
        self.lock.operate(operation, |lock| {
            lock.stop_writing();
            lock.token = token;
            lock.poisoned |= poisons;
            ((), 0)
        });
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
