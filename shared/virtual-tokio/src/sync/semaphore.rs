//! Permits that a program counts itself.

use crate::sync::errors;
use crate::sync::permits::{Closed, Permits, Purpose};
use engine::Site;
use engine::verb;
use std::panic::Location;
use tokio::sync::{AcquireError, TryAcquireError};
use virtual_std::sync::Arc;

/// Permits, given in the order in which they were asked for.
pub struct Semaphore {
    permits: Permits,
}

/// Some permits, given back when this is dropped.
#[must_use]
pub struct SemaphorePermit<'a> {
    semaphore: &'a Semaphore,
    count: usize,
    site: Site,
}

/// Some permits, given back when this is dropped, and the semaphore with them.
#[must_use]
pub struct OwnedSemaphorePermit {
    semaphore: Arc<Semaphore>,
    count: usize,
    site: Site,
}

impl Semaphore {
    /// Permits of which all are free.
    #[track_caller]
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Permits::new::<()>(Purpose::Semaphore, permits) }
    }

    /// How many permits are free.
    #[track_caller]
    pub fn available_permits(&self) -> usize {
        self.permits.free(Location::caller())
    }

    /// Makes more permits.
    #[track_caller]
    pub fn add_permits(&self, count: usize) {
        self.permits.release(verb::ADDED_PERMITS, count, Location::caller());
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

    async fn acquire_at(&self, count: usize, site: Site) -> Result<SemaphorePermit<'_>, AcquireError> {
        match self.permits.acquire(verb::TOOK, count, site).await {
            Ok(()) => Ok(SemaphorePermit { semaphore: self, count, site }),
            Err(Closed) => Err(errors::acquire_error()),
        }
    }

    /// Waits for a permit, and keeps the semaphore; an error when it is closed.
    #[track_caller]
    pub fn acquire_owned(
        self: Arc<Self>,
    ) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        let site = Location::caller();
        async move {
            match self.permits.acquire(verb::TOOK, 1, site).await {
                Ok(()) => Ok(OwnedSemaphorePermit { semaphore: self, count: 1, site }),
                Err(Closed) => Err(errors::acquire_error()),
            }
        }
    }

    /// Takes a free permit.
    ///
    /// # Errors
    /// When none is free, or the semaphore is closed.
    #[track_caller]
    pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        let site = Location::caller();
        self.permits.try_acquire(1, site)?;
        Ok(SemaphorePermit { semaphore: self, count: 1, site })
    }

    /// Takes a free permit, and keeps the semaphore.
    ///
    /// # Errors
    /// When none is free, or the semaphore is closed.
    #[track_caller]
    pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        let site = Location::caller();
        self.permits.try_acquire(1, site)?;
        Ok(OwnedSemaphorePermit { semaphore: self, count: 1, site })
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

impl SemaphorePermit<'_> {
    /// Does not give the permits back.
    pub fn forget(mut self) {
        self.count = 0;
    }
}

impl OwnedSemaphorePermit {
    /// Does not give the permits back.
    pub fn forget(mut self) {
        self.count = 0;
    }
}

impl Drop for SemaphorePermit<'_> {
    fn drop(&mut self) {
        if self.count > 0 {
            self.semaphore.permits.release(verb::GAVE_BACK, self.count, self.site);
        }
    }
}

impl Drop for OwnedSemaphorePermit {
    fn drop(&mut self) {
        if self.count > 0 {
            self.semaphore.permits.release(verb::GAVE_BACK, self.count, self.site);
        }
    }
}
