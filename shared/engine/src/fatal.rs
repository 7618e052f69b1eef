//! What a task does that would end the whole process, the explorer's too, or that nothing inside of it could end.

use crate::act::{announce, stop};
use crate::digest::digest;
use crate::end::End;
use crate::footprint::{self, Access};
use crate::pending::{Pending, Site};
use crate::pulse;
use crate::world::{self, World};

/// What somebody outside of the process has seen a task come to, with a sentence for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fatal {
    /// The process is brought down.
    Aborts(String),
    /// The process has to be stopped there.
    Stops(String),
    /// The task never comes to another operation; others go on.
    Stays(String),
}

impl World {
    /// Adds something to the running task's history, and gives what the task is known to come to after that.
    pub fn remember(&mut self, what: &impl std::hash::Hash) -> Option<Fatal> {
        let me = self.me()?;
        me.history = digest((me.history, what));
        let history = me.history;
        pulse::learn(history);
        self.settings.fatal.get(&history).cloned()
    }
}

/// Has what is known to come now come to pass instead of the real thing.
pub(crate) fn meet(fatal: Fatal, site: Site) {
    if let Fatal::Stays(sentence) = fatal {
        world::with(|world| {
            world.knowledge.not_followed.insert(sentence.clone().into());
            world.left.push(sentence);
        });
        return announce(Pending::never("", site));
    }
    // What others do before it can be seen.
    announce(Pending::new(site));
    world::with(|world| world.step.footprint.touch(footprint::output(), Access::Write));
    match fatal {
        Fatal::Aborts(sentence) => stop(End::Aborted(sentence)),
        Fatal::Stops(sentence) | Fatal::Stays(sentence) => {
            world::with(|world| world.knowledge.not_followed.insert(sentence.clone().into()));
            stop(End::GivenUp(sentence))
        }
    }
}
