//! What has to wait until the operation under way is over: code of the program's, such as a waker, that may do operations
//! of its own.

use crate::calls::learn::{learn, settle};
use crate::parts::digest::digest;
use crate::parts::fiber::Fiber;
use crate::parts::pending::{Pending, Ready};
use crate::parts::site::Site;
use crate::parts::task::{Kind, Task};
use crate::parts::task_id::TaskId;
use crate::parts::verb;
use crate::world::{self, Later, World};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};

/// Does something as soon as the operation under way is over: the running task does it, or where the clock fires a timer, a
/// thread of the runtime's, one such thing after the other.
pub fn later(token: u64, work: impl FnOnce() + 'static) {
    let mut work = Some(work);
    world::with(|world| {
        let work = work.take()?;
        world.later.push((token, Box::new(work)));
        Some(())
    });
    match work {
        Some(work) => work(),
        None => catch_up(),
    }
}

/// Whether what is done now comes after something that has yet to be done.
pub fn is_behind() -> bool {
    let behind =
        |world: &mut World| !world.later.is_empty() || (world.running.is_none() && world.driver().is_some());
    world::with(behind).unwrap_or_default()
}

/// Does what had to wait, if no operation is under way any more.
pub(crate) fn catch_up() {
    let due = world::with(|world| {
        if world.changing > 0 || world.later.is_empty() {
            return None;
        }
        Some((std::mem::take(&mut world.later), world.running.is_some()))
    });
    match due.flatten() {
        Some((works, true)) => run(works),
        Some((works, false)) => drive(works),
        None => {}
    }
}

/// Does it at once. What it is may not follow from anything else that the task has learned.
fn run(works: Vec<Later>) {
    let tokens: Vec<u64> = works.iter().map(|(token, _)| *token).collect();
    learn("did later", None, Location::caller(), digest(tokens));
    works.into_iter().for_each(|(_, work)| work());
}

/// Has a thread of the runtime's do it.
fn drive(works: Vec<Later>) {
    let site: Site = Location::caller();
    world::with(|world| {
        let before = world.driver();
        let tokens: Vec<u64> = works.iter().map(|(token, _)| *token).collect();
        let canon = digest(("driver", tokens, before));
        let index = world.push_task(canon, "the runtime's driver".to_owned(), Kind::Driver);
        world.tasks[index].fiber = Some(Fiber::new(Box::new(move || {
            settle(verb::STARTED, None, site, 0);
            for (_, work) in works {
                drop(catch_unwind(AssertUnwindSafe(work)));
            }
            world::with(|world| world.tasks[index].finished = true);
        })));
        let mut pending = Pending::new(site);
        pending.awaited = "what it does before";
        pending.ready = before.map_or(Ready::Always, |before| Ready::After(before.index));
        world.tasks[index].pending = Some(pending);
    });
}

impl World {
    /// The last thread of a runtime's that still has something to do.
    fn driver(&self) -> Option<TaskId> {
        let is_driver = |task: &&Task| task.kind == Kind::Driver && !task.finished;
        self.tasks.iter().rev().find(is_driver).map(|task| task.id)
    }
}
