//! As `std::sync::Condvar`. It does not wake up without a reason.

use crate::sync::mutex::{Lock, MutexGuard, result};
use crate::time::{Duration, Instant};
use ::std::collections::BTreeSet;
use ::std::fmt;
use ::std::sync::LockResult;
use engine::verb;
use engine::{Due, Keeper, Operation, Owns, Shared, Site, State, TaskId, Wait};
use unstable::Made;

const REASON: &str = "who waits for a condition variable wakes only when notified or when its time is over; a system may \
                      wake it without a reason, too";

/// As `std::sync::Condvar`.
pub struct Condvar {
    waiters: Shared<Waiters>,
}

/// As `std::sync::WaitTimeoutResult`.
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// As `std::sync::WaitTimeoutResult::timed_out`.
    #[must_use]
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

#[derive(Clone)]
struct Waiters {
    waiting: BTreeSet<TaskId>,
    /// A notification wakes any one of those that waited when it came.
    notified: Vec<BTreeSet<TaskId>>,
    /// The last notification that found nobody waiting; only told, never acted upon.
    lost: Option<Site>,
}

impl State for Waiters {
    fn digest(&self) -> u64 {
        engine::digest((&self.waiting, &self.notified))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let lost = self.lost.map_or(wait.in_the_end(", and nobody notifies it").to_owned(), |site| {
            format!(", and it was notified at line {} when nobody waited", engine::Place::of(site))
        });
        let Wait { task, line, made, .. } = wait;
        format!("{task} waits at line {line} for the condition variable made at line {made}{lost}")
    }

    fn keepers(&self, _awaited: &str, _made: Site) -> Vec<Keeper> {
        self.lost.map(Keeper::Missed).into_iter().collect()
    }
}

impl Waiters {
    fn notify_one(&mut self, site: Site) {
        if self.waiting.is_empty() {
            self.lost = Some(site);
        }
        if self.notified.len() < self.waiting.len() {
            self.notified.push(self.waiting.clone());
        }
    }

    /// Whether the task was woken; it waits no longer either way.
    fn leave(&mut self, task: TaskId) -> bool {
        let mine = self.notified.iter().position(|woken| woken.contains(&task));
        if let Some(mine) = mine {
            self.notified.remove(mine);
        }
        self.waiting.remove(&task);
        for woken in &mut self.notified {
            woken.remove(&task);
        }
        self.notified.retain(|woken| !woken.is_empty());
        mine.is_some()
    }
}

impl Condvar {
    /// As `std::sync::Condvar::new`.
    #[track_caller]
    #[must_use]
    pub const fn new() -> Condvar {
        let waiters = Waiters { waiting: BTreeSet::new(), notified: Vec::new(), lost: None };
        unstable::made(Condvar { waiters: Shared::new("condition variable", waiters) })
    }

    /// As `std::sync::Condvar::wait`.
    ///
    /// # Errors
    /// When a thread panicked while it held the lock.
    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        match self.park(guard, None) {
            Ok((guard, _)) => Ok(guard),
            Err(error) => result(true, error.into_inner().0),
        }
    }

    /// As `std::sync::Condvar::wait_while`.
    ///
    /// # Errors
    /// When a thread panicked while it held the lock.
    #[track_caller]
    pub fn wait_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        mut condition: F,
    ) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        while condition(&mut *guard) {
            guard = self.wait(guard)?;
        }
        Ok(guard)
    }

    /// As `std::sync::Condvar::wait_timeout`.
    ///
    /// # Errors
    /// When a thread panicked while it held the lock.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        duration: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        self.park(guard, Some(duration))
    }

    /// As `std::sync::Condvar::wait_timeout_ms`.
    ///
    /// # Errors
    /// When a thread panicked while it held the lock.
    #[track_caller]
    #[deprecated(since = "1.6.0", note = "replaced by `std::sync::Condvar::wait_timeout`")]
    pub fn wait_timeout_ms<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        ms: u32,
    ) -> LockResult<(MutexGuard<'a, T>, bool)> {
        match self.wait_timeout(guard, Duration::from_millis(ms.into())) {
            Ok((guard, result)) => Ok((guard, !result.timed_out())),
            Err(error) => {
                let (guard, result) = error.into_inner();
                self::result(true, (guard, !result.timed_out()))
            }
        }
    }

    /// As `std::sync::Condvar::wait_timeout_while`.
    ///
    /// # Errors
    /// When a thread panicked while it held the lock.
    #[track_caller]
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        duration: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>
    where
        F: FnMut(&mut T) -> bool,
    {
        let start = Instant::now();
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            // Some time has always passed, even if none is counted here.
            let left = duration.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Ok((guard, WaitTimeoutResult(true)));
            }
            guard = self.wait_timeout(guard, left)?.0;
        }
    }

    /// As `std::sync::Condvar::notify_one`.
    #[track_caller]
    pub fn notify_one(&self) {
        let operation = Operation::new(verb::NOTIFIED).relaxed();
        let site = operation.site();
        self.waiters.operate(operation, |waiters| (waiters.notify_one(site), 0));
    }

    /// As `std::sync::Condvar::notify_all`.
    #[track_caller]
    pub fn notify_all(&self) {
        let operation = Operation::new(verb::NOTIFIED_ALL).relaxed();
        let site = operation.site();
        self.waiters.operate(operation, |waiters| {
            if waiters.waiting.is_empty() {
                waiters.lost = Some(site);
            }
            let all = waiters.waiting.iter();
            waiters.notified = all.map(|task| BTreeSet::from([*task])).collect();
            ((), 0)
        });
    }

    #[track_caller]
    fn park<'a, T>(
        &self,
        mut guard: MutexGuard<'a, T>,
        timeout: Option<Duration>,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let Some(me) = engine::current() else {
            engine::refuse("a condition variable is used outside of any thread");
        };
        engine::rests_on(REASON);
        let (mutex, token) = guard.lend();
        // Releasing the lock and beginning to wait are one operation.
        self.waiters.operate(Operation::new(verb::UNLOCKED_TO_WAIT_FOR).relaxed(), |waiters| {
            mutex.hand_on();
            mutex.update(|lock| lock.release(token));
            waiters.waiting.insert(me);
            ((), 0)
        });
        let timer = match timeout {
            Some(duration) => engine::set_timer(verb::WAITS_UNTIL, Due::After(duration)),
            None => None,
        };
        let mut operation = Operation::new(verb::WOKE).relaxed();
        if timeout.is_none() || timer.is_some() {
            let woken = move |waiters: &Waiters| waiters.notified.iter().any(|woken| woken.contains(&me));
            operation = operation.when("a notification", woken);
        }
        if timer.is_some() {
            operation = operation.or_timeout();
        }
        let notified = self.waiters.operate(operation, |waiters| {
            let notified = waiters.leave(me);
            (notified, notified.into())
        });
        timer.map(engine::clear_timer);
        let operation =
            Operation::new(verb::LOCKED).when("the lock", |lock: &Lock| lock.holder.is_none()).acquires();
        let site = operation.site();
        let poisoned = mutex.operate(operation, |lock| {
            lock.holder = engine::holder(site);
            (lock.poisoned, lock.content())
        });
        guard.give_back(site);
        result(poisoned, (guard, WaitTimeoutResult(!notified)))
    }
}

impl Made for Condvar {
    fn made(self) -> Self {
        self.waiters.register();
        self
    }
}

impl Default for Condvar {
    fn default() -> Self {
        Condvar::new()
    }
}

impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Condvar").finish_non_exhaustive()
    }
}
