//! What a thread keeps to itself, and a task shares with others that run on the same thread.

use crate::parts::task::{Kind, Locals};
use crate::world;
use std::any::Any;
use std::rc::Rc;

/// What the thread that runs keeps to itself under a key, made when it is first asked for; `None` outside of any.
pub fn thread_local(key: usize, make: impl FnOnce() -> Rc<dyn Any>) -> Option<Rc<dyn Any>> {
    let kept = world::with(|world| {
        let me = world.me()?;
        let (kind, kept) = (me.kind, me.thread.get(&key).cloned());
        if kind == Kind::Task {
            world.learned |= !std::mem::replace(&mut world.knowledge.workers, true);
        }
        Some(kept)
    });
    Some(kept.flatten()?.unwrap_or_else(|| {
        let made = make();
        world::with(|world| Some(world.me()?.thread.insert(key, made.clone())));
        made
    }))
}

/// Whether it makes a difference which thread a task runs on.
pub fn are_workers_told_apart() -> bool {
    world::with(|world| world.knowledge.workers).unwrap_or_default()
}

/// One more thread on which tasks can run.
pub fn add_worker() -> usize {
    let added = world::with(|world| {
        world.workers.push(Locals::default());
        world.workers.len() - 1
    });
    added.unwrap_or_default()
}

/// Has the running task use what a worker keeps, or no longer do so.
pub fn swap_locals(worker: usize) {
    world::with(|world| {
        let mut locals = std::mem::take(world.workers.get_mut(worker)?);
        std::mem::swap(&mut world.me()?.thread, &mut locals);
        world.workers[worker] = locals;
        Some(())
    });
}
