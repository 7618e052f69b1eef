//! Sending messages to all receivers.

use super::error::SendError;
use super::{Channel, Receiver};
use crate::waiter::poll_waiting;
use engine::verb;
use engine::{Operation, Site};
use std::fmt;
use std::future::poll_fn;
use std::panic::Location;
use std::sync::Arc;
use std::task::Poll;
use virtual_std::__data::token_of;

/// Sends messages to all receivers.
pub struct Sender<T> {
    channel: Arc<Channel<T>>,
    site: Site,
}

/// Keeps nobody waiting for messages, but can become a sender again as long as there is another.
pub struct WeakSender<T> {
    channel: Arc<Channel<T>>,
}

impl<T> Sender<T> {
    /// One that nobody receives from yet.
    ///
    /// # Panics
    /// When it is to keep no messages, or more than can be counted.
    #[track_caller]
    pub fn new(capacity: usize) -> Sender<T> {
        Sender::of(Channel::new(capacity), Location::caller())
    }

    /// One that is counted already.
    pub(super) fn of(channel: Arc<Channel<T>>, site: Site) -> Sender<T> {
        Sender { channel, site }
    }

    /// Sends a message: to how many.
    ///
    /// # Errors
    /// Gives it back when nobody will receive it.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<usize, SendError<T>> {
        let sent = self.channel.line.operate(Operation::new(verb::SENT), |line| {
            if line.receivers == 0 {
                engine::turn_out(Some(verb::FOUND_NOBODY_TO_RECEIVE_FROM), None);
                return (Err(SendError(message)), 0);
            }
            let place = line.put(token_of(&message));
            let mut messages = self.channel.messages();
            messages.insert(place, Arc::new(message));
            let overwritten = place.checked_sub(line.capacity).and_then(|old| messages.remove(&old));
            line.wake_receivers();
            // What the old one does when it is dropped, the caller does.
            (Ok((line.receivers, overwritten)), line.receivers as u64)
        });
        sent.map(|(count, _overwritten)| count)
    }

    /// One more receiver, which gets what is sent from now on.
    #[track_caller]
    pub fn subscribe(&self) -> Receiver<T> {
        Receiver::subscribed(Arc::clone(&self.channel), Location::caller())
    }

    /// A sender that keeps nobody waiting.
    #[must_use = "Downgrade creates a WeakSender without destroying the original non-weak sender."]
    pub fn downgrade(&self) -> WeakSender<T> {
        self.channel.line.update(|line| line.weak_senders += 1);
        WeakSender { channel: Arc::clone(&self.channel) }
    }

    /// How many messages somebody has yet to receive.
    #[track_caller]
    pub fn len(&self) -> usize {
        self.channel.count(super::line::Line::len)
    }

    /// Whether everybody has received the last message.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.channel.count(|line| usize::from(line.is_empty())) == 1
    }

    /// How many receivers there are.
    #[track_caller]
    pub fn receiver_count(&self) -> usize {
        self.channel.count(|line| line.receivers)
    }

    /// Whether both send to the same receivers.
    pub fn same_channel(&self, other: &Sender<T>) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }

    /// Waits until nobody receives.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        let site = Location::caller();
        async move {
            poll_fn(|cx| {
                let operation =
                    Operation::new(verb::SAW_THE_CHANNEL_CLOSED).at(site).awaits("the last receiver's end");
                poll_waiting(&self.channel.line, cx, operation, |line, waiter| {
                    if line.closed {
                        return (Poll::Ready(()), 1);
                    }
                    line.closing.insert(waiter.token(), waiter);
                    (Poll::Pending, 0)
                })
            })
            .await;
        }
    }

    /// How many senders there are.
    #[track_caller]
    pub fn strong_count(&self) -> usize {
        self.channel.count(|line| line.senders)
    }

    /// How many weak senders there are.
    #[track_caller]
    pub fn weak_count(&self) -> usize {
        self.channel.count(|line| line.weak_senders)
    }
}

impl<T> Clone for Sender<T> {
    #[track_caller]
    fn clone(&self) -> Sender<T> {
        let alone = !self.channel.line.is_peeked();
        self.channel.line.operate(Operation::new(verb::CLONED).alone(alone), |line| {
            line.senders += 1;
            ((), 0)
        });
        Sender::of(Arc::clone(&self.channel), Location::caller())
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.channel.line.operate(Operation::new(verb::DROPPED).at(self.site), |line| {
            engine::turn_out(Some(verb::DROPPED_A_SENDER_OF), None);
            line.senders -= 1;
            if line.senders == 0 {
                line.closed = true;
                line.wake_receivers();
            }
            ((), 0)
        });
    }
}

impl<T> WeakSender<T> {
    /// A sender, if there still is one.
    #[must_use]
    #[track_caller]
    pub fn upgrade(&self) -> Option<Sender<T>> {
        let alive = self.channel.line.operate(Operation::new(verb::UPGRADED).peeks(), |line| {
            let alive = line.senders > 0;
            line.senders += usize::from(alive);
            (alive, u64::from(alive))
        });
        alive.then(|| Sender::of(Arc::clone(&self.channel), Location::caller()))
    }

    /// How many senders there are.
    #[track_caller]
    pub fn strong_count(&self) -> usize {
        self.channel.count(|line| line.senders)
    }

    /// How many weak senders there are.
    #[track_caller]
    pub fn weak_count(&self) -> usize {
        self.channel.count(|line| line.weak_senders)
    }
}

impl<T> Clone for WeakSender<T> {
    fn clone(&self) -> WeakSender<T> {
        self.channel.line.update(|line| line.weak_senders += 1);
        WeakSender { channel: Arc::clone(&self.channel) }
    }
}

impl<T> Drop for WeakSender<T> {
    fn drop(&mut self) {
        self.channel.line.update(|line| line.weak_senders -= 1);
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("broadcast::Sender")
    }
}

impl<T> fmt::Debug for WeakSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("broadcast::WeakSender")
    }
}
