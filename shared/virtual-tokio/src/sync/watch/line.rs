//! Who is on the line, and who waits for a value.

use crate::waiter::Waiter;
use engine::{Keeper, Site, State, Wait};
use std::collections::BTreeMap;

/// Who is on the line, and who waits for a value.
#[derive(Clone, Hash)]
pub(super) struct Line {
    pub version: u64,
    /// There are no senders left.
    pub closed: bool,
    pub senders: usize,
    pub receivers: usize,
    /// Receivers that wait for another version, under keys.
    pub waiting: BTreeMap<u64, Waiter>,
    /// Senders that wait for the last receiver's end.
    pub closing: BTreeMap<u64, Waiter>,
}

impl Line {
    /// With one sender.
    pub fn new() -> Line {
        Line {
            version: 0,
            closed: false,
            senders: 1,
            receivers: 0,
            waiting: BTreeMap::new(),
            closing: BTreeMap::new(),
        }
    }
}

impl State for Line {
    fn digest(&self) -> u64 {
        engine::digest(self)
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let other = if wait.awaited == "a change" { "Sender" } else { "Receiver" };
        format!("{}; the `{other}` made at line {} is still alive", wait.sentence(), wait.made)
    }

    fn keepers(&self, awaited: &str, made: Site) -> Vec<Keeper> {
        if awaited == "a change" { vec![Keeper::Sender(made)] } else { Vec::new() }
    }
}
