//! Which runtime is the current one of a thread or task.

use crate::runtime::{Place, Scheduler};
use crate::task::Id;
use crate::task::coop::Budget;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::task::Waker;

pub(crate) const MISSING: &str =
    "there is no reactor running, must be called from the context of a Tokio 1.x runtime";

/// What each thread and task has of its own.
#[derive(Default)]
struct Context {
    entered: RefCell<Vec<Arc<Scheduler>>>,
    /// It polls a future, so that blocking would keep others from running; and whether another thread could take over.
    driving: Cell<Option<bool>>,
    /// What it has of a runtime's threads.
    place: Cell<Option<Place>>,
    /// The task that runs.
    task: Cell<Option<Id>>,
    budget: Cell<Budget>,
    /// The waker that it polls with: who has one of the same task need not ask what it does.
    polls_with: Cell<usize>,
    /// On a runtime's worker: who is to be woken when the poll is over.
    deferred: RefCell<Option<Vec<Waker>>>,
}

/// Its address tells our thread-locals from those of others.
static KEY: u8 = 0;

fn with<R>(use_it: impl FnOnce(&Context) -> R) -> Option<R> {
    let key = &raw const KEY as usize;
    let context = engine::local(key, || Rc::new(Context::default()))?;
    context.downcast_ref().map(use_it)
}

#[track_caller]
pub(crate) fn current() -> Arc<Scheduler> {
    let Some(current) = try_current() else {
        panic!("{MISSING}");
    };
    current
}

pub(crate) fn try_current() -> Option<Arc<Scheduler>> {
    with(|context| context.entered.borrow().last().cloned()).flatten()
}

pub(crate) fn enter(scheduler: Arc<Scheduler>) {
    with(|context| context.entered.borrow_mut().push(scheduler));
}

/// How many runtimes are entered, one within the other.
pub(crate) fn depth() -> usize {
    with(|context| context.entered.borrow().len()).unwrap_or_default()
}

pub(crate) fn leave() {
    with(|context| context.entered.borrow_mut().pop());
}

/// Whether this thread or task polls a future for a runtime.
pub fn is_driving() -> bool {
    with(|context| context.driving.get()).flatten().is_some()
}

/// How much the task or thread may do until it must let others go on.
pub(crate) fn budget() -> Budget {
    with(|context| context.budget.get()).unwrap_or_default()
}

pub(crate) fn set_budget(budget: Budget) {
    with(|context| context.budget.set(budget));
}

/// Wakes whoever gave way: a worker does so once the poll is over.
pub(crate) fn defer(waker: &Waker) {
    let deferred = with(|context| {
        let mut deferred = context.deferred.borrow_mut();
        deferred.as_mut().map(|deferred| deferred.push(waker.clone())).is_some()
    });
    if deferred != Some(true) {
        waker.wake_by_ref();
    }
}

/// Polls as a runtime's worker does.
pub(crate) fn poll_on_worker<R>(waker: &Waker, poll: impl FnOnce() -> R) -> R {
    with(|context| context.deferred.replace(Some(Vec::new())));
    let polled = poll_with(waker, Budget::FULL, || {
        let polled = poll();
        if budget().is_tight() {
            engine::rests_on("each poll of a task begins with a whole budget of 128 operations");
        }
        polled
    });
    for waker in with(|context| context.deferred.take()).flatten().unwrap_or_default() {
        waker.wake();
    }
    polled
}

/// Whether a waker is the one with which a runtime polls, and does nothing but have that done again.
pub(crate) fn is_polled_with(waker: &Waker) -> bool {
    with(|context| context.polls_with.get() == waker.data() as usize) == Some(true)
}

/// Polls with a waker of ours, one of several futures as far as is known.
pub(crate) fn poll_with<R>(waker: &Waker, budget: Budget, poll: impl FnOnce() -> R) -> R {
    let before = with(|context| context.polls_with.replace(waker.data() as usize));
    let _restored = PollsWith(before.unwrap_or_default());
    engine::poll_beside(|| budget.spend_on(poll))
}

struct PollsWith(usize);

