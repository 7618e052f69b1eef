//! Which event had to happen before another.

use super::lanes::Who;
use engine::{Event, Place};
use std::collections::{HashMap, VecDeque};
use timeline::What;

/// Which event had to happen before another.
#[derive(Default)]
pub(super) struct Links {
    /// Messages that nobody has received yet, by channel.
    messages: HashMap<Option<usize>, VecDeque<usize>>,
    /// The last of a kind, by object.
    last: HashMap<(What, Option<usize>), usize>,
    /// Who was started by what.
    spawned: HashMap<usize, usize>,
    /// Who sleeps at which line since when.
    slept: HashMap<(Who, Place), usize>,
}

impl Links {
    /// What had to happen before an event, which is noted for those after it.
    pub fn cause(&mut self, index: usize, what: What, event: &Event) -> Option<usize> {
        let sleeper = ((event.number, event.branch), event.place);
        let first = self.spawned.remove(&event.number);
        let last = |what: What| self.last.get(&(what, event.object)).copied();
        let cause = match what {
            What::Received => self.messages.get_mut(&event.object).and_then(VecDeque::pop_front),
            What::FoundClosed => last(What::Closed),
            What::Locked => last(What::Unlocked),
            What::Joined => last(What::Ended),
            What::Woke => last(What::Notified).or_else(|| self.slept.remove(&sleeper)),
            _ => None,
        };
        match what {
            What::Sent => self.messages.entry(event.object).or_default().push_back(index),
            What::Spawned => self.spawned.extend(event.others.iter().map(|(number, _)| (*number, index))),
            What::Slept | What::Blocked => drop(self.slept.insert(sleeper, index)),
            _ => {}
        }
        self.last.insert((what, event.object), index);
        cause.or(first)
    }
}
