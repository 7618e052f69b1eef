//! Starting tasks.

use crate::calls::announce::announce;
use crate::calls::learn::settle;
use crate::parts::digest::digest;
use crate::parts::fiber::Fiber;
use crate::parts::footprint::{self, Access};
use crate::parts::happened::Happened;
use crate::parts::pending::Pending;
use crate::parts::site::Site;
use crate::parts::task::Kind;
use crate::parts::task_id::TaskId;
use crate::parts::verb;
use crate::world::{self, World};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};

/// Starts a task; without a name it is called after its kind and number.
#[track_caller]
pub fn spawn(name: Option<String>, kind: Kind, body: Box<dyn FnOnce()>) -> Option<TaskId> {
    spawn_at(Location::caller(), name, kind, body)
}

/// The same at another line than the caller's.
pub fn spawn_at(site: Site, name: Option<String>, kind: Kind, body: Box<dyn FnOnce()>) -> Option<TaskId> {
    let mut pending = Pending::new(site);
    pending.alone = world::with(|world| !world.knowledge.numbers).unwrap_or_default();
    announce(pending);
    let id = world::with(|world| {
        world.step.footprint.touch(footprint::numbers(), numbering(world));
        let index = world.add_task(name, kind);
        let id = world.tasks[index].id;
        let fiber = Fiber::new(Box::new(move || {
            settle(verb::STARTED, None, site, 0);
            // A panic that gets here is its library's to report, not the engine's.
            drop(catch_unwind(AssertUnwindSafe(body)));
            world::with(|world| world.tasks[id.index].finished = true);
        }));
        let mut pending = Pending::new(site);
        pending.alone = true;
        world.tasks[index].fiber = Some(fiber);
        world.tasks[index].pending = Some(pending);
        world.record(verb::SPAWNED, site, |world| Happened {
            about: world.name_of(id),
            others: vec![(id.index, None)],
            branch: world.branch(),
            ..Happened::default()
        });
        id
    });
    // Whoever spawns a task may ask for its number.
    let number = world::with(|world| world.knowledge.numbers.then_some(id.map(|id| id.index)));
    settle(verb::HAS_SPAWNED, None, site, digest(number));
    id
}

/// Spawning commutes with spawning unless somebody asks for numbers.
fn numbering(world: &World) -> Access {
    if world.knowledge.numbers { Access::Write } else { Access::Read }
}
