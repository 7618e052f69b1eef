//! The senders that have to wait for room.

use engine::{State, Wait};
use std::collections::{BTreeMap, VecDeque};
use virtual_tokio::polling::Waiter;

/// The senders that have to wait for room.
#[derive(Clone, Default)]
pub(super) struct Parked {
    /// In the order in which they may go on; one that is gone keeps its place.
    line: VecDeque<u64>,
    tasks: BTreeMap<u64, Option<Waiter>>,
}

impl Parked {
    pub fn park(&mut self, sender: u64) {
        self.line.push_back(sender);
        self.tasks.insert(sender, None);
    }

    /// Lets the first in line go on. Whether there was one.
    pub fn unpark_one(&mut self) -> bool {
        let Some(sender) = self.line.pop_front() else { return false };
        if let Some(Some(waiter)) = self.tasks.remove(&sender) {
            waiter.wake();
        }
        true
    }

    /// Whom to wake when the sender may go on; `None` if it need not wait.
    pub fn waiter_of(&mut self, sender: u64) -> Option<&mut Option<Waiter>> {
        self.tasks.get_mut(&sender)
    }
}

impl State for Parked {
    fn digest(&self) -> u64 {
        engine::digest((&self.line, &self.tasks))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        wait.sentence_of_made() + wait.in_the_end(", from which nobody receives")
    }
}
