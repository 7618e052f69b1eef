//! Who is on the line, and what is on its way.

use crate::waiter::Waiter;
use engine::{Keeper, Site, State, Tokens, Wait};
use std::collections::BTreeMap;

/// Who is on the line, and what is on its way.
#[derive(Clone, Default)]
pub(super) struct Line {
    /// A token for each message.
    pub queue: Tokens,
    /// How many senders there are that were made at each place.
    pub senders: BTreeMap<Site, usize>,
    pub weak_senders: usize,
    /// The receiver takes no more messages.
    pub closed: bool,
    pub receiver: Option<Waiter>,
    /// Senders that wait for that.
    pub closing: Vec<Waiter>,
}

impl Line {
    /// With one sender, made at that place.
    pub fn new(site: Site) -> Line {
        Line { senders: BTreeMap::from([(site, 1)]), ..Line::default() }
    }

    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// What is on its way is all that there will ever be.
    pub fn is_over(&self) -> bool {
        self.closed || self.senders.is_empty()
    }

    pub fn len(&self) -> usize {
        self.queue.len()
    }

    pub fn senders(&self) -> usize {
        self.senders.values().sum()
    }

    pub fn wake_receiver(&mut self) {
        if let Some(receiver) = self.receiver.take() {
            receiver.wake();
        }
    }

    pub fn close(&mut self) {
        self.closed = true;
        self.wake_receiver();
        for sender in std::mem::take(&mut self.closing) {
            sender.wake();
        }
    }
}

impl State for Line {
    fn digest(&self) -> u64 {
        let ends = (&self.senders, self.weak_senders, self.closed);
        engine::digest((&self.queue, ends, &self.receiver, &self.closing))
    }

    fn keepers(&self, awaited: &str, _made: Site) -> Vec<Keeper> {
        let senders = self.senders.keys().filter(|_| awaited == "a message");
        senders.map(|site| Keeper::Sender(site)).collect()
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let waits = wait.sentence();
        if wait.awaited != "a message" {
            return format!("{waits}; the `Receiver` made at line {} is still alive", wait.made);
        }
        let lines: Vec<String> =
            self.senders.keys().map(|site| engine::Place::of(site).to_string()).collect();
        match lines.as_slice() {
            [] => waits,
            [line] if self.senders() == 1 => {
                format!("{waits}; the `Sender` made at line {line} is still alive")
            }
            [line] => format!("{waits}; {} `Sender`s made at line {line} are still alive", self.senders()),
            [most @ .., last] => {
                let most = most.join(", ");
                format!("{waits}; the `Sender`s made at lines {most} and {last} are still alive")
            }
        }
    }
}
