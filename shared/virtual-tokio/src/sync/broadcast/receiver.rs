//! Receiving every message.

use super::Channel;
use super::error::{RecvError, TryRecvError};
use super::line::{Found, Line};
use crate::runtime::context;
use crate::task::coop::poll_with_budget;
use crate::waiter::poll_waiting;
use engine::verb;
use engine::{Operation, Site};
use std::fmt;
use std::future::poll_fn;
use std::panic::Location;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Receives every message that is sent from when it is made.
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
    /// The place of the next message.
    next: u64,
    site: Site,
}

impl<T> Receiver<T> {
    /// One that gets what is sent from now on.
    pub(super) fn subscribed(channel: Arc<Channel<T>>, site: Site) -> Receiver<T> {
        let next = channel.line.operate(Operation::new(verb::CLONED).at(site), |line| {
            if line.receivers == 0 {
                line.closed = false;
            }
            line.receivers += 1;
            (line.tail, line.tail)
        });
        Receiver { channel, next, site }
    }

    /// How many messages it has yet to receive, also those that are lost.
    #[track_caller]
    pub fn len(&self) -> usize {
        self.channel.count(|line| usize::try_from(line.tail - self.next).unwrap_or(usize::MAX))
    }

    /// Whether it has received all.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether both receive the same messages.
    pub fn same_channel(&self, other: &Receiver<T>) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }

    /// How many senders there are.
    #[track_caller]
    pub fn sender_strong_count(&self) -> usize {
        self.channel.count(|line| line.senders)
    }

    /// How many weak senders there are.
    #[track_caller]
    pub fn sender_weak_count(&self) -> usize {
        self.channel.count(|line| line.weak_senders)
    }

    /// Whether nobody sends any more.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        self.channel.count(|line| line.senders) == 0
    }
}

impl<T: Clone> Receiver<T> {
    /// One more, which gets what is sent from now on.
    #[track_caller]
    pub fn resubscribe(&self) -> Receiver<T> {
        Receiver::subscribed(Arc::clone(&self.channel), Location::caller())
    }

    /// The next message; an error when messages were lost, or when there will be none.
    #[track_caller]
    pub fn recv(&mut self) -> impl Future<Output = Result<T, RecvError>> {
        let site = Location::caller();
        async move {
            let mut waits = Waits { receiver: self, key: None };
            poll_fn(|cx| poll_with_budget(cx, |cx| waits.poll(cx, site))).await
        }
    }

    /// A message that is there already.
    ///
    /// # Errors
    /// When there is none, or messages were lost.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let next = &mut self.next;
        let operation = Operation::new(verb::TRIED_TO_RECEIVE).peeks();
        let taken = self.channel.line.operate(operation, |line| self.channel.take(line, next));
        taken.map(unwrapped)
    }

    /// The next message, for a thread.
    ///
    /// # Errors
    /// When messages were lost, or when there will be none.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_recv(&mut self) -> Result<T, RecvError> {
        context::may_block();
        let next = self.next;
        let operation = Operation::new(verb::RECEIVED);
        let operation = operation.when("a message", move |line: &Line| line.tail != next || line.closed);
        let next = &mut self.next;
        match self.channel.line.operate(operation, |line| self.channel.take(line, next)) {
            Ok(message) => Ok(unwrapped(message)),
            Err(TryRecvError::Lagged(count)) => Err(RecvError::Lagged(count)),
            Err(TryRecvError::Empty | TryRecvError::Closed) => Err(RecvError::Closed),
        }
    }
}

/// A message of one's own.
fn unwrapped<T: Clone>(message: Arc<T>) -> T {
    // Each receiver gets a clone, also the last one.
    T::clone(&message)
}

impl<T> Channel<T> {
    /// What is at a place, or why there is nothing; and what the caller learns.
    fn take(&self, line: &mut Line, next: &mut u64) -> (Result<Arc<T>, TryRecvError>, u64) {
        let place = *next;
        match line.take(next) {
            Found::Lagged(count) => (Err(TryRecvError::Lagged(count)), engine::digest(count)),
            Found::Nothing if line.closed => {
                engine::turn_out(Some(verb::FOUND_NO_SENDER_LEFT_OF), None);
                (Err(TryRecvError::Closed), 1)
            }
            Found::Nothing => (Err(TryRecvError::Empty), 0),
            Found::Message { is_last, token } => {
                let mut messages = self.messages();
                let kept = if is_last { messages.remove(&place) } else { messages.get(&place).cloned() };
                let message = kept.ok_or(TryRecvError::Closed);
                (message, engine::digest((is_last, token)))
            }
        }
    }

    #[track_caller]
    pub(super) fn count(&self, count: impl FnOnce(&Line) -> usize) -> usize {
        let operation = Operation::new(verb::LOOKED_AT_THE_CHANNEL).reads().peeks();
        self.line.operate(operation, |line| {
            let counted = count(line);
            (counted, counted as u64)
        })
    }
}

/// Waits for a message; the place among those who wait is given up with it.
struct Waits<'a, T> {
    receiver: &'a mut Receiver<T>,
    key: Option<u64>,
}

impl<T: Clone> Waits<'_, T> {
    fn poll(&mut self, cx: &Context<'_>, site: Site) -> Poll<Result<T, RecvError>> {
        let operation = Operation::new(verb::RECEIVED).at(site).awaits("a message");
        let (next, key) = (&mut self.receiver.next, &mut self.key);
        let channel = &self.receiver.channel;
        let taken = poll_waiting(&channel.line, cx, operation, |line, waiter| {
            let (taken, learnt) = channel.take(line, next);
            match taken {
                Err(TryRecvError::Empty) => {
                    line.wait(key, waiter);
                    (Poll::Pending, learnt)
                }
                taken => (Poll::Ready(taken), learnt),
            }
        });
        taken.map(|taken| match taken {
            Ok(message) => Ok(unwrapped(message)),
            Err(TryRecvError::Lagged(count)) => Err(RecvError::Lagged(count)),
            Err(TryRecvError::Empty | TryRecvError::Closed) => Err(RecvError::Closed),
        })
    }
}

impl<T> Drop for Waits<'_, T> {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.receiver.channel.line.update(|line| line.wait_no_more(key));
        }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let channel = &self.channel;
        let next = &mut self.next;
        let unread = channel.line.operate(Operation::new(verb::DROPPED).at(self.site), |line| {
            engine::turn_out(Some(verb::DROPPED_THE_RECEIVER_OF), None);
            line.receivers -= 1;
            if line.receivers == 0 {
                line.closed = true;
                for (_, waiter) in std::mem::take(&mut line.closing) {
                    waiter.wake();
                }
            }
            let (mut unread, mut learnt) = (Vec::new(), Vec::new());
            while *next < line.tail {
                let (message, token) = channel.take(line, next);
                unread.extend(message.ok());
                learnt.push(token);
            }
            // What they do when they are dropped, the caller does.
            (unread, if std::mem::needs_drop::<T>() { engine::digest(learnt) } else { 0 })
        });
        drop(unread);
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("broadcast::Receiver")
    }
}
