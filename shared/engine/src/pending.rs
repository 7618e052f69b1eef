//! The operation that a task has announced and not yet performed.

use crate::spinning::Pause;
use crate::world::World;
use std::panic::Location;
use std::time::Duration;

/// A line of the program.
pub type Site = &'static Location<'static>;

pub(crate) struct Pending {
    /// What it waits for as long as it is not ready, for hangs: "a message".
    pub awaited: &'static str,
    /// Index of the object it is about.
    pub object: Option<usize>,
    pub site: Site,
    pub ready: Ready,
    pub alone: bool,
    /// It waits for what its future waits for ([`crate::task::Task::awaits`]).
    pub for_future: bool,
    /// How many ways there are to go on, of which chance picks one.
    pub chances: Chances,
    /// The timer that it will set.
    pub sets: Option<Due>,
    /// Its task goes round and round, and has to wait for a change.
    pub pause: Option<Pause>,
}

pub(crate) enum Ready {
    Always,
    When(Box<dyn Fn(&World) -> bool>),
}

pub(crate) enum Chances {
    Of(usize),
    In(Box<dyn Fn(&World) -> usize>),
}

impl Chances {
    pub fn count(&self, world: &World) -> usize {
        match self {
            Chances::Of(count) => *count,
            Chances::In(count) => count(world),
        }
    }
}

/// When a timer is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So long after it is set.
    After(Duration),
    /// At that time since the program's start.
    At(Duration),
}

impl Pending {
    pub fn new(site: Site) -> Pending {
        Pending {
            awaited: "",
            object: None,
            site,
            ready: Ready::Always,
            alone: false,
            for_future: false,
            chances: Chances::Of(1),
            sets: None,
            pause: None,
        }
    }

    /// What never can be performed.
    pub fn never(awaited: &'static str, site: Site) -> Pending {
        Pending { awaited, ready: Ready::When(Box::new(|_| false)), ..Pending::new(site) }
    }

    pub fn is_ready(&self, world: &World) -> bool {
        if self.pause.as_ref().is_some_and(|pause| !pause.is_over(world)) {
            return false;
        }
        match &self.ready {
            Ready::Always => true,
            Ready::When(condition) => condition(world),
        }
    }
}

impl Due {
    pub(crate) fn from(self, now: Duration) -> Duration {
        match self {
            Due::After(delay) => now.saturating_add(delay),
            Due::At(deadline) => deadline,
        }
    }
}
