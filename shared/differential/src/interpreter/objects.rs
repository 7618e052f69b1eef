//! The objects that bodies share.

use super::permits::Permits;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Mutex {
    pub value: i64,
    pub held: bool,
    pub poisoned: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct RwLock {
    pub value: i64,
    pub readers: i64,
    pub writer: bool,
    pub poisoned: bool,
    /// Readers may sleep.
    pub readers_wait: bool,
    /// Writers may.
    pub writers_wait: bool,
    /// Those that do; the first is woken first.
    pub asleep: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Once {
    New,
    Making,
    Made(i64),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Channel {
    pub queue: Vec<i64>,
    pub senders: i64,
    pub receiver: bool,
    /// Of one without room: who waits for its message to be received.
    pub offers: Vec<(usize, i64)>,
    /// And who waits for a message.
    pub receiving: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct AsyncChannel {
    pub queue: Vec<i64>,
    pub senders: i64,
    pub receiver: bool,
    pub room: Permits,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Oneshot {
    pub value: Option<i64>,
    pub sender: bool,
    pub receiver: bool,
    /// Who has the receiver was told all, and must not wait for it.
    pub told: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Notify {
    pub permit: bool,
    /// How often all that waited were notified.
    pub calls: usize,
    pub waiting: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Timer {
    pub left: i64,
    pub body: usize,
    /// The runtime looks after it.
    pub of_runtime: bool,
}

impl RwLock {
    pub fn new(value: i64) -> RwLock {
        let (readers, writer, poisoned) = (0, false, false);
        let asleep = Vec::new();
        RwLock { value, readers, writer, poisoned, readers_wait: false, writers_wait: false, asleep }
    }

    pub fn is_free(&self) -> bool {
        self.readers == 0 && !self.writer
    }

    /// Whoever waits keeps readers out.
    pub fn is_readable(&self) -> bool {
        !self.writer && !self.readers_wait && !self.writers_wait
    }
}
