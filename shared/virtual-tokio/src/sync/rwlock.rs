//! A lock that one writer or many readers have.

use crate::sync::errors;
use crate::sync::permits::{Permits, Purpose};
use engine::Site;
use engine::verb;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync::Arc;
use tokio::sync as real;
use tokio::sync::TryLockError;

/// What a writer needs all of and a reader one of; tokio's number.
const READERS: usize = u32::MAX as usize >> 3;

/// A lock that one writer or many readers have, given in the order in which it was asked for.
pub struct RwLock<T: ?Sized> {
    permits: Permits,
    /// Only ever locked by who has permits.
    data: Arc<real::RwLock<T>>,
}

/// May read until it is dropped.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    lock: &'a RwLock<T>,
    data: Option<real::OwnedRwLockReadGuard<T>>,
    site: Site,
}

/// May write until it is dropped.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    lock: &'a RwLock<T>,
    data: Option<real::OwnedRwLockWriteGuard<T>>,
    site: Site,
}

impl<T> RwLock<T> {
    /// A lock that nobody has.
    #[track_caller]
    pub fn new(value: T) -> RwLock<T> {
        RwLock {
            permits: Permits::new::<T>(Purpose::Lock, READERS),
            data: Arc::new(real::RwLock::new(value)),
        }
    }

    /// What it guarded.
    ///
    /// # Panics
    /// When a guard was forgotten.
    #[track_caller]
    pub fn into_inner(self) -> T {
        self.permits.take_out();
        Arc::into_inner(self.data).expect("no guard is left").into_inner()
    }
}

impl<T: ?Sized> RwLock<T> {
    /// Waits until it may read.
    #[track_caller]
    pub fn read(&self) -> impl Future<Output = RwLockReadGuard<'_, T>> {
        let site = Location::caller();
        async move {
            // Nobody can close them.
            let _ = self.permits.acquire(verb::LOCKED, 1, site).await;
            self.read_guard(site)
        }
    }

    /// Waits until it may write.
    #[track_caller]
    pub fn write(&self) -> impl Future<Output = RwLockWriteGuard<'_, T>> {
        let site = Location::caller();
        async move {
            let _ = self.permits.acquire(verb::LOCKED, READERS, site).await;
            self.write_guard(site)
        }
    }

    /// Reads if nobody writes or waits to.
    ///
    /// # Errors
    /// When somebody does.
    #[track_caller]
    pub fn try_read(&self) -> Result<RwLockReadGuard<'_, T>, TryLockError> {
        let site = Location::caller();
        self.permits.try_acquire(1, site).map_err(|_| errors::try_lock_error())?;
        Ok(self.read_guard(site))
    }

    /// Writes if nobody has the lock.
    ///
    /// # Errors
    /// When somebody has it.
    #[track_caller]
    pub fn try_write(&self) -> Result<RwLockWriteGuard<'_, T>, TryLockError> {
        let site = Location::caller();
        self.permits.try_acquire(READERS, site).map_err(|_| errors::try_lock_error())?;
        Ok(self.write_guard(site))
    }

    /// What it guards, as nobody else can have the lock.
    ///
    /// # Panics
    /// When a guard was forgotten.
    #[track_caller]
    pub fn get_mut(&mut self) -> &mut T {
        self.permits.lend_out();
        Arc::get_mut(&mut self.data).expect("no guard is left").get_mut()
    }

    fn read_guard(&self, site: Site) -> RwLockReadGuard<'_, T> {
        let data = Arc::clone(&self.data).try_read_owned();
        RwLockReadGuard { lock: self, data: Some(data.expect("nobody writes")), site }
    }

    fn write_guard(&self, site: Site) -> RwLockWriteGuard<'_, T> {
        let data = Arc::clone(&self.data).try_write_owned();
        RwLockWriteGuard { lock: self, data: Some(data.expect("nobody else has the lock")), site }
    }
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        self.data = None;
        self.lock.permits.release(verb::UNLOCKED, 1, self.site);
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        self.data = None;
        self.lock.permits.wrote();
        self.lock.permits.release(verb::UNLOCKED, READERS, self.site);
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data.as_ref().expect("it is only taken when dropped")
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data.as_ref().expect("it is only taken when dropped")
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.data.as_mut().expect("it is only taken when dropped")
    }
}

impl<T: fmt::Debug + ?Sized> fmt::Debug for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: fmt::Debug + ?Sized> fmt::Debug for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: fmt::Debug + ?Sized> fmt::Debug for RwLock<T> {
    #[track_caller]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RwLock");
        match self.try_read() {
            Ok(guard) => shown.field("data", &&*guard),
            Err(_) => shown.field("data", &format_args!("<locked>")),
        };
        shown.finish()
    }
}
