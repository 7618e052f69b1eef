//! Permits that a program counts itself.

mod permit;

pub use permit::{OwnedSemaphorePermit, SemaphorePermit};

use crate::runtime::context;
use crate::sync::permits::{Closed, Permits, Purpose};
use crate::sync::{AcquireError, TryAcquireError};
use engine::Site;
use engine::verb;
use std::fmt;
use std::panic::Location;
use virtual_std::sync::Arc;

/// Permits, given in the order in which they were asked for.
pub struct Semaphore {
    permits: Permits,
}

impl Semaphore {
    /// How many permits there may be at most.
    pub const MAX_PERMITS: usize = usize::MAX >> 3;

    /// Permits of which all are free.
    ///
    /// # Panics
    /// When these are more than there may be.
    #[track_caller]
    pub fn new(permits: usize) -> Semaphore {
        assert!(
            permits <= Self::MAX_PERMITS,
            "a semaphore may not have more than MAX_PERMITS permits ({})",
            Self::MAX_PERMITS
        );
        Semaphore { permits: Permits::new::<()>(Purpose::Semaphore, permits) }
    }

    /// The same, for a `static`.
    #[track_caller]
    pub const fn const_new(permits: usize) -> Semaphore {
        assert!(permits <= Self::MAX_PERMITS);
        Semaphore { permits: Permits::const_new::<()>(Purpose::Semaphore, permits) }
    }

    /// How many permits are free.
    #[track_caller]
    pub fn available_permits(&self) -> usize {
        self.permits.free(Location::caller())
    }

    /// Makes more permits.
    ///
    /// # Panics
    /// When that are more than there may be.
    #[track_caller]
    pub fn add_permits(&self, count: usize) {
        let most = Self::MAX_PERMITS;
        assert!(count <= most, "cannot add more than MAX_PERMITS permits ({most})");
        let free = self.permits.release(verb::ADDED_PERMITS, count, Location::caller());
        assert!(free <= most, "number of added permits ({count}) would overflow MAX_PERMITS ({most})");
    }

    /// Takes free permits away for good: how many.
    #[track_caller]
    pub fn forget_permits(&self, count: usize) -> usize {
        self.permits.forget(count, Location::caller())
    }

    /// Waits for a permit; an error when the semaphore is closed.
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = Result<SemaphorePermit<'_>, AcquireError>> {
        self.acquire_at(1, Location::caller())
    }

    /// Waits for permits; an error when the semaphore is closed.
    #[track_caller]
    pub fn acquire_many(
        &self,
        count: u32,
    ) -> impl Future<Output = Result<SemaphorePermit<'_>, AcquireError>> {
        self.acquire_at(count as usize, Location::caller())
    }

    pub(crate) async fn acquire_at(
        &self,
        count: usize,
        site: Site,
    ) -> Result<SemaphorePermit<'_>, AcquireError> {
        match self.permits.acquire(verb::TOOK, count, site).await {
            Ok(()) => Ok(SemaphorePermit { semaphore: self, count, site }),
            Err(Closed) => Err(AcquireError(())),
        }
    }

    /// Waits for a permit, and keeps the semaphore; an error when it is closed.
    #[track_caller]
    pub fn acquire_owned(
        self: Arc<Self>,
    ) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        self.acquire_owned_at(1, Location::caller())
    }

    /// Waits for permits, and keeps the semaphore; an error when it is closed.
    #[track_caller]
    pub fn acquire_many_owned(
        self: Arc<Self>,
        count: u32,
    ) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        self.acquire_owned_at(count as usize, Location::caller())
    }

    async fn acquire_owned_at(
        self: Arc<Self>,
        count: usize,
        site: Site,
    ) -> Result<OwnedSemaphorePermit, AcquireError> {
        match self.permits.acquire(verb::TOOK, count, site).await {
            Ok(()) => Ok(OwnedSemaphorePermit { semaphore: self, count, site }),
            Err(Closed) => Err(AcquireError(())),
        }
    }

    /// Takes a free permit.
    ///
    /// # Errors
    /// When none is free, or the semaphore is closed.
    #[track_caller]
    pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.try_acquire_many(1)
    }

    /// Takes free permits.
    ///
    /// # Errors
    /// When there are not so many, or the semaphore is closed.
    #[track_caller]
    pub fn try_acquire_many(&self, count: u32) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        let (count, site) = (count as usize, Location::caller());
        self.permits.try_acquire(count, site)?;
        Ok(SemaphorePermit { semaphore: self, count, site })
    }

    /// Takes a free permit, and keeps the semaphore.
    ///
    /// # Errors
    /// When none is free, or the semaphore is closed.
    #[track_caller]
    pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        self.try_acquire_many_owned(1)
    }

    /// Takes free permits, and keeps the semaphore.
    ///
    /// # Errors
    /// When there are not so many, or the semaphore is closed.
    #[track_caller]
    pub fn try_acquire_many_owned(
        self: Arc<Self>,
        count: u32,
    ) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        let (count, site) = (count as usize, Location::caller());
        self.permits.try_acquire(count, site)?;
        Ok(OwnedSemaphorePermit { semaphore: self, count, site })
    }

    /// Waits for a permit as a thread.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_acquire(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        self.blocking_acquire_many(1)
    }

    /// Waits for permits as a thread.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_acquire_many(&self, count: u32) -> Result<SemaphorePermit<'_>, AcquireError> {
        let (count, site) = (count as usize, Location::caller());
        self.wait(count, site)?;
        Ok(SemaphorePermit { semaphore: self, count, site })
    }

    /// Waits for a permit as a thread, and keeps the semaphore.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, AcquireError> {
        self.blocking_acquire_many_owned(1)
    }

    /// Waits for permits as a thread, and keeps the semaphore.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_acquire_many_owned(
        self: Arc<Self>,
        count: u32,
    ) -> Result<OwnedSemaphorePermit, AcquireError> {
        let (count, site) = (count as usize, Location::caller());
        self.wait(count, site)?;
        Ok(OwnedSemaphorePermit { semaphore: self, count, site })
    }

    #[track_caller]
    fn wait(&self, count: usize, site: Site) -> Result<(), AcquireError> {
        context::may_block();
        self.permits.blocking_acquire(verb::TOOK, count, site).map_err(|Closed| AcquireError(()))
    }

    /// Gives no permit any more.
    #[track_caller]
    pub fn close(&self) {
        self.permits.close(Location::caller());
    }

    /// Whether it gives none any more.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        self.permits.is_closed(Location::caller())
    }
}

impl fmt::Debug for Semaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Semaphore").finish_non_exhaustive()
    }
}
