//! Which permits are free, and who waits for more.

use super::Purpose;
use crate::waiter::Waiter;
use engine::{Holder, Keeper, Owns, Site, State, Wait};
use std::collections::{BTreeSet, VecDeque};

/// Which permits are free, and who waits for more.
#[derive(Clone)]
pub(super) struct Given {
    pub free: usize,
    pub closed: bool,
    pub queue: VecDeque<Asked>,
    /// Those of the queue that have got theirs and don't know yet.
    pub granted: BTreeSet<u64>,
    /// Who has some, since where: a reader wants to know of a lock.
    holder: Option<Holder>,
    /// Stands for what the last holder may have written.
    pub written: u64,
    purpose: Purpose,
}

/// Somebody who waits.
#[derive(Clone)]
pub(super) struct Asked {
    pub key: u64,
    pub count: usize,
    pub waiter: Waiter,
}

impl Given {
    pub const fn new(purpose: Purpose, free: usize) -> Given {
        Given {
            free,
            closed: false,
            queue: VecDeque::new(),
            granted: BTreeSet::new(),
            holder: None,
            written: 0,
            purpose,
        }
    }

    pub fn can_give(&self, count: usize) -> bool {
        self.available() >= count
    }

    /// How many can be had at once: who waits for more than are free has those already.
    pub fn available(&self) -> usize {
        if self.queue.is_empty() { self.free } else { 0 }
    }

    /// Gives what can be given, and tells what the taker learns.
    pub fn give(&mut self, count: usize, site: Site) -> u64 {
        self.free -= count;
        self.hand_over(site)
    }

    pub fn hand_over(&mut self, site: Site) -> u64 {
        if self.purpose == Purpose::Lock {
            self.holder = engine::holder(site);
        }
        engine::digest(self.written)
    }

    pub fn take_back(&mut self, count: usize) {
        if count > 0 {
            self.holder = None;
        }
        self.free += count;
        while self.queue.front().is_some_and(|asked| asked.count <= self.free) {
            let Some(asked) = self.queue.pop_front() else { break };
            self.free -= asked.count;
            self.granted.insert(asked.key);
            asked.waiter.wake();
        }
    }

    pub fn close(&mut self) {
        self.closed = true;
        for asked in self.queue.drain(..) {
            asked.waiter.wake();
        }
    }
}

impl Owns for Given {
    fn content(&self) -> u64 {
        self.written
    }

    fn rewrite(&mut self, token: u64) {
        self.written = token;
    }
}

impl State for Given {
    fn digest(&self) -> u64 {
        let holder = self.holder.map(|holder| (holder.task, holder.site));
        let queue: Vec<_> = self.queue.iter().map(|asked| (asked.key, asked.count, &asked.waiter)).collect();
        engine::digest((self.free, self.closed, queue, &self.granted, holder, self.written))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let waits = wait.sentence_of_made();
        let Some(holder) = self.holder else {
            let is_room = wait.awaited.starts_with("room");
            let nobody = wait.in_the_end(", from which nobody receives");
            return if is_room { waits + nobody } else { waits };
        };
        let since = engine::Place::of(holder.site);
        format!("{waits}, held by {} since line {since}", (wait.name_of_holder)(&holder))
    }

    fn keepers(&self, _awaited: &str, _made: Site) -> Vec<Keeper> {
        self.holder.map(Keeper::Holder).into_iter().collect()
    }
}
