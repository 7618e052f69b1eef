//! A lock that a task can wait for, and keep while it waits for something else.

mod guards;

pub use guards::{MappedMutexGuard, MutexGuard, OwnedMappedMutexGuard, OwnedMutexGuard};

use crate::runtime::context;
use crate::sync::TryLockError;
use crate::sync::lent::{Access, Gate, Lends, Use};
use crate::sync::permits::{Permits, Purpose};
use engine::Site;
use engine::verb;
use std::fmt;
use std::panic::Location;
use std::ptr::NonNull;
use virtual_std::__data::Data;
use virtual_std::sync::Arc;

/// A lock, given in the order in which it was asked for.
pub struct Mutex<T: ?Sized> {
    gate: Gate,
    data: Data<T>,
}

#[expect(unsafe_code, reason = "the data is only used by who has the permit")]
// SAFETY: the data goes from thread to thread with the permit.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}

impl<T> Mutex<T> {
    /// A lock that nobody has.
    #[track_caller]
    pub fn new(value: T) -> Mutex<T> {
        let permits = Permits::new::<T>(Purpose::Lock, 1);
        Mutex { gate: Gate::new(permits, 1), data: Data::new(value) }
    }

    /// The same, for a `static`.
    #[track_caller]
    pub const fn const_new(value: T) -> Mutex<T> {
        let permits = Permits::const_new::<T>(Purpose::Lock, 1);
        Mutex { gate: Gate::new(permits, 1), data: Data::new(value) }
    }

    /// What it guarded.
    #[track_caller]
    pub fn into_inner(self) -> T {
        self.gate.permits.take_out();
        self.data.into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Waits for the lock.
    #[track_caller]
    pub fn lock(&self) -> impl Future<Output = MutexGuard<'_, T>> {
        let site = Location::caller();
        async move {
            // Nobody can close them.
            let _ = self.gate.permits.acquire(verb::LOCKED, 1, site).await;
            self.guard(site)
        }
    }

    /// Waits for the lock, and keeps the mutex.
    #[track_caller]
    pub fn lock_owned(self: Arc<Self>) -> impl Future<Output = OwnedMutexGuard<T>> {
        let site = Location::caller();
        async move {
            let _ = self.gate.permits.acquire(verb::LOCKED, 1, site).await;
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
        self.gate.permits.try_acquire(1, site).map_err(|_| TryLockError(()))?;
        Ok(self.guard(site))
    }

    /// Takes the lock if nobody has it, and keeps the mutex.
    ///
    /// # Errors
    /// When somebody has it.
    #[track_caller]
    pub fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError> {
        let site = Location::caller();
        self.gate.permits.try_acquire(1, site).map_err(|_| TryLockError(()))?;
        Ok(self.owned_guard(site))
    }

    /// Waits for the lock as a thread.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_lock(&self) -> MutexGuard<'_, T> {
        self.wait(Location::caller());
        self.guard(Location::caller())
    }

    /// Waits for the lock as a thread, and keeps the mutex.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {
        self.wait(Location::caller());
        self.owned_guard(Location::caller())
    }

    #[track_caller]
    fn wait(&self, site: Site) {
        context::may_block();
        let _ = self.gate.permits.blocking_acquire(verb::LOCKED, 1, site);
    }

    /// What it guards, as nobody else can have the lock.
    #[track_caller]
    pub fn get_mut(&mut self) -> &mut T {
        self.gate.permits.lend_out();
        self.data.get_mut()
    }

    #[expect(unsafe_code, reason = "the data is lent by its address")]
    fn guard(&self, site: Site) -> MutexGuard<'_, T> {
        // SAFETY: it is the lock's own, and whoever asks has got the permit.
        MutexGuard { access: unsafe { Access::new(self, self.data(), Use::Writing, site) } }
    }

    #[expect(unsafe_code, reason = "the data is lent by its address")]
    fn owned_guard(self: Arc<Self>, site: Site) -> OwnedMutexGuard<T> {
        let data = self.data();
        // SAFETY: as above.
        OwnedMutexGuard { access: unsafe { Access::new(self, data, Use::Writing, site) } }
    }

    fn data(&self) -> NonNull<T> {
        self.data.address()
    }
}

impl<T: ?Sized> Lends for &Mutex<T> {
    fn gate(&self) -> &Gate {
        &self.gate
    }
}

impl<T: ?Sized> Lends for Arc<Mutex<T>> {
    fn gate(&self) -> &Gate {
        &self.gate
    }
}

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
