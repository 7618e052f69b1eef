//! What senders and a receiver share.

use super::parked::Parked;
use super::queue::{Count, Open, Queue, Senders, Told};
use crate::verb as own;
use engine::{Operation, Shared, Site, verb};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use virtual_tokio::polling::{Waiter, poll_waiting};

/// What senders and a receiver share.
pub(super) struct Channel<T> {
    /// How many messages there is room for, besides one for each sender.
    pub buffer: Option<usize>,
    pub open: Shared<Open>,
    pub senders: Shared<Senders>,
    pub count: Shared<Count>,
    pub queue: Shared<Queue>,
    pub parked: Shared<Parked>,
    messages: Mutex<VecDeque<T>>,
    told: Arc<Told>,
    /// Where it was made.
    pub site: Site,
}

/// A message that was taken out of the queue.
struct Received<T> {
    message: T,
    /// Whether it still is, as if it had not been.
    counted: bool,
}

impl<T> Channel<T> {
    pub fn new(buffer: Option<usize>, site: Site) -> Channel<T> {
        fn shared<S: engine::State>(state: S, site: Site) -> Shared<S> {
            Shared::new("channel", state).made_at(site).registered()
        }
        let told = Arc::default();
        Channel {
            buffer,
            open: shared(Open(true), site),
            senders: shared(Senders(0), site),
            count: shared(Count(0), site),
            queue: shared(Queue { told: Arc::clone(&told), ..Queue::default() }, site),
            told,
            parked: shared(Parked::default(), site),
            messages: Mutex::default(),
            site,
        }
    }

    /// Whether nobody can tell that messages are counted apart from being sent and received.
    pub fn counts_unseen(&self) -> bool {
        self.buffer.is_none() && !self.count.is_peeked()
    }

    /// Whether it is open and how many messages there are.
    pub fn look(&self, site: Site) -> (bool, usize) {
        let operation = Operation::new(verb::LOOKED_AT_THE_CHANNEL).at(site).reads().peeks();
        self.count.operate(operation, |count| {
            let seen = (self.is_open(), count.0);
            (seen, engine::digest(seen))
        })
    }

    /// Whether it is open, within the step that is being performed anyway.
    pub fn is_open(&self) -> bool {
        self.open.look(|open| open.0)
    }

    /// Puts a message into the queue.
    pub fn push(&self, queue: &mut Queue, message: T) {
        queue.tokens.push_back(if size_of::<T>() == 0 { 0 } else { engine::token() });
        self.messages().push_back(message);
        queue.wake();
    }

    /// Takes no more messages. Who waits for room finds that out.
    pub fn close(&self, site: Site) {
        self.open.operate(Operation::new(verb::CLOSED).at(site).peeks(), |open| {
            open.0 = false;
            if self.buffer.is_some() {
                self.parked.update(|parked| while parked.unpark_one() {});
            }
            ((), 0)
        });
    }

    /// The next message, or none if there will be none; `Pending` if it has yet to come. The message may still be counted.
    fn take(&self, queue: &mut Queue) -> (Poll<Option<Received<T>>>, u64) {
        let Some(token) = queue.tokens.pop_front() else {
            let over = !self.is_open() && self.count.look(|count| count.0 == 0);
            return if over { (Poll::Ready(None), 1) } else { (Poll::Pending, 0) };
        };
        if self.buffer.is_some() {
            self.parked.update(Parked::unpark_one);
        }
        // Where there is no room for more than this one leaves, nobody can tell whether they come before it is counted out.
        let is_full = |buffer| self.count.look(|count| count.0 > buffer);
        let counted = !self.counts_unseen() && !self.buffer.is_some_and(is_full);
        if !counted {
            self.count.update(|count| count.0 -= 1);
        }
        let message = self.messages().pop_front().map(|message| Received { message, counted });
        (Poll::Ready(message), engine::digest((token, counted)))
    }

    /// Counts a message out that was received.
    fn count_out(&self, received: Poll<Option<Received<T>>>, site: Site) -> Poll<Option<T>> {
        if matches!(received, Poll::Ready(Some(Received { counted: true, .. }))) {
            let operation = Operation::new(own::MADE_ROOM).at(site);
            self.count.operate(operation, |count| (count.0 -= 1, 0));
        }
        received.map(|received| received.map(|received| received.message))
    }

    pub fn try_receive(&self, site: Site) -> Poll<Option<T>> {
        let operation = Operation::new(verb::TRIED_TO_RECEIVE).at(site).peeks();
        let received = self.queue.operate(operation, |queue| {
            let (received, observed) = self.take(queue);
            if matches!(received, Poll::Ready(Some(_))) {
                engine::turn_out(Some(verb::RECEIVED), None);
            }
            let state = (received.is_pending(), matches!(received, Poll::Ready(None)));
            (received, engine::digest((observed, state)))
        });
        self.count_out(received, site)
    }

    pub fn poll_receive(&self, cx: &Context<'_>, site: Site) -> Poll<Option<T>> {
        let operation = Operation::new(verb::RECEIVED).at(site).awaits("a message");
        let received = poll_waiting(&self.queue, cx, operation, |queue, waiter: Waiter| {
            let (received, observed) = self.take(queue);
            match &received {
                Poll::Pending => queue.receiver = Some(waiter),
                Poll::Ready(None) => engine::turn_out(Some(verb::FOUND_NO_SENDER_LEFT_OF), None),
                Poll::Ready(Some(_)) => {}
            }
            (received, observed)
        });
        self.count_out(received, site)
    }

    /// The receiver is dropped, and with it all messages, also those that are still being sent.
    pub fn drop_receiver(&self) {
        if !self.counts_unseen() {
            self.close(self.site);
        }
        let dropped = || Operation::new(verb::DROPPED_THE_RECEIVER_OF).at(self.site);
        let mut operation = dropped();
        loop {
            let (unread, left) = self.queue.operate(operation, |queue| {
                // What was never received may tell what it is when it is dropped.
                let observed = if std::mem::needs_drop::<T>() { engine::digest(&queue.tokens) } else { 0 };
                let unread = std::mem::take(&mut *self.messages());
                queue.tokens.clear();
                queue.receiver = None;
                self.open.update(|open| open.0 = false);
                let left = self.count.update(|count| {
                    count.0 -= unread.len();
                    count.0
                });
                ((unread, left), engine::digest((observed, left)))
            });
            drop(unread);
            if left == 0 {
                return;
            }
            operation = dropped().when("a message", |queue: &Queue| !queue.tokens.is_empty());
        }
    }

    /// One more sender, which nobody notices; its number.
    pub fn add_sender(&self, kind: &'static str, site: Site) -> u64 {
        self.senders.update(|senders| senders.0 += 1);
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let number = told.last_key_value().map_or(0, |(last, _)| last + 1);
        told.insert(number, (kind, site));
        number
    }

    /// One less. In whatever order they go, the last one closes the channel.
    pub fn drop_sender(&self, number: u64, site: Site) {
        let operation = Operation::new(verb::DROPPED_A_SENDER_OF).at(site).reads();
        let last = self.senders.operate(operation, |senders| {
            senders.0 -= 1;
            self.told.lock().unwrap_or_else(PoisonError::into_inner).remove(&number);
            (senders.0 == 0, (senders.0 == 0).into())
        });
        if last {
            // Who is the last does not commute with the others, as those do.
            self.senders.update(|_| ());
            self.open.update(|open| open.0 = false);
            self.queue.update(Queue::wake);
        }
    }

    pub fn messages(&self) -> MutexGuard<'_, VecDeque<T>> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
