//! A coroutine with its own stack, and the only place of this crate that needs `unsafe`.
#![expect(
    unsafe_code,
    reason = "a task suspends deep inside the program, where corosensei's `Yielder` can only be reached by pointer"
)]

use crate::parts::pulse;
use corosensei::stack::{DefaultStack, Stack};
use corosensei::{Coroutine, CoroutineResult, Yielder};
use std::cell::{Cell, RefCell};
use std::ptr;
use unstable::Panics;

/// As much as `std` gives a spawned thread; the pages are only taken when touched.
const STACK_BYTES: usize = 2 << 20;

thread_local! {
    static RUNNING: Cell<*const Yielder<(), ()>> = const { Cell::new(ptr::null()) };
    static STACKS: RefCell<Vec<DefaultStack>> = const { RefCell::new(Vec::new()) };
}

/// One task's control flow.
pub(crate) struct Fiber {
    coroutine: Option<Coroutine<(), (), (), DefaultStack>>,
    /// Where its stack ends, with the page that can't be touched.
    stack_end: usize,
}

impl Fiber {
    /// # Panics
    /// When the system has no memory left for another stack.
    pub fn new(body: Box<dyn FnOnce()>) -> Fiber {
        let pooled = STACKS.with_borrow_mut(Vec::pop);
        let stack = pooled.unwrap_or_else(|| {
            DefaultStack::new(STACK_BYTES).expect("there is memory for another task's stack")
        });
        let stack_end = stack.limit().get();
        let coroutine = Coroutine::with_stack(stack, move |yielder, ()| {
            RUNNING.set(yielder);
            body();
        });
        Fiber { coroutine: Some(coroutine), stack_end }
    }

    /// Lets it run until it suspends or ends; true when it has ended.
    pub fn resume(&mut self) -> bool {
        let Some(coroutine) = self.coroutine.as_mut().filter(|c| !c.done()) else {
            return true;
        };
        pulse::uses_stack(self.stack_end);
        let result = coroutine.resume(());
        RUNNING.set(ptr::null());
        matches!(result, CoroutineResult::Return(()))
    }
}

/// Gives control back to whoever resumed the running fiber.
pub(crate) fn suspend() {
    let yielder = RUNNING.get();
    assert!(!yielder.is_null(), "only a task can suspend");
    // They are counted by OS thread, but it is this task that unwinds, and not whoever runs meanwhile.
    let panics = Panics::take();
    // SAFETY: the pointer was set by the fiber that runs now and its `Yielder` lives as long as that fiber's stack.
    unsafe { &*yielder }.suspend(());
    RUNNING.set(yielder);
    panics.put_back();
}

impl Drop for Fiber {
    /// What is left on the stack is forgotten, not dropped: unwinding would run the program's destructors outside
    /// of any execution, where a `join` has nothing to return and a second panic aborts the process.
    fn drop(&mut self) {
        let Some(mut coroutine) = self.coroutine.take() else {
            return;
        };
        if !coroutine.done() {
            // SAFETY: all tasks of an execution are forgotten together, so nobody is left to use what this stack
            // lent out.
            unsafe { coroutine.force_reset() };
        }
        let stack = coroutine.into_stack();
        STACKS.with_borrow_mut(|stacks| stacks.push(stack));
    }
}
