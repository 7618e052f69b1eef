//! Waiting for a lock.

use super::guards::{MutexGuard, OwnedMutexGuard};
use super::mutex::Mutex;
use engine::Site;
use futures::future::FusedFuture;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use virtual_std::sync::Arc;

/// As `futures::lock::MutexLockFuture`.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct MutexLockFuture<'a, T: ?Sized> {
    /// `None` once it has the lock.
    pub(super) mutex: Option<&'a Mutex<T>>,
    pub(super) place: Option<usize>,
    pub(super) site: Site,
}

/// As `futures::lock::OwnedMutexLockFuture`.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct OwnedMutexLockFuture<T: ?Sized> {
    /// `None` once it has the lock.
    pub(super) mutex: Option<Arc<Mutex<T>>>,
    pub(super) place: Option<usize>,
    pub(super) site: Site,
}

impl<'a, T: ?Sized> Future for MutexLockFuture<'a, T> {
    type Output = MutexGuard<'a, T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<MutexGuard<'a, T>> {
        let this = &mut *self;
        let mutex = this.mutex.expect("polled MutexLockFuture after completion");
        mutex.poll_hold(cx, &mut this.place, this.site).map(|()| {
            this.mutex = None;
            mutex.guard(this.site)
        })
    }
}

impl<T: ?Sized> Future for OwnedMutexLockFuture<T> {
    type Output = OwnedMutexGuard<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<OwnedMutexGuard<T>> {
        let this = &mut *self;
        let mutex = this.mutex.as_ref().expect("polled OwnedMutexLockFuture after completion");
        let polled = mutex.poll_hold(cx, &mut this.place, this.site);
        polled.map(|()| {
            let mutex = this.mutex.take().expect("it was there just now");
            OwnedMutexGuard::new(mutex, this.site)
        })
    }
}

impl<T: ?Sized> FusedFuture for MutexLockFuture<'_, T> {
    fn is_terminated(&self) -> bool {
        self.mutex.is_none()
    }
}

impl<T: ?Sized> FusedFuture for OwnedMutexLockFuture<T> {
    fn is_terminated(&self) -> bool {
        self.mutex.is_none()
    }
}

impl<T: ?Sized> Drop for MutexLockFuture<'_, T> {
    fn drop(&mut self) {
        if let Some(mutex) = self.mutex {
            mutex.give_up(self.place, self.site);
        }
    }
}

impl<T: ?Sized> Drop for OwnedMutexLockFuture<T> {
    fn drop(&mut self) {
        if let Some(mutex) = &self.mutex {
            mutex.give_up(self.place, self.site);
        }
    }
}

impl<T: ?Sized> fmt::Debug for MutexLockFuture<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MutexLockFuture").field("was_acquired", &self.mutex.is_none()).finish_non_exhaustive()
    }
}

impl<T: ?Sized> fmt::Debug for OwnedMutexLockFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedMutexLockFuture")
            .field("was_acquired", &self.mutex.is_none())
            .finish_non_exhaustive()
    }
}
