//! Holding a lock.

use super::mutex::Mutex;
use engine::Site;
use futures::lock as real;
use std::fmt;
use std::ops::{Deref, DerefMut};
use virtual_std::sync::Arc;

/// As `futures::lock::MutexGuard`.
pub struct MutexGuard<'a, T: ?Sized> {
    pub(super) data: real::MutexGuard<'a, T>,
    /// The data is free before the lock is.
    pub(super) unlocks: Unlocks<'a, T>,
}

/// As `futures::lock::MappedMutexGuard`.
pub struct MappedMutexGuard<'a, T: ?Sized, U: ?Sized> {
    data: real::MappedMutexGuard<'a, T, U>,
    pub(super) unlocks: Unlocks<'a, T>,
}

/// As `futures::lock::OwnedMutexGuard`.
pub struct OwnedMutexGuard<T: ?Sized> {
    /// `None` only while it is dropped.
    data: Option<real::OwnedMutexGuard<T>>,
    mutex: Arc<Mutex<T>>,
    site: Site,
}

/// Gives the lock back.
pub(super) struct Unlocks<'a, T: ?Sized> {
    pub mutex: &'a Mutex<T>,
    pub site: Site,
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// As `futures::lock::MutexGuard::map`.
    pub fn map<U: ?Sized, F>(this: Self, f: F) -> MappedMutexGuard<'a, T, U>
    where
        F: FnOnce(&mut T) -> &mut U,
    {
        MappedMutexGuard { data: real::MutexGuard::map(this.data, f), unlocks: this.unlocks }
    }
}

impl<'a, T: ?Sized, U: ?Sized> MappedMutexGuard<'a, T, U> {
    /// As `futures::lock::MappedMutexGuard::map`.
    pub fn map<V: ?Sized, F>(this: Self, f: F) -> MappedMutexGuard<'a, T, V>
    where
        F: FnOnce(&mut U) -> &mut V,
    {
        MappedMutexGuard { data: real::MappedMutexGuard::map(this.data, f), unlocks: this.unlocks }
    }
}

impl<T: ?Sized> OwnedMutexGuard<T> {
    pub(super) fn new(mutex: Arc<Mutex<T>>, site: Site) -> OwnedMutexGuard<T> {
        OwnedMutexGuard { data: mutex.data.try_lock_owned(), mutex, site }
    }
}

impl<T: ?Sized> Drop for Unlocks<'_, T> {
    fn drop(&mut self) {
        self.mutex.unlock(self.site);
    }
}

impl<T: ?Sized> Drop for OwnedMutexGuard<T> {
    fn drop(&mut self) {
        self.data = None;
        self.mutex.unlock(self.site);
    }
}

macro_rules! lends {
    ($([$($generics:tt)*] $guard:ty => $target:ty, |$this:ident| $data:expr, $mutex:expr;)*) => {$(
        impl<$($generics)*> Deref for $guard {
            type Target = $target;

            fn deref(&self) -> &$target {
                let $this = self;
                &*$data
            }
        }

        impl<$($generics)*> fmt::Debug for $guard
        where
            $target: fmt::Debug,
        {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let $this = self;
                let name = stringify!($guard).split('<').next().unwrap_or_default().trim();
                f.debug_struct(name).field("value", &&**self).field("mutex", &$mutex).finish()
            }
        }
    )*};
}

lends! {
    [T: ?Sized] MutexGuard<'_, T> => T, |this| this.data, this.unlocks.mutex;
    [T: ?Sized, U: ?Sized] MappedMutexGuard<'_, T, U> => U, |this| this.data, this.unlocks.mutex;
    [T: ?Sized] OwnedMutexGuard<T> => T, |this| this.data.as_ref().expect("it is only taken when dropped"), this.mutex;
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.data
    }
}

impl<T: ?Sized, U: ?Sized> DerefMut for MappedMutexGuard<'_, T, U> {
    fn deref_mut(&mut self) -> &mut U {
        &mut self.data
    }
}

impl<T: ?Sized> DerefMut for OwnedMutexGuard<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.data.as_mut().expect("it is only taken when dropped")
    }
}
