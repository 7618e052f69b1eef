//! As `futures::lock::Mutex`.

use super::guards::{MutexGuard, OwnedMutexGuard, Unlocks};
use super::held::Held;
use super::waiting::{MutexLockFuture, OwnedMutexLockFuture};
use engine::verb;
use engine::{Operation, Owner, Owns, Shared, Site};
use futures::lock as real;
use std::fmt;
use std::panic::Location;
use std::task::{Context, Poll};
use virtual_std::sync::Arc;
use virtual_tokio::polling::poll_waiting;

/// As `futures::lock::Mutex`.
pub struct Mutex<T: ?Sized> {
    lock: Owner<Held>,
    /// Only ever locked by who holds the lock.
    pub(super) data: std::sync::Arc<real::Mutex<T>>,
}

impl<T> Mutex<T> {
    /// As `futures::lock::Mutex::new`.
    #[track_caller]
    pub fn new(value: T) -> Mutex<T> {
        let lock = Shared::new("lock", Held::default()).registered();
        Mutex { lock: Owner::of::<T>(lock), data: std::sync::Arc::new(real::Mutex::new(value)) }
    }

    /// As `futures::lock::Mutex::into_inner`.
    ///
    /// # Panics
    /// When a guard was forgotten.
    #[track_caller]
    pub fn into_inner(self) -> T {
        self.lock.take_out(|_| ());
        std::sync::Arc::into_inner(self.data).expect("no guard is left").into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    /// As `futures::lock::Mutex::try_lock`.
    #[track_caller]
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        let site = Location::caller();
        self.try_hold(site).then(|| self.guard(site))
    }

    /// As `futures::lock::Mutex::try_lock_owned`.
    #[track_caller]
    pub fn try_lock_owned(self: &Arc<Self>) -> Option<OwnedMutexGuard<T>> {
        let site = Location::caller();
        self.try_hold(site).then(|| OwnedMutexGuard::new(Arc::clone(self), site))
    }

    /// As `futures::lock::Mutex::lock`.
    #[track_caller]
    pub fn lock(&self) -> MutexLockFuture<'_, T> {
        MutexLockFuture { mutex: Some(self), place: None, site: Location::caller() }
    }

    /// As `futures::lock::Mutex::lock_owned`.
    #[track_caller]
    pub fn lock_owned(self: Arc<Self>) -> OwnedMutexLockFuture<T> {
        OwnedMutexLockFuture { mutex: Some(self), place: None, site: Location::caller() }
    }

    /// As `futures::lock::Mutex::get_mut`.
    ///
    /// # Panics
    /// When a guard was forgotten.
    #[track_caller]
    pub fn get_mut(&mut self) -> &mut T {
        self.lock.lend_out(|_| ());
        std::sync::Arc::get_mut(&mut self.data).expect("no guard is left").get_mut()
    }

    fn try_hold(&self, site: Site) -> bool {
        self.lock.operate(Operation::new(verb::TRIED_TO_LOCK).at(site).peeks(), |held| {
            let free = held.holder.is_none();
            if free {
                engine::turn_out(Some(verb::LOCKED), None);
                held.holder = engine::holder(site);
            }
            (free, engine::digest(free.then(|| held.content())))
        })
    }

    pub(super) fn poll_hold(&self, cx: &Context<'_>, place: &mut Option<usize>, site: Site) -> Poll<()> {
        let operation = Operation::new(verb::LOCKED).at(site).awaits("the lock");
        poll_waiting(&self.lock, cx, operation, |held, waiter| {
            if held.holder.is_some() {
                let waits = held.wait(*place, waiter);
                *place = Some(waits);
                return (Poll::Pending, waits as u64);
            }
            held.leave(place.take(), false);
            held.holder = engine::holder(site);
            (Poll::Ready(()), held.content())
        })
    }

    /// A future that waited is dropped.
    pub(super) fn give_up(&self, place: Option<usize>, site: Site) {
        if place.is_some() {
            self.lock.operate(Operation::new(verb::LET_GO_OF).at(site), |held| (held.leave(place, true), 0));
        }
    }

    pub(super) fn unlock(&self, site: Site) {
        self.lock.operate(Operation::new(verb::UNLOCKED).at(site), |held| {
            held.token = engine::token();
            held.unlock();
            ((), 0)
        });
    }

    pub(super) fn guard(&self, site: Site) -> MutexGuard<'_, T> {
        let data = self.data.try_lock().expect("who holds the lock is the only one");
        MutexGuard { data, unlocks: Unlocks { mutex: self, site } }
    }
}

impl<T: ?Sized> fmt::Debug for Mutex<T> {
    #[track_caller]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = Operation::new(verb::LOOKED_AT).reads().peeks();
        let (locked, waited_for) = self.lock.operate(operation, |held| {
            let seen = (held.holder.is_some(), held.is_waited_for());
            (seen, engine::digest(seen))
        });
        f.debug_struct("Mutex").field("is_locked", &locked).field("has_waiters", &waited_for).finish()
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
