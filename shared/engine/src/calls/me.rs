//! What a running task knows about itself, and what it keeps.

use crate::parts::holder::Holder;
use crate::parts::site::Site;
use crate::parts::task::Kind;
use crate::parts::task_id::TaskId;
use crate::world::{self, World};
use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

/// The task that runs; `None` outside of any execution.
pub fn current() -> Option<TaskId> {
    world::with(|world| world.me().map(|me| me.id)).flatten()
}

/// The task that runs as one that holds something from now on; `None` outside of any execution.
pub fn holder(site: Site) -> Option<Holder> {
    world::with(|world| world.me().map(|me| Holder { task: me.id, branch: me.branch, site })).flatten()
}

/// What it is.
pub fn current_kind() -> Option<Kind> {
    world::with(|world| world.me().map(|me| me.kind)).flatten()
}

/// Its name.
pub fn current_name() -> String {
    world::with(|world| world.me().map(|me| me.name.clone())).flatten().unwrap_or_default()
}

/// Whether it is the one with which the program starts.
pub fn is_main() -> bool {
    current().is_some_and(|task| task.index == 0)
}

/// The name of another task.
pub fn name_of(task: TaskId) -> String {
    world::with(|world| world.name_of(task)).unwrap_or_default()
}

/// A hash of all that the running task has done and seen: two tokens are equal only if what the task knows is.
pub fn token() -> u64 {
    world::with(|world| world.me().map(|me| me.history)).flatten().unwrap_or_default()
}

/// How many operations have been performed: as long as it stays the same, nothing has happened that others could notice.
pub fn operations() -> u64 {
    world::with(|world| world.operations).unwrap_or_default()
}

/// What the running task keeps to itself under a key, made when it is first asked for; `None` outside of any task.
pub fn local(key: usize, make: impl FnOnce() -> Rc<dyn Any>) -> Option<Rc<dyn Any>> {
    let kept = world::with(|world| Some(world.me()?.locals.get(&key).cloned())).flatten()?;
    Some(kept.unwrap_or_else(|| {
        let made = make();
        world::with(|world| Some(world.me()?.locals.insert(key, made.clone())));
        made
    }))
}

/// Has the running task do something first if it is the one that ends the process.
pub fn at_exit(first: fn()) {
    world::with(|world| world.me().map(|me| me.at_exit = Some(first)));
}

/// Which execution this is, a different number for each one; `None` outside of any.
pub fn execution() -> Option<u32> {
    world::with(|world| world.stamp)
}

/// What `env::args` gives.
pub fn arguments() -> Vec<String> {
    world::with(|world| world.settings.args.clone()).unwrap_or_default()
}

/// What there is to read from standard input.
pub fn stdin() -> Arc<[u8]> {
    world::with(|world| Arc::clone(&world.settings.stdin)).unwrap_or_default()
}

impl TaskId {
    /// A number that counts up from 1, which is `main`'s, in the order in which tasks were spawned.
    pub fn number(self) -> u64 {
        world::with(|world| world.learned |= !std::mem::replace(&mut world.knowledge.numbers, true));
        let before = |world: &mut World| {
            world.tasks[..self.index].iter().filter(|task| task.kind != Kind::Driver).count()
        };
        world::with(before).unwrap_or(self.index) as u64 + 1
    }
}
