//! Which runtime is the current one of a thread or task.

use crate::runtime::Scheduler;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

pub(crate) const MISSING: &str =
    "there is no reactor running, must be called from the context of a Tokio 1.x runtime";

/// What each thread and task has of its own.
#[derive(Default)]
struct Context {
    entered: RefCell<Vec<Arc<Scheduler>>>,
    /// It polls a future, so that blocking would keep others from running.
    driving: Cell<bool>,
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

pub(crate) fn leave() {
    with(|context| context.entered.borrow_mut().pop());
}

/// Whether this thread or task polls a future for a runtime.
pub fn is_driving() -> bool {
    with(|context| context.driving.get()) == Some(true)
}

/// The runtime is current and polls a future as long as this lives.
pub(crate) struct Driving(());

/// # Panics
/// When a runtime polls a future already.
#[track_caller]
pub(crate) fn drive(scheduler: Arc<Scheduler>) -> Driving {
    assert!(
        !is_driving(),
        "Cannot start a runtime from within a runtime. This happens because a function (like `block_on`) \
         attempted to block the current thread while the thread is being used to drive asynchronous tasks. \
         If you are in an async function, use `.await` on the future instead of blocking on it."
    );
    with(|context| context.driving.set(true));
    enter(scheduler);
    Driving(())
}

impl Drop for Driving {
    fn drop(&mut self) {
        leave();
        with(|context| context.driving.set(false));
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
