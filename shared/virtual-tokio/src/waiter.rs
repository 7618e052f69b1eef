//! A future that is to be polled again when something happens.

mod slot;

use crate::runtime::context;
use engine::{Operation, Shared, State};
use slot::Slot;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// A waker, told apart from others by what the task knew that left it.
#[derive(Clone, Debug)]
pub struct Waiter {
    wakes: Wakes,
    token: u64,
}

#[derive(Clone, Debug)]
enum Wakes {
    /// A task of ours, which nobody notices before it runs.
    Task(Waker),
    /// What the program, or a combinator, made itself. It may do anything, so it is left alone while an object changes.
    Other(Arc<Slot>),
    Nobody,
}

/// Polls an object, with something that wakes the future when it has to wait.
pub fn poll_waiting<S: State, R>(
    shared: &Shared<S>,
    cx: &Context<'_>,
    operation: Operation<S>,
    perform: impl FnOnce(&mut S, Waiter) -> (Poll<R>, u64),
) -> Poll<R> {
    let waiter = Waiter::of(cx);
    let Some(slot) = waiter.slot() else {
        return poll_of_ours(shared, operation, |state| perform(state, waiter));
    };
    // Who polls with a waker of its own may do something else instead of waiting.
    let polled = engine::poll_beside(|| shared.poll(operation, |state| perform(state, waiter)));
    if polled.is_pending() {
        slot.fill(cx.waker());
    }
    polled
}

fn poll_of_ours<S: State, R>(
    shared: &Shared<S>,
    operation: Operation<S>,
    perform: impl FnOnce(&mut S) -> (Poll<R>, u64),
) -> Poll<R> {
    match context::try_current().filter(|_| operation.is_unnoticed()) {
        Some(scheduler) => scheduler.step_aside(|| shared.poll(operation, perform)),
        None => shared.poll(operation, perform),
    }
}

/// Changes an object within the step that is being performed anyway, with something that wakes the future.
pub fn update_waiting<S: State>(shared: &Shared<S>, cx: &Context<'_>, change: impl FnOnce(&mut S, Waiter)) {
    let waiter = Waiter::of(cx);
    let slot = waiter.slot();
    shared.update(|state| change(state, waiter));
    if let Some(slot) = slot {
        slot.fill(cx.waker());
    }
}

/// Wakes several that tokio wakes in an order that it leaves to chance, where that makes a difference.
pub(crate) fn wake_in_any_order(waiters: impl IntoIterator<Item = Waiter>) {
    let mut waiters: Vec<Waiter> = waiters.into_iter().collect();
    let matters = context::try_current().is_some_and(|runtime| runtime.driver().is_some());
    if matters {
        for last in (1..waiters.len()).rev() {
            waiters.swap(last, engine::choose(last + 1));
        }
    }
    for waiter in waiters {
        waiter.wake();
    }
}

impl Waiter {
    /// Nobody waits yet, but a place is kept.
    pub fn nobody() -> Waiter {
        Waiter { wakes: Wakes::Nobody, token: engine::token() }
    }

    /// One of ours, which does nothing but change objects.
    pub fn ours(waker: &Waker) -> Waiter {
        Waiter { wakes: Wakes::Task(waker.clone()), token: engine::token() }
    }

    fn of(cx: &Context<'_>) -> Waiter {
        let wakes = match context::is_polled_with(cx.waker()) {
            true => Wakes::Task(cx.waker().clone()),
            false => Wakes::Other(Slot::new()),
        };
        Waiter { wakes, token: engine::waiter_token() }
    }

    pub fn wake(self) {
        match &self.wakes {
            Wakes::Task(waker) if !engine::is_behind() => waker.wake_by_ref(),
            Wakes::Task(waker) => {
                let waker = waker.clone();
                engine::later(self.token, || waker.wake());
            }
            Wakes::Other(slot) => {
                let slot = Arc::clone(slot);
                engine::later(self.token, move || slot.wake());
            }
            Wakes::Nobody => {}
        }
    }

    pub fn wakes_somebody(&self) -> bool {
        !matches!(self.wakes, Wakes::Nobody)
    }

    /// The same in every execution that gets here.
    pub fn token(&self) -> u64 {
        self.token
    }

    fn slot(&self) -> Option<Arc<Slot>> {
        match &self.wakes {
            Wakes::Other(slot) => Some(Arc::clone(slot)),
            _ => None,
        }
    }
}

impl Hash for Waiter {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.token.hash(hasher);
    }
}
