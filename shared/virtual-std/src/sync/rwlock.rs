//! As `std::sync::RwLock`.

use crate::data::{Data, Read, Readable, Written, fingerprint};
use crate::sync::mutex::result;
use ::std::collections::BTreeMap;
use ::std::fmt;
use ::std::ops::{Deref, DerefMut};
use ::std::sync::{LockResult, TryLockError, TryLockResult};
use engine::{Operation, Shared, Site, State, TaskId, Wait};

/// As `std::sync::RwLock`.
pub struct RwLock<T: ?Sized> {
    lock: Shared<Holders>,
    data: Readable<T>,
}

/// As `std::sync::RwLockReadGuard`.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    lock: &'a Shared<Holders>,
    data: Option<Read<'a, T>>,
    site: Site,
}

/// As `std::sync::RwLockWriteGuard`.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    lock: &'a Shared<Holders>,
    data: Option<Written<'a, T>>,
    site: Site,
    panicking: bool,
}

#[derive(Clone)]
pub(crate) struct Holders {
    writer: Option<(TaskId, Site)>,
    /// How often each task reads, and since where.
    readers: BTreeMap<TaskId, (usize, Site)>,
    /// Stands for the data.
    token: u64,
    poisoned: bool,
}

impl Holders {
    fn readable(&self) -> bool {
        self.writer.is_none()
    }

    fn writable(&self) -> bool {
        self.writer.is_none() && self.readers.is_empty()
    }

    fn begin_to_read(&mut self, site: Site) {
        if let Some(me) = engine::current() {
            self.readers.entry(me).or_insert((0, site)).0 += 1;
        }
    }

    fn stop_reading(&mut self) {
        let Some(me) = engine::current() else { return };
        if let Some((count, _)) = self.readers.get_mut(&me) {
            *count -= 1;
        }
        self.readers.retain(|_, (count, _)| *count > 0);
    }

    fn observed(&self) -> u64 {
        engine::digest((self.token, self.poisoned))
    }
}

impl State for Holders {
    fn digest(&self) -> u64 {
        let readers: Vec<_> = self.readers.iter().map(|(task, (count, _))| (task, count)).collect();
        engine::digest((self.writer.map(|(task, _)| task), readers, self.token, self.poisoned))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let writer = self.writer.map(|(task, site)| ("written", task, site));
        let readers = self.readers.iter().map(|(task, (_, site))| ("read", *task, *site));
        let held: Vec<String> = writer
            .into_iter()
            .chain(readers)
            .map(|(how, task, site)| {
                let holder = (wait.name_of)(task);
                let holder = if holder == wait.task { "itself" } else { &holder };
                format!("{how} by {holder} since line {}", site.line())
            })
            .collect();
        let Wait { task, line, made, .. } = wait;
        format!("{task} waits at line {line} for the lock made at line {made}, {}", held.join(" and "))
    }
}

impl<T> RwLock<T> {
    /// As `std::sync::RwLock::new`.
    #[track_caller]
    pub const fn new(value: T) -> RwLock<T> {
        let lock = Holders { writer: None, readers: BTreeMap::new(), token: 0, poisoned: false };
        RwLock { lock: Shared::new("lock", lock), data: Readable(Data::new(value)) }
    }

    /// As `std::sync::RwLock::into_inner`.
    ///
    /// # Errors
    /// When a thread panicked while it wrote.
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.lock.look(|lock| lock.poisoned);
        result(poisoned, self.data.0.into_inner())
    }
}

impl<T: ?Sized> RwLock<T> {
    /// As `std::sync::RwLock::read`.
    ///
    /// # Errors
    /// When a thread panicked while it wrote.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let operation = Operation::new("locked to read").when("the lock", Holders::readable).reads();
        let site = operation.site();
        let poisoned = self.lock.operate(operation, |lock| {
            lock.begin_to_read(site);
            (lock.poisoned, lock.observed())
        });
        result(poisoned, self.reader(site))
    }

    /// As `std::sync::RwLock::try_read`.
    ///
    /// # Errors
    /// When somebody writes, or a thread panicked while it wrote.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        let operation = Operation::new("tried to lock to read").peeks();
        let site = operation.site();
        let free = self.lock.operate(operation, |lock| {
            let free = lock.readable().then_some(lock.poisoned);
            if free.is_some() {
                lock.begin_to_read(site);
            }
            (free, engine::digest(free.map(|_| lock.observed())))
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
        let operation = Operation::new("locked to write").when("the lock", Holders::writable);
        let site = operation.site();
        let poisoned = self.lock.operate(operation, |lock| {
            lock.writer = engine::current().map(|me| (me, site));
            (lock.poisoned, lock.observed())
        });
        result(poisoned, self.writer(site))
    }

    /// As `std::sync::RwLock::try_write`.
    ///
    /// # Errors
    /// When somebody reads or writes, or a thread panicked while it wrote.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        let operation = Operation::new("tried to lock to write").peeks();
        let site = operation.site();
        let free = self.lock.operate(operation, |lock| {
            let free = lock.writable().then_some(lock.poisoned);
            if free.is_some() {
                lock.writer = engine::current().map(|me| (me, site));
            }
            (free, engine::digest(free.map(|_| lock.observed())))
        });
        match free {
            None => Err(TryLockError::WouldBlock),
            Some(poisoned) => result(poisoned, self.writer(site)).map_err(TryLockError::Poisoned),
        }
    }

    /// As `std::sync::RwLock::is_poisoned`.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        let operation = Operation::new("asked whether a lock is poisoned").reads();
        self.lock.operate(operation, |lock| (lock.poisoned, lock.poisoned.into()))
    }

    /// As `std::sync::RwLock::clear_poison`.
    #[track_caller]
    pub fn clear_poison(&self) {
        self.lock.operate(Operation::new("cleared a poisoned lock"), |lock| {
            lock.poisoned = false;
            ((), 0)
        });
    }

    /// As `std::sync::RwLock::get_mut`.
    ///
    /// # Errors
    /// When a thread panicked while it wrote.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let poisoned = self.lock.look(|lock| lock.poisoned);
        result(poisoned, self.data.0.get_mut())
    }

    fn reader(&self, site: Site) -> RwLockReadGuard<'_, T> {
        RwLockReadGuard { lock: &self.lock, data: Some(self.data.0.read()), site }
    }

    fn writer(&self, site: Site) -> RwLockWriteGuard<'_, T> {
        let panicking = ::std::thread::panicking();
        RwLockWriteGuard { lock: &self.lock, data: Some(self.data.0.write()), site, panicking }
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data.as_ref().expect("a guard has its lock's data")
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data.as_ref().expect("a guard has its lock's data")
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.data.as_mut().expect("a guard has its lock's data")
    }
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        // Before others can run: one of them may take the lock.
        self.data = None;
        let operation = Operation::new("unlocked").at(self.site).reads().alone(!self.lock.is_peeked());
        self.lock.operate(operation, |lock| {
            lock.stop_reading();
            ((), 0)
        });
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        let token = self.data.as_deref().and_then(fingerprint).unwrap_or_else(engine::token);
        self.data = None;
        let poisons = !self.panicking && ::std::thread::panicking();
        let operation = Operation::new("unlocked").at(self.site).alone(!self.lock.is_peeked());
        self.lock.operate(operation, |lock| {
            lock.writer = None;
            lock.token = token;
            lock.poisoned |= poisons;
            ((), 0)
        });
    }
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

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
