//! What is held.

use super::language::{GUARDS, Statement, Verb};
use super::threads::Running;
use super::world::World;
use std::sync::{MutexGuard, PoisonError, RwLockReadGuard, RwLockWriteGuard, TryLockError};
use std::time::Duration;
use tokio::sync as asynchronous;

/// What a future can hold while it waits.
pub enum AsyncGuard<'w> {
    Permit(asynchronous::SemaphorePermit<'w>),
    Mutex(asynchronous::MutexGuard<'w, i64>),
    Read(asynchronous::RwLockReadGuard<'w, i64>),
    Write(asynchronous::RwLockWriteGuard<'w, i64>),
}

impl AsyncGuard<'_> {
    pub fn get(&self) -> i64 {
        match self {
            AsyncGuard::Permit(_) => -8,
            AsyncGuard::Mutex(guard) => **guard,
            AsyncGuard::Read(guard) => **guard,
            AsyncGuard::Write(guard) => **guard,
        }
    }

    pub fn put(&mut self, value: i64) {
        match self {
            AsyncGuard::Permit(_) | AsyncGuard::Read(_) => {}
            AsyncGuard::Mutex(guard) => **guard = value,
            AsyncGuard::Write(guard) => **guard = value,
        }
    }
}

/// What comes of trying to take something; `None` if the statement does not try.
pub fn try_take<'w>(world: &'w World, statement: &Statement) -> Option<(Option<AsyncGuard<'w>>, i64)> {
    let at = |place| statement.index(place);
    let (guard, missed) = match statement.verb {
        Verb::TryAcquire => {
            let acquired = world.semaphores[at(1)].try_acquire();
            let missed = match &acquired {
                Ok(_) => 0,
                Err(asynchronous::TryAcquireError::NoPermits) => 1,
                Err(asynchronous::TryAcquireError::Closed) => 2,
            };
            (acquired.ok().map(AsyncGuard::Permit), missed)
        }
        Verb::AsyncTryLock => {
            let guard = world.async_mutexes[at(1)].try_lock().ok().map(AsyncGuard::Mutex);
            let missed = guard.is_none().into();
            (guard, missed)
        }
        Verb::AsyncTryRead => {
            let guard = world.async_rwlocks[at(1)].try_read().ok().map(AsyncGuard::Read);
            let missed = guard.is_none().into();
            (guard, missed)
        }
        Verb::AsyncTryWrite => {
            let guard = world.async_rwlocks[at(1)].try_write().ok().map(AsyncGuard::Write);
            let missed = guard.is_none().into();
            (guard, missed)
        }
        _ => return None,
    };
    Some((guard, missed))
}

/// Where the statement keeps what comes of trying to take something.
pub fn register_of_try(statement: &Statement) -> usize {
    if statement.verb == Verb::TryAcquire { 3 } else { 2 }
}

pub enum Guard<'w> {
    Mutex(MutexGuard<'w, i64>, usize),
    Read(RwLockReadGuard<'w, i64>),
    Write(RwLockWriteGuard<'w, i64>),
    Async(AsyncGuard<'w>),
}

/// A statement about a guard; false if it is about none.
pub fn run_guarded<'w>(running: &mut Running<'w>, statement: &'w Statement) -> bool {
    let world = running.own.world();
    let at = |place| statement.index(place);
    let millis = |place| Duration::from_millis(statement.arg(place) as u64);
    let place = at(0) % GUARDS;
    match statement.verb {
        Verb::Lock => {
            running.guards[place] = None;
            let guard = world.mutexes[at(1)].lock().unwrap_or_else(PoisonError::into_inner);
            running.guards[place] = Some(Guard::Mutex(guard, at(1)));
        }
        Verb::Read => {
            running.guards[place] = None;
            let guard = world.rwlocks[at(1)].read().unwrap_or_else(PoisonError::into_inner);
            running.guards[place] = Some(Guard::Read(guard));
        }
        Verb::Write => {
            running.guards[place] = None;
            let guard = world.rwlocks[at(1)].write().unwrap_or_else(PoisonError::into_inner);
            running.guards[place] = Some(Guard::Write(guard));
        }
        Verb::TryLock => {
            running.guards[place] = None;
            let guard = tried(world.mutexes[at(1)].try_lock());
            running.local.keep(statement, 2, guard.is_none().into());
            running.guards[place] = guard.map(|guard| Guard::Mutex(guard, at(1)));
        }
        Verb::TryRead => {
            running.guards[place] = None;
            let guard = tried(world.rwlocks[at(1)].try_read());
            running.local.keep(statement, 2, guard.is_none().into());
            running.guards[place] = guard.map(Guard::Read);
        }
        Verb::TryWrite => {
            running.guards[place] = None;
            let guard = tried(world.rwlocks[at(1)].try_write());
            running.local.keep(statement, 2, guard.is_none().into());
            running.guards[place] = guard.map(Guard::Write);
        }
        Verb::Get => {
            let found = match &running.guards[place] {
                None => -7,
                Some(Guard::Mutex(guard, _)) => **guard,
                Some(Guard::Read(guard)) => **guard,
                Some(Guard::Write(guard)) => **guard,
                Some(Guard::Async(guard)) => guard.get(),
            };
            running.local.keep(statement, 1, found);
        }
        Verb::Put => {
            let put = running.local.value(statement.arg(1));
            match &mut running.guards[place] {
                None | Some(Guard::Read(_)) => {}
                Some(Guard::Mutex(guard, _)) => **guard = put,
                Some(Guard::Write(guard)) => **guard = put,
                Some(Guard::Async(guard)) => guard.put(put),
            }
        }
        Verb::Unlock => running.guards[place] = None,
        Verb::Wait | Verb::WaitTimeout | Verb::WaitWhile | Verb::WaitTimeoutWhile => {
            let Some(Guard::Mutex(guard, mutex)) = running.guards[place].take() else {
                return true;
            };
            let condvar = &world.condvars[mutex];
            let (guard, timed_out) = match statement.verb {
                Verb::Wait => (condvar.wait(guard).unwrap_or_else(PoisonError::into_inner), None),
                Verb::WaitWhile => {
                    let condition = |held: &mut i64| *held == statement.arg(1);
                    (condvar.wait_while(guard, condition).unwrap_or_else(PoisonError::into_inner), None)
                }
                Verb::WaitTimeout => {
                    let (guard, result) =
                        condvar.wait_timeout(guard, millis(1)).unwrap_or_else(PoisonError::into_inner);
                    (guard, Some((2, result)))
                }
                _ => {
                    let condition = |held: &mut i64| *held == statement.arg(2);
                    let (guard, result) = condvar
                        .wait_timeout_while(guard, millis(1), condition)
                        .unwrap_or_else(PoisonError::into_inner);
                    (guard, Some((3, result)))
                }
            };
            running.guards[place] = Some(Guard::Mutex(guard, mutex));
            if let Some((register, result)) = timed_out {
                running.local.keep(statement, register, result.timed_out().into());
            }
        }
        Verb::TryAcquire | Verb::AsyncTryLock | Verb::AsyncTryRead | Verb::AsyncTryWrite => {
            running.guards[place] = None;
            if let Some((guard, missed)) = try_take(world, statement) {
                running.guards[place] = guard.map(Guard::Async);
                running.local.keep(statement, register_of_try(statement), missed);
            }
        }
        _ => return false,
    }
    true
}

pub fn tried<G>(result: Result<G, TryLockError<G>>) -> Option<G> {
    match result {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(error)) => Some(error.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}
