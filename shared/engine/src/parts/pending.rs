//! The operation that a task has announced and not yet performed.

use crate::parts::clock::Due;
use crate::parts::memory::Aim;
use crate::parts::rounds::Pause;
use crate::parts::site::Site;
use std::any::Any;
use std::time::Duration;

pub(crate) struct Pending {
    /// What it waits for as long as it is not ready, for hangs: "a message".
    pub awaited: &'static str,
    /// Index of the object it is about.
    pub object: Option<usize>,
    pub site: Site,
    pub ready: Ready,
    /// It is ready, too, once the timer has fired that its task set last.
    pub timed: bool,
    pub alone: bool,
    /// It comes after those that have waited for the same object since an earlier moment.
    pub in_turn: bool,
    /// When it was announced.
    pub since: Duration,
    /// It waits for what its future waits for ([`crate::parts::task::Task::awaits`]).
    pub for_future: bool,
    /// How many ways there are to go on, of which chance picks one.
    pub chances: Chances,
    /// What it does with its object as a location of the memory.
    pub aim: Option<Aim>,
    /// The timer that it will set.
    pub sets: Option<Due>,
    /// Its task goes round and round, and has to wait for a change.
    pub pause: Option<Pause>,
}

/// What an operation looks for in its object's state.
pub(crate) type Look<R> = Box<dyn Fn(&dyn Any) -> R>;

/// When an operation can be performed.
pub(crate) enum Ready {
    Always,
    Never,
    /// While its object is in such a state.
    In(Look<bool>),
    /// Once another task, of this index, has finished.
    After(usize),
    /// Unless the first panic's message still lacks its note.
    BetweenPanics,
}

pub(crate) enum Chances {
    Of(usize),
    /// As many as there are in its object's state.
    In(Look<usize>),
}

impl Pending {
    pub fn new(site: Site) -> Pending {
        Pending {
            awaited: "",
            object: None,
            site,
            ready: Ready::Always,
            timed: false,
            alone: false,
            in_turn: false,
            since: Duration::ZERO,
            for_future: false,
            chances: Chances::Of(1),
            aim: None,
            sets: None,
            pause: None,
        }
    }

    /// Since when it has waited for its turn.
    pub fn turn(&self) -> Option<Duration> {
        self.in_turn.then_some(self.since)
    }

    /// Whether another one for the same object has to go first.
    pub fn is_behind(&self, other: &Pending) -> bool {
        self.in_turn && other.in_turn && self.object == other.object && other.since < self.since
    }

    /// What never can be performed.
    pub fn never(awaited: &'static str, site: Site) -> Pending {
        Pending { awaited, ready: Ready::Never, ..Pending::new(site) }
    }
}
