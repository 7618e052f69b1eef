//! Who is on the line, and what somebody has yet to receive.

use crate::waiter::Waiter;
use engine::{Keeper, Site, State, Wait};
use std::collections::{BTreeMap, VecDeque};

/// Who is on the line, and what somebody has yet to receive.
#[derive(Clone, Hash)]
pub(super) struct Line {
    pub capacity: u64,
    /// The place of the next message.
    pub tail: u64,
    /// The last messages, the oldest first.
    slots: VecDeque<Slot>,
    pub senders: usize,
    pub weak_senders: usize,
    pub receivers: usize,
    /// There are no senders left, or no receivers.
    pub closed: bool,
    /// Receivers that wait for a message, under keys, in the order in which they came.
    waiting: VecDeque<(u64, Waiter)>,
    /// Senders that wait for the last receiver's end.
    pub closing: BTreeMap<u64, Waiter>,
}

#[derive(Clone, Hash)]
struct Slot {
    /// So many have yet to receive it.
    left: usize,
    token: u64,
}

/// What a receiver finds at its place.
pub(super) enum Found {
    /// A message, the last of its receivers, and what stands for it.
    Message {
        is_last: bool,
        token: u64,
    },
    Nothing,
    /// So many messages are gone.
    Lagged(u64),
}

impl Line {
    /// With one sender.
    pub fn new(capacity: usize) -> Line {
        Line {
            capacity: capacity as u64,
            tail: 0,
            slots: VecDeque::new(),
            senders: 1,
            weak_senders: 0,
            receivers: 0,
            closed: true,
            waiting: VecDeque::new(),
            closing: BTreeMap::new(),
        }
    }

    /// Puts a message down, for all receivers: at which place.
    pub fn put(&mut self, token: u64) -> u64 {
        let place = self.tail;
        self.tail += 1;
        self.slots.push_back(Slot { left: self.receivers, token });
        if self.slots.len() as u64 > self.capacity {
            self.slots.pop_front();
        }
        place
    }

    /// Takes what is at a place, once for one receiver.
    pub fn take(&mut self, place: &mut u64) -> Found {
        if *place == self.tail {
            return Found::Nothing;
        }
        let oldest = self.tail - self.slots.len() as u64;
        if *place < oldest {
            let lost = oldest - *place;
            *place = oldest;
            return Found::Lagged(lost);
        }
        let slot = &mut self.slots[usize::try_from(*place - oldest).unwrap_or_default()];
        *place += 1;
        slot.left = slot.left.saturating_sub(1);
        Found::Message { is_last: slot.left == 0, token: slot.token }
    }

    /// How many messages somebody has yet to receive.
    pub fn len(&self) -> usize {
        self.slots.iter().skip_while(|slot| slot.left == 0).count()
    }

    pub fn is_empty(&self) -> bool {
        self.slots.back().is_none_or(|slot| slot.left == 0)
    }

    /// A receiver waits from now on, under a key.
    pub fn wait(&mut self, key: &mut Option<u64>, waiter: Waiter) {
        let waits = key.and_then(|key| self.waiting.iter_mut().find(|(other, _)| *other == key));
        match waits {
            Some((_, place)) => *place = waiter,
            None => self.waiting.push_back((*key.insert(waiter.token()), waiter)),
        }
    }

    pub fn wait_no_more(&mut self, key: u64) {
        self.waiting.retain(|(other, _)| *other != key);
    }

    pub fn wake_receivers(&mut self) {
        for (_, waiter) in self.waiting.drain(..) {
            waiter.wake();
        }
    }
}

impl State for Line {
    fn digest(&self) -> u64 {
        engine::digest(self)
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let other = if wait.awaited == "a message" { "Sender" } else { "Receiver" };
        format!("{}; the `{other}` made at line {} is still alive", wait.sentence(), wait.made)
    }

    fn keepers(&self, awaited: &str, made: Site) -> Vec<Keeper> {
        if awaited == "a message" { vec![Keeper::Sender(made)] } else { Vec::new() }
    }
}
