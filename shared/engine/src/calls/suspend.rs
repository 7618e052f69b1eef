//! Letting others go on, once more or for good.

use crate::parts::end::End;
use crate::parts::fiber;
use crate::world;

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
    }
}

/// Ends the exploration: the program does something that is not modelled, which the sentence names.
pub fn refuse(sentence: &str) -> ! {
    stop(End::Refused(sentence.to_owned()))
}
