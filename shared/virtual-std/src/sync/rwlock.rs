//! As `std::sync::RwLock`.

mod guards;
mod holders;

pub use guards::{RwLockReadGuard, RwLockWriteGuard};

use crate::data::{Data, Readable};
use crate::sync::mutex::result;
use ::std::fmt;
use ::std::panic::Location;
use ::std::sync::{LockResult, TryLockError, TryLockResult};
use engine::verb;
use engine::{Operation, Owner, Owns, Shared, Site};
use holders::Holders;
use unstable::Made;

/// As `std::sync::RwLock`.
pub struct RwLock<T: ?Sized> {
    lock: Owner<Holders>,
    data: Readable<T>,
}

impl<T> RwLock<T> {
    /// As `std::sync::RwLock::new`.
    #[track_caller]
    pub const fn new(value: T) -> RwLock<T> {
        let lock = Shared::new("lock", Holders::nobody());
        unstable::made(RwLock { lock: Owner::of::<T>(lock), data: Readable(Data::new(value)) })
    }

    /// As `std::sync::RwLock::into_inner`.
    ///
    /// # Errors
    /// When a thread panicked while it wrote.
    #[track_caller]
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.lock.take_out(|lock| lock.poisoned);
        result(poisoned, self.data.0.into_inner())
    }
}

impl<T> Made for RwLock<T> {
    fn made(self) -> Self {
        self.lock.register();
        self
    }
}

impl<T: ?Sized> RwLock<T> {
    /// As `std::sync::RwLock::read`.
    ///
    /// # Errors
    /// When a thread panicked while it wrote.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let site = Location::caller();
        let mut operation = Operation::new(verb::LOCKED_TO_READ).reads().relaxed();
        loop {
            let free = self.lock.operate(operation.at(site), |lock| {
                if lock.readable() {
                    self.lock.take_over();
                    lock.begin_to_read(site);
                    return (Some(lock.poisoned), lock.content());
                }
                engine::turn_out(Some(verb::BEGAN_TO_WAIT_FOR), None);
                lock.wait_to_read();
                (None, 0)
            });
            if let Some(poisoned) = free {
                return result(poisoned, self.reader(site));
            }
            self.waits();
            operation = Operation::new(verb::LOCKED_TO_READ).when(holders::TO_READ, woken()).relaxed();
        }
    }

    /// As `std::sync::RwLock::try_read`.
    ///
    /// # Errors
    /// When somebody writes, or a thread panicked while it wrote.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        let operation = Operation::new(verb::TRIED_TO_LOCK_TO_READ).peeks().relaxed();
        let site = operation.site();
        let free = self.lock.operate(operation, |lock| {
            let free = lock.readable().then_some(lock.poisoned);
            if free.is_some() {
                engine::turn_out(Some(verb::LOCKED_TO_READ), None);
                self.lock.take_over();
                lock.begin_to_read(site);
            } else {
                lock.rests_on_linux();
            }
            (free, engine::digest(free.map(|_| lock.content())))
        });
        match free {
            None => Err(TryLockError::WouldBlock),
            Some(poisoned) => result(poisoned, self.reader(site)).map_err(TryLockError::Poisoned),
        }
    }

    /// As `std::sync::RwLock::write`.
    ///
    /// # Errors
    /// When a thread panicked while it wrote.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let site = Location::caller();
        let mut operation = Operation::new(verb::LOCKED_TO_WRITE).relaxed();
        let mut begin: fn(&mut Holders, Site) = Holders::begin_to_write;
        loop {
            let free = self.lock.operate(operation.at(site), |lock| {
                if lock.writable() {
                    self.lock.take_over();
                    begin(lock, site);
                    return (Some(lock.poisoned), lock.content());
                }
                engine::turn_out(Some(verb::BEGAN_TO_WAIT_FOR), None);
                lock.wait_to_write();
                (None, 0)
            });
            if let Some(poisoned) = free {
                return result(poisoned, self.writer(site));
            }
            operation = Operation::new(verb::LOCKED_TO_WRITE).when(holders::TO_WRITE, woken()).relaxed();
            begin = Holders::write_after_waiting;
        }
    }

    /// As `std::sync::RwLock::try_write`.
    ///
    /// # Errors
    /// When somebody reads or writes, or a thread panicked while it wrote.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        let operation = Operation::new(verb::TRIED_TO_LOCK_TO_WRITE).peeks().relaxed();
        let site = operation.site();
        let free = self.lock.operate(operation, |lock| {
            let free = lock.writable().then_some(lock.poisoned);
            if free.is_some() {
                engine::turn_out(Some(verb::LOCKED_TO_WRITE), None);
                self.lock.take_over();
                lock.begin_to_write(site);
            }
            (free, engine::digest(free.map(|_| lock.content())))
        });
        match free {
            None => Err(TryLockError::WouldBlock),
            Some(poisoned) => result(poisoned, self.writer(site)).map_err(TryLockError::Poisoned),
        }
    }

    /// As `std::sync::RwLock::is_poisoned`.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        let operation = Operation::new(verb::ASKED_WHETHER_A_LOCK_IS_POISONED).reads().peeks().relaxed();
        self.lock.operate(operation, |lock| (lock.poisoned, lock.poisoned.into()))
    }

    /// As `std::sync::RwLock::clear_poison`.
    #[track_caller]
    pub fn clear_poison(&self) {
        self.lock.operate(Operation::new(verb::CLEARED_A_POISONED_LOCK).peeks().relaxed(), |lock| {
            lock.poisoned = false;
            ((), 0)
        });
    }

    /// As `std::sync::RwLock::get_mut`.
    ///
    /// # Errors
    /// When a thread panicked while it wrote.
    #[track_caller]
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let poisoned = self.lock.lend_out(|lock| lock.poisoned);
        result(poisoned, self.data.0.get_mut())
    }

    /// Who waits does not commute with those who read, as who only reads does.
    fn waits(&self) {
        self.lock.update(|_| ());
    }

    fn reader(&self, site: Site) -> RwLockReadGuard<'_, T> {
        RwLockReadGuard { lock: &self.lock, data: Some(self.data.0.read()), site }
    }

    fn writer(&self, site: Site) -> RwLockWriteGuard<'_, T> {
        let panicking = ::std::thread::panicking();
        RwLockWriteGuard { lock: &self.lock, data: Some(self.data.0.write()), site, panicking }
    }
}

/// Whether the running task has been woken.
fn woken() -> impl Fn(&Holders) -> bool {
    let me = engine::current();
    move |lock| me.is_none_or(|me| !lock.sleeps(me))
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("RwLock");
        match self.try_read() {
            Ok(guard) => debug.field("data", &&*guard),
            Err(TryLockError::Poisoned(error)) => debug.field("data", &&**error.get_ref()),
            Err(TryLockError::WouldBlock) => debug.field("data", &format_args!("<locked>")),
        };
        debug.field("poisoned", &self.is_poisoned()).finish_non_exhaustive()
    }
}

impl<T: Default> Default for RwLock<T> {
    fn default() -> Self {
        RwLock::new(T::default())
    }
}

impl<T> From<T> for RwLock<T> {
    fn from(value: T) -> Self {
        RwLock::new(value)
    }
}
