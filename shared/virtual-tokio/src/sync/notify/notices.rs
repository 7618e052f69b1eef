//! Who waits to be told that something has happened.

use crate::waiter::Waiter;
use engine::{Keeper, Site, State, Wait};
use std::collections::{BTreeMap, VecDeque};

/// Who waits to be told that something has happened.
#[derive(Clone)]
pub(super) struct Notices {
    /// One that nobody waited for.
    kept: bool,
    /// How many times all who waited were told.
    pub rounds: u64,
    queue: VecDeque<(u64, Waiter)>,
    /// Where all were told when nobody waited; only told, never acted upon.
    missed: Option<Site>,
    /// Those of the queue that were told and don't know yet.
    told: BTreeMap<u64, Whom>,
}

/// Which of those who wait are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Whom {
    First,
    Last,
    All,
}

impl Notices {
    pub const fn new() -> Notices {
        Notices { kept: false, rounds: 0, queue: VecDeque::new(), missed: None, told: BTreeMap::new() }
    }

    /// Tells one.
    pub fn tell(&mut self, whom: Whom) {
        let picked = if whom == Whom::Last { self.queue.pop_back() } else { self.queue.pop_front() };
        match picked {
            Some((key, waiter)) => {
                self.told.insert(key, whom);
                waiter.wake();
            }
            None => self.kept = true,
        }
    }

    /// Tells all who wait.
    pub fn tell_all(&mut self, site: Site) {
        if self.queue.is_empty() {
            self.missed = Some(site);
        }
        self.rounds += 1;
        for (key, waiter) in self.queue.drain(..) {
            self.told.insert(key, Whom::All);
            waiter.wake();
        }
    }

    /// Whether somebody who began to look after so many rounds has been told; if not, they wait from now on, under a key.
    pub fn is_told(&mut self, key: &mut Option<u64>, rounds: u64, waiter: Waiter) -> bool {
        let Some(waits) = *key else {
            if self.rounds != rounds || std::mem::take(&mut self.kept) {
                return true;
            }
            self.queue.push_back((*key.insert(waiter.token()), waiter));
            return false;
        };
        if self.told.remove(&waits).is_some() {
            *key = None;
            return true;
        }
        if waiter.wakes_somebody()
            && let Some((_, queued)) = self.queue.iter_mut().find(|(queued, _)| *queued == waits)
        {
            *queued = waiter;
        }
        false
    }

    /// Somebody does not wait any more. What only they were told goes to somebody else.
    pub fn forget(&mut self, key: u64) {
        self.queue.retain(|(queued, _)| *queued != key);
        match self.told.remove(&key) {
            Some(whom @ (Whom::First | Whom::Last)) => self.tell(whom),
            Some(Whom::All) | None => {}
        }
    }
}

impl State for Notices {
    fn digest(&self) -> u64 {
        engine::digest((self.kept, self.rounds, &self.queue, &self.told))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let (waits, made) = (wait.sentence(), wait.made);
        match self.missed {
            None => waits + wait.in_the_end(&format!("; nobody notifies the `Notify` made at line {made}")),
            Some(site) => {
                format!(
                    "{waits}; the `Notify` made at line {made} notified all at line {} when nobody waited",
                    site.line()
                )
            }
        }
    }

    fn keepers(&self, _awaited: &str, _made: Site) -> Vec<Keeper> {
        self.missed.map(Keeper::Missed).into_iter().collect()
    }
}
