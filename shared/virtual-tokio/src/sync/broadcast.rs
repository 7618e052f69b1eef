//! Channels of which each receiver gets every message.

pub mod error;
mod line;
mod receiver;
mod sender;

pub use receiver::Receiver;
pub use sender::{Sender, WeakSender};

use engine::Shared;
use line::Line;
use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A channel that keeps so many messages, rounded up to a power of two, for who has not received them yet.
///
/// # Panics
/// When it is to keep none, or more than can be counted.
#[track_caller]
pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let channel = Channel::new(capacity);
    let receiver = Receiver::subscribed(Arc::clone(&channel), Location::caller());
    (Sender::of(channel, Location::caller()), receiver)
}

/// What senders and receivers share.
struct Channel<T> {
    line: Shared<Line>,
    /// The messages that somebody has yet to receive, by their places.
    messages: Mutex<BTreeMap<u64, Arc<T>>>,
}

impl<T> Channel<T> {
    #[track_caller]
    fn new(capacity: usize) -> Arc<Channel<T>> {
        assert!(capacity > 0, "broadcast channel capacity cannot be zero");
        assert!(capacity <= usize::MAX >> 1, "broadcast channel capacity exceeded `usize::MAX / 2`");
        let line = Shared::new("channel", Line::new(capacity.next_power_of_two())).registered();
        Arc::new(Channel { line, messages: Mutex::default() })
    }

    fn messages(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<T>>> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
