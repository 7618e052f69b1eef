//! Letting others go on, once more or for good.

use crate::parts::end::End;
use crate::parts::fiber;
use crate::parts::task::Hook;
use crate::world;
use std::panic::resume_unwind;

/// Suspends the running task, unless it is tried whether it leaves a loop by itself: then nobody else may go on.
pub(crate) fn suspend() {
    let tried = world::with(|world| {
        let me = world.running?;
        let task = &world.tasks[me];
        let goes_on = task.rounds.is_tried() && world.is_ready(me, task.pending.as_ref()?);
        if goes_on {
            world.tasks[me].pending = None;
        } else {
            world.end_trial();
        }
        Some(goes_on)
    });
    if tried.flatten() != Some(true) {
        fiber::suspend();
        leave_hook();
    }
}

/// What unwinds from the panic hook when the execution is over.
pub(crate) struct Over;

/// Leaves the panic hook when the execution is over: who is there holds a lock of `std`'s.
fn leave_hook() {
    let leaves = world::with(|world| {
        let over = world.over;
        let me = world.me()?;
        let leaves = over && me.hook == Hook::Inside;
        if leaves {
            me.hook = Hook::Leaving;
        }
        Some(leaves)
    });
    if leaves.flatten() == Some(true) {
        resume_unwind(Box::new(Over));
    }
}

/// Ends the execution: the running task never goes on.
pub(crate) fn stop(end: End) -> ! {
    world::with(|world| {
        world.end_trial();
        world.end.get_or_insert(end);
    });
    loop {
        fiber::suspend();
        leave_hook();
    }
}

/// Ends the exploration: the program does something that is not modelled, which the sentence names.
pub fn refuse(sentence: &str) -> ! {
    stop(End::Refused(sentence.to_owned()))
}
