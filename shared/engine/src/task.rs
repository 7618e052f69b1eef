//! A thread or an async task of the program.

use crate::fiber::Fiber;
use crate::locals::Locals;
use crate::pending::{Pending, Site};
use crate::spinning::Rounds;
use crate::world::{self, World};
use std::time::Duration;

/// Which task: equal in every execution for the task that was spawned at the same place of the same history.
#[derive(Clone, Copy, Debug)]
pub struct TaskId {
    pub(crate) index: usize,
    pub(crate) canon: u64,
}

impl PartialEq for TaskId {
    fn eq(&self, other: &Self) -> bool {
        self.canon == other.canon
    }
}

impl Eq for TaskId {}

impl PartialOrd for TaskId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TaskId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.canon.cmp(&other.canon)
    }
}

impl std::hash::Hash for TaskId {
    fn hash<H: std::hash::Hasher>(&self, hasher: &mut H) {
        self.canon.hash(hasher);
    }
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

/// What a reader calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A thread: `thread 1`, … unless it has a name.
    Thread,
    /// An async task: `task 1`, ….
    Task,
    /// A thread of a runtime's that wakes, for timers, what the program made itself.
    Driver,
}

pub(crate) struct Task {
    pub id: TaskId,
    pub name: String,
    /// The program gave it that name.
    pub named: bool,
    pub kind: Kind,
    /// A hash of all its operations so far and of what each of them observed.
    pub history: u64,
    pub children: u64,
    pub made: u64,
    /// What it will do next; `None` while it runs.
    pub pending: Option<Pending>,
    /// What the last poll of its future found that it has to wait for.
    pub awaits: Vec<Awaited>,
    /// Which of the futures that it polls side by side it is polling.
    pub branch: Option<usize>,
    /// The timer that it waits for as a thread has fired.
    pub fired: bool,
    pub finished: bool,
    /// It is in the panic hook.
    pub reporting: bool,
    /// Since when it could have gone on; kept for events.
    pub ready_since: Option<Duration>,
    /// What it has done since it last did something that lasts.
    pub rounds: Rounds,
    pub fiber: Option<Fiber>,
    pub locals: Locals,
    /// What the thread keeps on which it runs.
    pub thread: Locals,
    /// What it does before it ends the process.
    pub at_exit: Option<fn()>,
}

/// What a future has to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Awaited {
    /// Index of the object that has it.
    pub object: usize,
    pub what: &'static str,
    pub site: Site,
    pub branch: Option<usize>,
}
