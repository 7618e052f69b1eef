//! A thread or an async task of the program.

use crate::parts::digest::Map;
use crate::parts::fiber::Fiber;
use crate::parts::looks_again::LooksAgain;
use crate::parts::memory::Mind;
use crate::parts::pending::Pending;
use crate::parts::rounds::Rounds;
use crate::parts::selecting::Selecting;
use crate::parts::site::Site;
use crate::parts::task_id::TaskId;
use std::any::Any;
use std::rc::Rc;
use std::time::Duration;

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

/// What a thread keeps to itself, under keys.
pub(crate) type Locals = Map<usize, Rc<dyn Any>>;

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
    /// It polls one future at a time, and nobody counts how often ([`crate::poll_one`]).
    pub polls_one: bool,
    /// It is about to look once more for what its one future waits for, or has to wait for it.
    pub looks_again: Option<LooksAgain>,
    /// It looks at several futures, of which none was ready so far.
    pub selecting: Option<Selecting>,
    /// Which of the futures that it polls side by side it is polling.
    pub branch: Option<usize>,
    /// The timer that it waits for as a thread has fired.
    pub fired: bool,
    pub finished: bool,
    /// Whether it is in the panic hook.
    pub hook: Hook,
    /// Since when it could have gone on; kept for events.
    pub ready_since: Option<Duration>,
    /// What it has done since it last did something that lasts.
    pub rounds: Rounds,
    /// What it knows of the memory.
    pub mind: Mind,
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

/// Whether a task is in the panic hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hook {
    Outside,
    Inside,
    /// It leaves it without having come to its end.
    Leaving,
}
