//! As `std::sync::Mutex`.

use crate::data::{Data, Exclusive, Lender, Written};
use ::std::fmt;
use ::std::ops::{Deref, DerefMut};
use ::std::sync::{LockResult, PoisonError, TryLockError, TryLockResult};
use engine::verb;
use engine::{Holder, Keeper, Operation, Owner, Owns, Shared, Site, State, Wait};
use unstable::Made;

/// As `std::sync::Mutex`.
pub struct Mutex<T: ?Sized> {
    lock: Owner<Lock>,
    data: Exclusive<T>,
}

/// As `std::sync::MutexGuard`.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized> {
    lock: &'a Shared<Lock>,
    cell: Lender<'a, T>,
    /// `None` while a condition variable has it.
    data: Option<Written<'a, T>>,
    site: Site,
    /// A panic that began before the lock was taken does not poison it.
    panicking: bool,
}

/// Who holds a lock.
#[derive(Clone, Default)]
pub(crate) struct Lock {
    pub holder: Option<Holder>,
    /// Stands for the data.
    pub token: u64,
    pub poisoned: bool,
}

impl Lock {
    /// Nobody holds it any more; the token stands for the data if that may have changed.
    pub fn release(&mut self, token: Option<u64>) {
        self.holder = None;
        self.token = token.unwrap_or(self.token);
    }
}

impl State for Lock {
    fn digest(&self) -> u64 {
        engine::digest((self.holder.map(|holder| holder.task), self.token, self.poisoned))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let held = self.holder.map_or(String::new(), |holder| {
            format!(
                ", held by {} since line {}",
                (wait.name_of_holder)(&holder),
                engine::Place::of(holder.site)
            )
        });
        format!("{} waits at line {} for the lock made at line {}{held}", wait.task, wait.line, wait.made)
    }

    fn keepers(&self, _awaited: &str, _made: Site) -> Vec<Keeper> {
        self.holder.map(Keeper::Holder).into_iter().collect()
    }
}

impl Owns for Lock {
    fn content(&self) -> u64 {
        engine::digest((self.token, self.poisoned))
    }

    fn rewrite(&mut self, token: u64) {
        self.token = token;
    }
}

impl<T> Mutex<T> {
    /// As `std::sync::Mutex::new`.
    #[track_caller]
    pub const fn new(value: T) -> Mutex<T> {
        let lock = Shared::new("lock", Lock { holder: None, token: 0, poisoned: false });
        unstable::made(Mutex { lock: Owner::of::<T>(lock), data: Exclusive(Data::new(value)) })
    }

    /// As `std::sync::Mutex::into_inner`.
    ///
    /// # Errors
    /// When a thread panicked while it held the lock.
    #[track_caller]
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.lock.take_out(|lock| lock.poisoned);
        result(poisoned, self.data.0.into_inner())
    }
}

impl<T> Made for Mutex<T> {
    fn made(self) -> Self {
        self.lock.register();
        self
    }
}

impl<T: ?Sized> Mutex<T> {
    /// As `std::sync::Mutex::lock`.
    ///
    /// # Errors
    /// When a thread panicked while it held the lock.
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        let operation =
            Operation::new(verb::LOCKED).when("the lock", |lock: &Lock| lock.holder.is_none()).acquires();
        let site = operation.site();
        let poisoned = self.lock.operate(operation, |lock| {
            lock.holder = engine::holder(site);
            (lock.poisoned, lock.content())
        });
        result(poisoned, self.guard(site))
    }

    /// As `std::sync::Mutex::try_lock`.
    ///
    /// # Errors
    /// When the lock is held, or a thread panicked while it held it.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        let operation = Operation::new(verb::TRIED_TO_LOCK).peeks().relaxed();
        let site = operation.site();
        let free = self.lock.operate(operation, |lock| {
            let free = lock.holder.is_none().then_some(lock.poisoned);
            if free.is_some() {
                engine::turn_out(Some(verb::LOCKED), None);
                self.lock.take_over();
                lock.holder = engine::holder(site);
            }
            (free, engine::digest(free.map(|poisoned| (lock.token, poisoned))))
        });
        match free {
            None => Err(TryLockError::WouldBlock),
            Some(poisoned) => result(poisoned, self.guard(site)).map_err(TryLockError::Poisoned),
        }
    }

    /// As `std::sync::Mutex::is_poisoned`.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        let operation = Operation::new(verb::ASKED_WHETHER_A_LOCK_IS_POISONED).reads().peeks().relaxed();
        self.lock.operate(operation, |lock| (lock.poisoned, lock.poisoned.into()))
    }

    /// As `std::sync::Mutex::clear_poison`.
    #[track_caller]
    pub fn clear_poison(&self) {
        self.lock.operate(Operation::new(verb::CLEARED_A_POISONED_LOCK).peeks().relaxed(), |lock| {
            lock.poisoned = false;
            ((), 0)
        });
    }

    /// As `std::sync::Mutex::get_mut`.
    ///
    /// # Errors
    /// When a thread panicked while it held the lock.
    #[track_caller]
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let poisoned = self.lock.lend_out(|lock| lock.poisoned);
        result(poisoned, self.data.0.get_mut())
    }

    fn guard(&self, site: Site) -> MutexGuard<'_, T> {
        MutexGuard {
            lock: &self.lock,
            cell: Lender(&self.data.0),
            data: Some(self.data.0.write()),
            site,
            panicking: ::std::thread::panicking(),
        }
    }
}

/// As a lock gives what it protects.
pub(crate) fn result<G>(poisoned: bool, guard: G) -> LockResult<G> {
    if poisoned { Err(PoisonError::new(guard)) } else { Ok(guard) }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// What a condition variable needs to release the lock and take it again: the lock, and the data's token.
    pub(crate) fn lend(&mut self) -> (&'a Shared<Lock>, Option<u64>) {
        (self.lock, self.data.take().and_then(|data| data.token()))
    }

    /// The lock is held again.
    pub(crate) fn give_back(&mut self, site: Site) {
        self.data = Some(self.cell.lend());
        self.site = site;
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data.as_ref().expect("a guard has its lock's data")
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.data.as_mut().expect("a guard has its lock's data")
    }
}

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        let Some(data) = self.data.take() else { return };
        let token = data.token();
        // Before others can run: one of them may take the lock.
        drop(data);
        let poisons = !self.panicking && ::std::thread::panicking();
        // Unless somebody tries, others can only wait for it.
        let operation = Operation::new(verb::UNLOCKED).at(self.site).alone(!self.lock.is_peeked()).releases();
        self.lock.operate(operation, |lock| {
            lock.release(token);
            lock.poisoned |= poisons;
            ((), 0)
        });
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Mutex");
        match self.try_lock() {
            Ok(guard) => debug.field("data", &&*guard),
            Err(TryLockError::Poisoned(error)) => debug.field("data", &&**error.get_ref()),
            Err(TryLockError::WouldBlock) => debug.field("data", &format_args!("<locked>")),
        };
        debug.field("poisoned", &self.is_poisoned()).finish_non_exhaustive()
    }
}

impl<T: Default> Default for Mutex<T> {
    fn default() -> Self {
        Mutex::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    fn from(value: T) -> Self {
        Mutex::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
