//! What tasks hand on to each other of what they know of the memory, other than by atomics.

use crate::parts::digest::digest;
use crate::parts::memory::Syncs;
use crate::parts::task_id::TaskId;
use crate::world::{self, World};
use std::sync::Arc;

/// The running task comes to an object.
pub(crate) fn come_to(object: usize, syncs: Syncs) {
    world::with(|world| {
        if !world.is_weak() || matches!(syncs, Syncs::Nothing | Syncs::Releases) {
            return;
        }
        let is_news = world.take_over_at(object);
        if is_news && syncs == Syncs::Undeclared {
            let kind = world.objects[object].kind;
            let sentence = format!(
                "with the weak orders of atomics: what a {kind} hands on of other memory is taken to be all there is"
            );
            world.knowledge.not_followed.insert(sentence.into());
        }
    });
}

/// The running task has done something to an object.
pub(crate) fn leave(object: usize, syncs: Syncs) {
    if !matches!(syncs, Syncs::Nothing | Syncs::Acquires) {
        world::with(|world| world.hand_on_at(object));
    }
}

/// The running task comes to know all that another one has done that has ended.
pub fn take_over_from(task: TaskId) {
    world::with(|world| world.take_over_from(task.index));
}

/// Whether the program asks for weaker orders than sequential consistency, and they are followed.
pub fn is_weak() -> bool {
    world::with(|world| world.is_weak()).unwrap_or_default()
}

/// What a task knows of the memory, for who gets it: part of a message.
#[derive(Clone, Debug, Default)]
pub struct Parcel(Option<Arc<Kept>>);

#[derive(Debug)]
struct Kept {
    execution: u32,
    name: u64,
}

impl Parcel {
    /// What the running task knows.
    pub fn pack() -> Parcel {
        let kept = world::with(|world| {
            if !world.is_weak() {
                return None;
            }
            let view = world.hand_over();
            let me = world.me()?;
            me.mind.parcels += 1;
            let name = digest((me.id, "parcel", me.mind.parcels));
            world.memory.parcels.insert(name, view);
            Some(Arc::new(Kept { execution: world.stamp, name }))
        });
        Parcel(kept.flatten())
    }

    /// Has the running task know it.
    pub fn open(&self) {
        let Some(kept) = &self.0 else { return };
        world::with(|world: &mut World| {
            let view = world.memory.parcels.get(&kept.name).cloned()?;
            world.take_over(&view);
            Some(())
        });
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        world::with(|world| {
            if world.stamp == self.execution {
                world.memory.parcels.remove(&self.name);
            }
        });
    }
}
