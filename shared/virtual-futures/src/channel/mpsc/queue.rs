//! What is under way, and who is there.

use engine::{Keeper, Site, State, Tokens, Wait};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use virtual_tokio::polling::Waiter;

/// Whether messages are taken.
#[derive(Clone)]
pub(super) struct Open(pub bool);

/// How many messages there are, those that are being sent or received among them.
#[derive(Clone)]
pub(super) struct Count(pub usize);

/// How many senders there are.
#[derive(Clone)]
pub(super) struct Senders(pub usize);

impl State for Open {
    fn digest(&self) -> u64 {
        self.0.into()
    }
}

impl State for Count {
    fn digest(&self) -> u64 {
        self.0 as u64
    }
}

impl State for Senders {
    fn digest(&self) -> u64 {
        self.0 as u64
    }
}

/// The messages that can be received, and who sends and receives.
#[derive(Clone, Default)]
pub(super) struct Queue {
    /// Stands for the messages: what their senders knew.
    pub tokens: Tokens,
    pub receiver: Option<Waiter>,
    /// For sentences only.
    pub told: Arc<Told>,
}

/// Senders by number, with what they are called and where they were made.
pub(super) type Told = Mutex<BTreeMap<u64, (&'static str, Site)>>;

impl Queue {
    pub fn wake(&mut self) {
        if let Some(receiver) = self.receiver.take() {
            receiver.wake();
        }
    }
}

impl State for Queue {
    fn digest(&self) -> u64 {
        engine::digest((&self.tokens, &self.receiver))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let senders = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines: Vec<String> = senders.values().map(|(_, site)| site.line().to_string()).collect();
        lines.dedup();
        let kind = senders.values().next().map_or("Sender", |(kind, _)| kind);
        let alive = match (&*lines, senders.len()) {
            ([line], 1) => format!("the `{kind}` made at line {line} is still alive"),
            ([line], count) => format!("{count} `{kind}`s made at line {line} are still alive"),
            (lines, _) => format!("the `{kind}`s made at lines {} are still alive", lines.join(" and ")),
        };
        format!("{}; {alive}", wait.sentence())
    }

    fn keepers(&self, awaited: &str, _made: Site) -> Vec<Keeper> {
        let senders = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let made = senders.values().filter(|_| awaited == "a message");
        made.map(|(_, site)| Keeper::Sender(site)).collect()
    }
}
