//! A lock that a task can wait for, and keep while it waits for something else.

use crate::runtime::context;
use crate::sync::errors;
use crate::sync::permits::{Permits, Purpose};
use engine::Site;
use engine::verb;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use tokio::sync as real;
use tokio::sync::TryLockError;
use virtual_std::sync::Arc;

/// A lock, given in the order in which it was asked for.
pub struct Mutex<T: ?Sized> {
    permits: Permits,
    /// Only ever locked by who has the permit.
    data: std::sync::Arc<real::Mutex<T>>,
}

/// Has the lock until it is dropped.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized> {
    mutex: &'a Mutex<T>,
    /// `None` only while it is dropped.
    data: Option<real::OwnedMutexGuard<T>>,
    site: Site,
}

/// Has the lock until it is dropped, and the mutex with it.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct OwnedMutexGuard<T: ?Sized> {
    mutex: Arc<Mutex<T>>,
    /// `None` only while it is dropped.
    data: Option<real::OwnedMutexGuard<T>>,
    site: Site,
}

impl<T> Mutex<T> {
    /// A lock that nobody has.
    #[track_caller]
    pub fn new(value: T) -> Mutex<T> {
        Mutex {
            permits: Permits::new::<T>(Purpose::Lock, 1),
            data: std::sync::Arc::new(real::Mutex::new(value)),
        }
    }

    /// What it guarded.
    ///
    /// # Panics
    /// When a guard was forgotten.
    #[track_caller]
    pub fn into_inner(self) -> T {
        self.permits.take_out();
        std::sync::Arc::into_inner(self.data).expect("no guard is left").into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Waits for the lock.
    #[track_caller]
    pub fn lock(&self) -> impl Future<Output = MutexGuard<'_, T>> {
        let site = Location::caller();
        async move {
            // Nobody can close them.
            let _ = self.permits.acquire(verb::LOCKED, 1, site).await;
            self.guard(site)
        }
    }

    /// Waits for the lock, and keeps the mutex.
    #[track_caller]
    pub fn lock_owned(self: Arc<Self>) -> impl Future<Output = OwnedMutexGuard<T>> {
        let site = Location::caller();
        async move {
            let _ = self.permits.acquire(verb::LOCKED, 1, site).await;
            self.owned_guard(site)
        }
    }

    /// Takes the lock if nobody has it.
    ///
    /// # Errors
    /// When somebody has it.
    #[track_caller]
    pub fn try_lock(&self) -> Result<MutexGuard<'_, T>, TryLockError> {
        let site = Location::caller();
        self.permits.try_acquire(1, site).map_err(|_| errors::try_lock_error())?;
        Ok(self.guard(site))
    }

    /// Takes the lock if nobody has it, and keeps the mutex.
    ///
    /// # Errors
    /// When somebody has it.
    #[track_caller]
    pub fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError> {
        let site = Location::caller();
        self.permits.try_acquire(1, site).map_err(|_| errors::try_lock_error())?;
        Ok(self.owned_guard(site))
    }

    /// Waits for the lock as a thread.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_lock(&self) -> MutexGuard<'_, T> {
        context::may_block();
        let site = Location::caller();
        let _ = self.permits.blocking_acquire(verb::LOCKED, 1, site);
        self.guard(site)
    }

    /// What it guards, as nobody else can have the lock.
    ///
    /// # Panics
    /// When a guard was forgotten.
    #[track_caller]
    pub fn get_mut(&mut self) -> &mut T {
        self.permits.lend_out();
        std::sync::Arc::get_mut(&mut self.data).expect("no guard is left").get_mut()
    }

    fn guard(&self, site: Site) -> MutexGuard<'_, T> {
        MutexGuard { mutex: self, data: Some(self.open()), site }
    }

    fn owned_guard(self: Arc<Self>, site: Site) -> OwnedMutexGuard<T> {
        let data = Some(self.open());
        OwnedMutexGuard { mutex: self, data, site }
    }

    fn open(&self) -> real::OwnedMutexGuard<T> {
        let data = std::sync::Arc::clone(&self.data).try_lock_owned();
        data.expect("who has the permit is the only one")
    }

    fn close(&self, data: &mut Option<real::OwnedMutexGuard<T>>, site: Site) {
        *data = None;
        self.permits.wrote();
        self.permits.release(verb::UNLOCKED, 1, site);
    }
}

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        self.mutex.close(&mut self.data, self.site);
    }
}

impl<T: ?Sized> Drop for OwnedMutexGuard<T> {
    fn drop(&mut self) {
        self.mutex.close(&mut self.data, self.site);
    }
}

macro_rules! impl_guard {
    ($($guard:ty),+) => {$(
        impl<T: ?Sized> Deref for $guard {
            type Target = T;

            fn deref(&self) -> &T {
                self.data.as_ref().expect("it is only taken when dropped")
            }
        }

        impl<T: ?Sized> DerefMut for $guard {
            fn deref_mut(&mut self) -> &mut T {
                self.data.as_mut().expect("it is only taken when dropped")
            }
        }

        impl<T: fmt::Debug + ?Sized> fmt::Debug for $guard {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }

        impl<T: fmt::Display + ?Sized> fmt::Display for $guard {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
    )+};
}

impl_guard!(MutexGuard<'_, T>, OwnedMutexGuard<T>);

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Mutex<T> {
        Mutex::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(value: T) -> Mutex<T> {
        Mutex::new(value)
    }
}

impl<T: fmt::Debug + ?Sized> fmt::Debug for Mutex<T> {
    #[track_caller]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Mutex");
        match self.try_lock() {
            Ok(guard) => shown.field("data", &&*guard),
            Err(_) => shown.field("data", &format_args!("<locked>")),
        };
        shown.finish()
    }
}