impl Drop for PollsWith {
    fn drop(&mut self) {
        with(|context| context.polls_with.set(self.0));
    }
}

/// The runtime is current and polls a future as long as this lives.
pub(crate) struct Driving(());

/// # Panics
/// When a runtime polls a future already.
#[track_caller]
pub(crate) fn drive(scheduler: Arc<Scheduler>, may_hand_over: bool) -> Driving {
    assert!(
        !is_driving(),
        "Cannot start a runtime from within a runtime. This happens because a function (like `block_on`) \
         attempted to block the current thread while the thread is being used to drive asynchronous tasks. \
         If you are in an async function, use `.await` on the future instead of blocking on it."
    );
    with(|context| context.driving.set(Some(may_hand_over)));
    enter(scheduler);
    Driving(())
}

impl Drop for Driving {
    fn drop(&mut self) {
        leave();
        with(|context| context.driving.set(None));
    }
}

/// # Panics
/// When a runtime polls a future.
#[track_caller]
pub(crate) fn may_block() {
    assert!(
        !is_driving(),
        "Cannot block the current thread from within a runtime. This happens because a function attempted to \
         block the current thread while the thread is being used to drive asynchronous tasks."
    );
}

/// Calls a function that blocks where a future is polled: other tasks of the thread go on elsewhere.
///
/// # Panics
/// Where they can't.
#[track_caller]
pub(crate) fn block_in_place<R>(function: impl FnOnce() -> R) -> R {
    let driving = with(|context| context.driving.get()).flatten();
    assert!(driving != Some(false), "can call blocking only when running on the multi-threaded runtime");
    if driving.is_none() {
        return function();
    }
    let _restored = DrivesAgain(with(|context| context.driving.take()).flatten());
    wake_deferred();
    if let (Some(place), Some(scheduler)) = (leave_place(), try_current()) {
        scheduler.hand_over(place);
    }
    Budget::UNCONSTRAINED.spend_on(function)
}

/// As long as this lives, no other thread can take over what the thread does.
pub(crate) fn stay() -> impl Drop {
    let before = with(|context| context.driving.get()).flatten();
    with(|context| context.driving.set(before.and(Some(false))));
    DrivesAgain(before)
}

struct DrivesAgain(Option<bool>);

impl Drop for DrivesAgain {
    fn drop(&mut self) {
        with(|context| context.driving.set(self.0));
    }
}

/// The task runs on one of a runtime's threads.
pub(crate) fn take_place(place: Place) {
    with(|context| context.place.set(Some(place)));
}

/// It does so no more; `None` if it did not.
pub(crate) fn leave_place() -> Option<Place> {
    with(|context| context.place.take()).flatten()
}

/// The task that runs.
pub(crate) fn task() -> Option<Id> {
    with(|context| context.task.get()).flatten()
}

/// This is the task that runs, as long as what it gives lives.
pub(crate) fn be(task: Id) -> impl Drop {
    RunsAgain(with(|context| context.task.replace(Some(task))).flatten())
}

struct RunsAgain(Option<Id>);

impl Drop for RunsAgain {
    fn drop(&mut self) {
        with(|context| context.task.set(self.0));
    }
}

/// As long as what it gives lives, who gives way is woken when the thread looks after that.
pub(crate) fn defer_wakes() -> impl Drop {
    with(|context| context.deferred.replace(Some(Vec::new())));
    Defers(())
}

struct Defers(());

impl Drop for Defers {
    fn drop(&mut self) {
        wake_deferred();
        with(|context| context.deferred.replace(None));
    }
}

pub(crate) fn has_deferred() -> bool {
    with(|context| context.deferred.borrow().as_ref().is_some_and(|wakers| !wakers.is_empty())) == Some(true)
}

pub(crate) fn wake_deferred() {
    let deferred = with(|context| {
        let mut deferred = context.deferred.borrow_mut();
        deferred.as_mut().map(std::mem::take)
    });
    // The last first, as tokio does.
    for waker in deferred.flatten().unwrap_or_default().into_iter().rev() {
        waker.wake();
    }
}
