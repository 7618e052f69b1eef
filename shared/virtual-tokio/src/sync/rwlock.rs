//! A lock that one writer or many readers have.

mod guards;

pub use guards::{
    OwnedRwLockMappedWriteGuard, OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLockMappedWriteGuard,
    RwLockReadGuard, RwLockWriteGuard,
};

use crate::runtime::context;
use crate::sync::TryLockError;
use crate::sync::lent::{Access, Gate, Lends, Use};
use crate::sync::permits::{Permits, Purpose};
use engine::Site;
use engine::verb::{self, Verb};
use std::fmt;
use std::panic::Location;
use std::ptr::NonNull;
use virtual_std::__data::Data;
use virtual_std::sync::Arc;

/// What a writer needs all of and a reader one of; tokio's number.
const READERS: u32 = u32::MAX >> 3;

/// A lock that one writer or many readers have, given in the order in which it was asked for.
pub struct RwLock<T: ?Sized> {
    gate: Gate,
    data: Data<T>,
}

#[expect(unsafe_code, reason = "the data is only used by who has permits")]
// SAFETY: the data is shared by readers and goes from thread to thread with all permits.
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}

impl<T> RwLock<T> {
    /// A lock that nobody has.
    #[track_caller]
    pub fn new(value: T) -> RwLock<T> {
        RwLock::with_max_readers(value, READERS)
    }

    /// A lock that nobody has, and so many readers can have at a time.
    ///
    /// # Panics
    /// When that is more than tokio can count.
    #[track_caller]
    pub fn with_max_readers(value: T, readers: u32) -> RwLock<T> {
        assert_ne!(readers, 0, "a RwLock may not be created with 0 readers");
        assert!(readers <= READERS, "a RwLock may not be created with more than {READERS} readers");
        let permits = Permits::new::<T>(Purpose::Lock, readers as usize);
        RwLock { gate: Gate::new(permits, readers as usize), data: Data::new(value) }
    }

    /// A lock that nobody has, for a `static`.
    #[track_caller]
    pub const fn const_new(value: T) -> RwLock<T> {
        RwLock::const_with_max_readers(value, READERS)
    }

    /// The same, that so many readers can have at a time.
    #[track_caller]
    pub const fn const_with_max_readers(value: T, readers: u32) -> RwLock<T> {
        assert!(readers != 0, "a RwLock may not be created with 0 readers");
        assert!(readers <= READERS);
        let permits = Permits::const_new::<T>(Purpose::Lock, readers as usize);
        RwLock { gate: Gate::new(permits, readers as usize), data: Data::new(value) }
    }

    /// What it guarded.
    #[track_caller]
    pub fn into_inner(self) -> T {
        self.gate.permits.take_out();
        self.data.into_inner()
    }
}

