//! What wakes an async task.

use crate::act::{announce, settle};
use crate::footprint::{self, Access};
use crate::pending::{Pending, Ready};
use crate::task::TaskId;
use crate::{current, execution, world};
use std::panic::Location;
use std::sync::Arc;
use std::task::{Wake, Waker};

/// A waker that ends the [`wait_until_notified`] of a task, once.
pub fn waker(task: TaskId) -> Waker {
    Waker::from(Arc::new(TaskWaker { execution: execution(), task }))
}

struct TaskWaker {
    execution: Option<u32>,
    task: TaskId,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        world::with(|world| {
            // A waker may outlive its execution in something that was forgotten.
            if self.execution == Some(world.stamp) {
                let key = footprint::flags_of(self.task.canon);
                world.step.footprint.touch(key, Access::Write);
                world.tasks[self.task.index].notified = true;
            }
        });
    }
}

/// Waits until a [`waker`] of the calling task was woken since it last waited; `awaited` says what for in a hang.
#[track_caller]
pub fn wait_until_notified(awaited: &'static str) {
    let Some(me) = current() else { return };
    let site = Location::caller();
    let mut pending = Pending::new(site);
    pending.awaited = awaited;
    pending.ready = Ready::When(Box::new(move |world| world.tasks[me.index].notified));
    announce(pending);
    world::with(|world| {
        world.step.footprint.touch(footprint::flags_of(me.canon), Access::Write);
        world.tasks[me.index].notified = false;
    });
    settle("woke", None, site, 0);
}
