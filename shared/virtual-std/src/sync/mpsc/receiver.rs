//! As `std::sync::mpsc::Receiver`.

use crate::sync::mpsc::channel::{Channel, MESSAGE, Queue};
use crate::sync::mpsc::{Iter, RecvError, RecvTimeoutError, TryIter, TryRecvError};
use crate::time::Duration;
use ::std::cell::Cell;
use ::std::fmt;
use ::std::marker::PhantomData;
use ::std::mem::needs_drop;
use ::std::panic::{Location, RefUnwindSafe, UnwindSafe};
use ::std::sync::Arc;
use engine::verb;
use engine::{Due, Operation, Site};

/// As `std::sync::mpsc::Receiver`.
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
    /// It can be sent, but not shared.
    unshared: PhantomData<Cell<()>>,
}

impl<T> UnwindSafe for Receiver<T> {}
impl<T> RefUnwindSafe for Receiver<T> {}

impl<T> Receiver<T> {
    pub(crate) fn new(channel: Arc<Channel<T>>) -> Receiver<T> {
        Receiver { channel, unshared: PhantomData }
    }

    /// As `std::sync::mpsc::Receiver::recv`.
    ///
    /// # Errors
    /// When the channel is empty and all senders are gone.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.recv_at(Location::caller())
    }

    /// The same for the program at this site.
    pub(crate) fn recv_at(&self, site: Site) -> Result<T, RecvError> {
        self.announce_rendezvous(site);
        let bounded = self.channel.state.look(|queue| queue.bound.is_some());
        // What has been sent is there whatever else is sent, and when nobody is left to send, nobody comes back. Only
        // those who wait for room notice when a message is taken.
        let operation =
            Operation::new(verb::RECEIVED).at(site).when(MESSAGE, ready).alone(!bounded).relaxed();
        let received = self.channel.state.operate(operation, |queue| {
            let (message, observed) = self.take(queue);
            if message.is_none() {
                engine::turn_out(Some(verb::FOUND_NO_SENDER_LEFT_OF), None);
            }
            (message, observed)
        });
        received.ok_or(RecvError)
    }

    /// As `std::sync::mpsc::Receiver::try_recv`.
    ///
    /// # Errors
    /// When the channel is empty.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.channel.state.operate(Operation::new(verb::TRIED_TO_RECEIVE).peeks().relaxed(), |queue| {
            let closed = queue.senders.is_empty();
            let (message, observed) = self.take(queue);
            if message.is_some() {
                engine::turn_out(Some(verb::RECEIVED), None);
            }
            let reason = if closed { TryRecvError::Disconnected } else { TryRecvError::Empty };
            (message.ok_or(reason), engine::digest((observed, closed)))
        })
    }

    /// As `std::sync::mpsc::Receiver::recv_timeout`.
    ///
    /// # Errors
    /// When the channel is empty and stays so, or all senders are gone.
    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        match self.try_recv() {
            Ok(message) => return Ok(message),
            Err(TryRecvError::Disconnected) => return Err(RecvTimeoutError::Disconnected),
            Err(TryRecvError::Empty) => {}
        }
        let Some(timer) = engine::set_timer(verb::WAITS_FOR_A_MESSAGE_UNTIL, Due::After(timeout)) else {
            return Err(RecvTimeoutError::Timeout);
        };
        self.announce_rendezvous(Location::caller());
        let operation = Operation::new(verb::RECEIVED).when(MESSAGE, ready).or_timeout().peeks().relaxed();
        let received = self.channel.state.operate(operation, |queue| {
            let closed = queue.senders.is_empty();
            let (message, observed) = self.take(queue);
            if message.is_none() {
                let found = if closed {
                    verb::FOUND_NO_SENDER_LEFT_OF
                } else {
                    verb::GAVE_UP_WAITING_FOR_A_MESSAGE_FROM
                };
                engine::turn_out(Some(found), None);
            }
            let reason = if closed { RecvTimeoutError::Disconnected } else { RecvTimeoutError::Timeout };
            (message.ok_or(reason), engine::digest((observed, closed)))
        });
        engine::clear_timer(timer);
        received
    }

    /// As `std::sync::mpsc::Receiver::iter`.
    #[track_caller]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter::new(self, Location::caller())
    }

    /// As `std::sync::mpsc::Receiver::try_iter`.
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter(self)
    }

    /// Where there is no room for messages, a `try_send` only works while the receiver waits.
    fn announce_rendezvous(&self, site: Site) {
        if self.channel.state.look(|queue| queue.bound == Some(0)) {
            let operation = Operation::new(verb::BEGAN_TO_RECEIVE).at(site).acquires().releases();
            self.channel.state.operate(operation, |queue| (queue.receiving = true, 0));
        }
    }

    /// The next message and what it says about its sender.
    fn take(&self, queue: &mut Queue) -> (Option<T>, u64) {
        queue.receiving = false;
        let token = queue.tokens.pop_front();
        if token.is_some() {
            queue.received += 1;
        }
        let message = token.and_then(|_| self.channel.pop(queue));
        (message, engine::digest(token))
    }
}

fn ready(queue: &Queue) -> bool {
    !queue.tokens.is_empty() || queue.senders.is_empty()
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        // When no sender is left, nobody notices.
        let alone = self.channel.state.look(|queue| queue.senders.is_empty());
        let operation = Operation::new(verb::DROPPED_THE_RECEIVER_OF)
            .at(self.channel.state.made())
            .alone(alone)
            .relaxed();
        let dropped = self.channel.state.operate(operation, |queue| {
            queue.receiver = false;
            if queue.bound == Some(0) {
                return (None, 0);
            }
            // What was never received is dropped here, and a destructor may tell what it finds.
            let observed = if needs_drop::<T>() { engine::digest(&queue.tokens) } else { 0 };
            queue.tokens.clear();
            (Some(self.channel.clear()), observed)
        });
        drop(dropped);
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
