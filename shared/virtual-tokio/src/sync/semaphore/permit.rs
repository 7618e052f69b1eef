//! Permits that somebody has.

use super::Semaphore;
use engine::Site;
use engine::verb;
use virtual_std::sync::Arc;

/// Some permits, given back when this is dropped.
#[must_use]
#[clippy::has_significant_drop]
#[derive(Debug)]
pub struct SemaphorePermit<'a> {
    pub(super) semaphore: &'a Semaphore,
    pub(super) count: usize,
    pub(super) site: Site,
}

/// Some permits, given back when this is dropped, and the semaphore with them.
#[must_use]
#[clippy::has_significant_drop]
#[derive(Debug)]
pub struct OwnedSemaphorePermit {
    pub(super) semaphore: Arc<Semaphore>,
    pub(super) count: usize,
    pub(super) site: Site,
}

impl<'a> SemaphorePermit<'a> {
    /// Does not give the permits back.
    pub fn forget(mut self) {
        self.count = 0;
    }

    /// Adds those of another.
    ///
    /// # Panics
    /// When they are of another semaphore.
    #[track_caller]
    pub fn merge(&mut self, mut other: Self) {
        assert!(
            std::ptr::eq(self.semaphore, other.semaphore),
            "merging permits from different semaphore instances"
        );
        self.count += std::mem::take(&mut other.count);
    }

    /// So many of them, if there are as many.
    pub fn split(&mut self, count: usize) -> Option<Self> {
        self.count = self.count.checked_sub(count)?;
        Some(SemaphorePermit { semaphore: self.semaphore, count, site: self.site })
    }

    /// The semaphore.
    pub fn semaphore(&self) -> &Semaphore {
        self.semaphore
    }

    /// How many permits these are.
    pub fn num_permits(&self) -> usize {
        self.count
    }
}

impl Drop for SemaphorePermit<'_> {
    fn drop(&mut self) {
        if self.count > 0 {
            self.semaphore.permits.release(verb::GAVE_BACK, self.count, self.site);
        }
    }
}

impl OwnedSemaphorePermit {
    /// Does not give the permits back.
    pub fn forget(mut self) {
        self.count = 0;
    }

    /// Adds those of another.
    ///
    /// # Panics
    /// When they are of another semaphore.
    #[track_caller]
    pub fn merge(&mut self, mut other: Self) {
        assert!(
            Arc::ptr_eq(&self.semaphore, &other.semaphore),
            "merging permits from different semaphore instances"
        );
        self.count += std::mem::take(&mut other.count);
    }

    /// So many of them, if there are as many.
    pub fn split(&mut self, count: usize) -> Option<Self> {
        self.count = self.count.checked_sub(count)?;
        Some(OwnedSemaphorePermit { semaphore: Arc::clone(&self.semaphore), count, site: self.site })
    }

    /// The semaphore.
    pub fn semaphore(&self) -> &Arc<Semaphore> {
        &self.semaphore
    }

    /// How many permits these are.
    pub fn num_permits(&self) -> usize {
        self.count
    }
}

impl Drop for OwnedSemaphorePermit {
    fn drop(&mut self) {
        if self.count > 0 {
            self.semaphore.permits.release(verb::GAVE_BACK, self.count, self.site);
        }
    }
}