impl<T: ?Sized> RwLock<T> {
    /// Waits until it may read.
    #[track_caller]
    pub fn read(&self) -> impl Future<Output = RwLockReadGuard<'_, T>> {
        let site = Location::caller();
        async move {
            self.acquire(Use::Reading, site).await;
            self.read_guard(site)
        }
    }

    /// Waits until it may read, and keeps the lock.
    #[track_caller]
    pub fn read_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockReadGuard<T>> {
        let site = Location::caller();
        async move {
            self.acquire(Use::Reading, site).await;
            self.owned_read_guard(site)
        }
    }

    /// Reads if nobody writes or waits to.
    ///
    /// # Errors
    /// When somebody does.
    #[track_caller]
    pub fn try_read(&self) -> Result<RwLockReadGuard<'_, T>, TryLockError> {
        self.try_acquire(Use::Reading, Location::caller())?;
        Ok(self.read_guard(Location::caller()))
    }

    /// Reads if nobody writes or waits to. Keeps the lock.
    ///
    /// # Errors
    /// When somebody does.
    #[track_caller]
    pub fn try_read_owned(self: Arc<Self>) -> Result<OwnedRwLockReadGuard<T>, TryLockError> {
        self.try_acquire(Use::Reading, Location::caller())?;
        Ok(self.owned_read_guard(Location::caller()))
    }

    /// Waits as a thread until it may read.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_read(&self) -> RwLockReadGuard<'_, T> {
        let site = Location::caller();
        context::may_block();
        let count = self.gate.permits_for(Use::Reading);
        let _ = self.gate.permits.blocking_acquire(verb_of(Use::Reading), count, site);
        self.read_guard(site)
    }

    /// Waits until it may write.
    #[track_caller]
    pub fn write(&self) -> impl Future<Output = RwLockWriteGuard<'_, T>> {
        let site = Location::caller();
        async move {
            self.acquire(Use::Writing, site).await;
            self.write_guard(site)
        }
    }

    /// Waits until it may write, and keeps the lock.
    #[track_caller]
    pub fn write_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockWriteGuard<T>> {
        let site = Location::caller();
        async move {
            self.acquire(Use::Writing, site).await;
            self.owned_write_guard(site)
        }
    }

    /// Writes if nobody has the lock.
    ///
    /// # Errors
    /// When somebody has it.
    #[track_caller]
    pub fn try_write(&self) -> Result<RwLockWriteGuard<'_, T>, TryLockError> {
        self.try_acquire(Use::Writing, Location::caller())?;
        Ok(self.write_guard(Location::caller()))
    }

    /// Writes if nobody has the lock. Keeps the lock.
    ///
    /// # Errors
    /// When somebody has it.
    #[track_caller]
    pub fn try_write_owned(self: Arc<Self>) -> Result<OwnedRwLockWriteGuard<T>, TryLockError> {
        self.try_acquire(Use::Writing, Location::caller())?;
        Ok(self.owned_write_guard(Location::caller()))
    }

    /// Waits as a thread until it may write.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_write(&self) -> RwLockWriteGuard<'_, T> {
        let site = Location::caller();
        context::may_block();
        let count = self.gate.permits_for(Use::Writing);
        let _ = self.gate.permits.blocking_acquire(verb_of(Use::Writing), count, site);
        self.write_guard(site)
    }

    /// What it guards, as nobody else can have the lock.
    #[track_caller]
    pub fn get_mut(&mut self) -> &mut T {
        self.gate.permits.lend_out();
        self.data.get_mut()
    }

    async fn acquire(&self, purpose: Use, site: Site) {
        // Nobody can close them.
        let _ = self.gate.permits.acquire(verb_of(purpose), self.gate.permits_for(purpose), site).await;
    }

    fn try_acquire(&self, purpose: Use, site: Site) -> Result<(), TryLockError> {
        let taken = self.gate.permits.try_acquire(self.gate.permits_for(purpose), site);
        taken.map_err(|_| TryLockError(()))
    }

    #[expect(unsafe_code, reason = "the data is lent by its address")]
    fn read_guard(&self, site: Site) -> RwLockReadGuard<'_, T> {
        // SAFETY: it is the lock's own, and whoever asks has got the permits.
        RwLockReadGuard { access: unsafe { Access::new(&self.gate, self.data(), Use::Reading, site) } }
    }

    #[expect(unsafe_code, reason = "the data is lent by its address")]
    fn owned_read_guard(self: Arc<Self>, site: Site) -> OwnedRwLockReadGuard<T> {
        let data = self.data();
        // SAFETY: as above.
        OwnedRwLockReadGuard { access: unsafe { Access::new(self, data, Use::Reading, site) } }
    }

    #[expect(unsafe_code, reason = "the data is lent by its address")]
    fn write_guard(&self, site: Site) -> RwLockWriteGuard<'_, T> {
        // SAFETY: it is the lock's own, and whoever asks has got the permits.
        RwLockWriteGuard { access: unsafe { Access::new(self, self.data(), Use::Writing, site) } }
    }

    #[expect(unsafe_code, reason = "the data is lent by its address")]
    fn owned_write_guard(self: Arc<Self>, site: Site) -> OwnedRwLockWriteGuard<T> {
        let data = self.data();
        // SAFETY: as above.
        OwnedRwLockWriteGuard { access: unsafe { Access::new(self, data, Use::Writing, site) } }
    }

    fn data(&self) -> NonNull<T> {
        self.data.address()
    }
}

fn verb_of(purpose: Use) -> Verb {
    match purpose {
        Use::Reading => verb::LOCKED_TO_READ,
        Use::Writing => verb::LOCKED_TO_WRITE,
    }
}

impl<T: ?Sized> Lends for &RwLock<T> {
    fn gate(&self) -> &Gate {
        &self.gate
    }
}

impl<T: ?Sized> Lends for Arc<RwLock<T>> {
    fn gate(&self) -> &Gate {
        &self.gate
    }
}

impl<T: Default> Default for RwLock<T> {
    #[track_caller]
    fn default() -> RwLock<T> {
        RwLock::new(T::default())
    }
}

impl<T> From<T> for RwLock<T> {
    #[track_caller]
    fn from(value: T) -> RwLock<T> {
        RwLock::new(value)
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
