//! What senders and a receiver share.

use crate::sync::mpsc::bounded::Room;
use crate::sync::mpsc::error::TryRecvError;
use crate::sync::mpsc::line::Line;
use crate::waiter::poll_waiting;
use engine::verb;
use engine::{Operation, Shared, Site};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use virtual_std::__data::token_of;

/// What senders and a receiver share.
pub(super) struct Channel<T> {
    pub line: Shared<Line>,
    messages: Mutex<VecDeque<T>>,
    /// If it holds only so many messages.
    pub room: Option<Room>,
}

impl<T> Channel<T> {
    pub fn new(site: Site, room: Option<Room>) -> Channel<T> {
        let line = Shared::new("channel", Line::new(site)).made_at(site).registered();
        Channel { line, messages: Mutex::default(), room }
    }

    /// Sends a message; it comes back if nobody will receive it.
    pub fn send(&self, message: T, site: Site) -> Result<(), T> {
        self.line.operate(Operation::new(verb::SENT).at(site), |line| {
            if line.closed {
                engine::turn_out(Some(verb::FOUND_NOBODY_TO_RECEIVE_FROM), None);
                return (Err(message), 1);
            }
            self.push(line, message);
            (Ok(()), 0)
        })
    }

    /// Sends a message for which there is room, within the step that found that.
    pub fn put(&self, message: T) {
        self.line.update(|line| self.push(line, message));
    }

    /// The same as an operation of its own, for who has had the room since earlier.
    pub fn put_later(&self, message: T, site: Site) {
        self.line.operate(Operation::new(verb::SENT).at(site), |line| {
            self.push(line, message);
            ((), 0)
        });
    }

    /// Room was given back that a message could have taken: there may be none left to wait for.
    pub fn has_room_back(&self) {
        if !self.is_promised() {
            self.line.update(|line| {
                if line.closed {
                    line.wake_receiver();
                }
            });
        }
    }

    fn push(&self, line: &mut Line, message: T) {
        engine::show(|| unstable::text_of(&message));
        line.queue.push_back(token_of(&message));
        self.messages().push_back(message);
        line.wake_receiver();
    }

    /// Receives a message; `None` if there will be none.
    pub fn poll_recv(&self, cx: &Context<'_>, site: Site) -> Poll<Option<T>> {
        let operation = Operation::new(verb::RECEIVED).at(site).awaits("a message");
        let operation = operation.waits_unnoticed(|line: &Line| !line.queue.is_empty() || line.is_over());
        poll_waiting(&self.line, cx, operation, |line, waiter| {
            let (taken, token) = self.take(line);
            match taken {
                Ok(message) => (Poll::Ready(Some(message)), token),
                Err(TryRecvError::Disconnected) => {
                    engine::turn_out(Some(verb::FOUND_NO_SENDER_LEFT_OF), None);
                    (Poll::Ready(None), token)
                }
                Err(TryRecvError::Empty) => {
                    line.receiver = Some(waiter);
                    (Poll::Pending, token)
                }
            }
        })
    }

    pub fn try_recv(&self, site: Site) -> Result<T, TryRecvError> {
        self.line.operate(Operation::new(verb::TRIED_TO_RECEIVE).at(site).peeks(), |line| {
            let (taken, token) = self.take(line);
            if taken.is_ok() {
                engine::turn_out(Some(verb::RECEIVED), None);
            }
            (taken, token)
        })
    }

    pub fn blocking_recv(&self, site: Site) -> Option<T> {
        let operation = Operation::new(verb::RECEIVED).at(site);
        let operation = operation.when("a message", |line: &Line| !line.queue.is_empty() || line.is_over());
        self.line.operate(operation, |line| {
            let (taken, token) = self.take(line);
            if taken.is_err() {
                engine::turn_out(Some(verb::FOUND_NO_SENDER_LEFT_OF), None);
            }
            (taken.ok(), token)
        })
    }

    /// Receives all messages that there are, at most so many: how many they were, none only if there will be none.
    pub fn poll_recv_many(
        &self,
        cx: &Context<'_>,
        buffer: &mut Vec<T>,
        limit: usize,
        site: Site,
    ) -> Poll<usize> {
        let operation = Operation::new(verb::RECEIVED).at(site).awaits("a message");
        let operation = operation
            .waits_unnoticed(move |line: &Line| limit == 0 || !line.queue.is_empty() || line.is_over());
        poll_waiting(&self.line, cx, operation, |line, waiter| {
            let (count, token) = self.take_many(line, buffer, limit);
            if count > 0 || limit == 0 {
                return (Poll::Ready(count), token);
            }
            if line.is_over() && !self.is_promised() {
                engine::turn_out(Some(verb::FOUND_NO_SENDER_LEFT_OF), None);
                return (Poll::Ready(0), 1);
            }
            line.receiver = Some(waiter);
            (Poll::Pending, 0)
        })
    }

    /// The same for a thread.
    pub fn blocking_recv_many(&self, buffer: &mut Vec<T>, limit: usize, site: Site) -> usize {
        let operation = Operation::new(verb::RECEIVED).at(site);
        let operation = operation
            .when("a message", move |line: &Line| limit == 0 || !line.queue.is_empty() || line.is_over());
        self.line.operate(operation, |line| self.take_many(line, buffer, limit))
    }

    /// Takes the first messages, and only then makes room for others; and what the caller learns.
    fn take_many(&self, line: &mut Line, buffer: &mut Vec<T>, limit: usize) -> (usize, u64) {
        let count = limit.min(line.queue.len());
        buffer.extend(self.messages().drain(..count));
        let tokens: Vec<_> = (0..count).map(|_| line.queue.pop_front()).collect();
        self.make_room(count);
        (count, engine::digest(tokens))
    }

    /// The first message, or why there is none; and what the caller learns.
    fn take(&self, line: &mut Line) -> (Result<T, TryRecvError>, u64) {
        match (line.queue.pop_front(), self.messages().pop_front()) {
            (Some(token), Some(message)) => {
                self.make_room(1);
                engine::show(|| unstable::text_of(&message));
                (Ok(message), engine::digest(token))
            }
            _ if line.is_over() && !self.is_promised() => (Err(TryRecvError::Disconnected), 1),
            _ => (Err(TryRecvError::Empty), 0),
        }
    }

    /// Takes no more messages.
    pub fn close(&self, site: Site) {
        self.line.operate(Operation::new(verb::CLOSED).at(site), |line| {
            self.close_line(line);
            ((), 0)
        });
    }

    /// The same, and drops those that are on their way.
    pub fn drop_receiver(&self, site: Site) {
        let unread = self.line.operate(Operation::new(verb::DROPPED).at(site), |line| {
            engine::turn_out(Some(verb::DROPPED_THE_RECEIVER_OF), None);
            self.close_line(line);
            let tokens = std::mem::take(&mut line.queue);
            let unread = std::mem::take(&mut *self.messages());
            self.make_room(unread.len());
            // What they do when they are dropped, the caller does.
            let learnt = if std::mem::needs_drop::<T>() { engine::digest(tokens) } else { 0 };
            (unread, learnt)
        });
        drop(unread);
    }

    fn close_line(&self, line: &mut Line) {
        line.close();
        if let Some(room) = &self.room {
            room.permits.close_now();
        }
    }

    fn make_room(&self, count: usize) {
        if let Some(room) = &self.room {
            room.permits.put_back(count);
        }
    }

    /// A sender has got room for a message and is about to put it there, even if the channel has been closed since.
    fn is_promised(&self) -> bool {
        self.room.as_ref().is_some_and(|room| room.permits.free_now() < room.buffer)
    }

    /// Waits until no more messages are taken.
    pub fn poll_closed(&self, cx: &Context<'_>, site: Site) -> Poll<()> {
        let operation = Operation::new(verb::SAW_THE_CHANNEL_CLOSED).at(site).awaits("the receiver's end");
        poll_waiting(&self.line, cx, operation, |line, waiter| {
            if line.closed {
                return (Poll::Ready(()), 1);
            }
            line.closing.push(waiter);
            (Poll::Pending, 0)
        })
    }

    /// Looks at the line without changing it.
    pub fn ask<R: Copy + std::hash::Hash>(&self, site: Site, ask: impl FnOnce(&Line) -> R) -> R {
        self.line.operate(Operation::new(verb::LOOKED_AT_THE_CHANNEL).at(site).reads().peeks(), |line| {
            let answer = ask(line);
            (answer, engine::digest(answer))
        })
    }

    /// One more sender, made at a place.
    pub fn add_sender(&self, site: Site) {
        let alone = !self.line.is_peeked();
        self.line.operate(Operation::new(verb::CLONED).at(site).alone(alone), |line| {
            *line.senders.entry(site).or_default() += 1;
            ((), 0)
        });
    }

    /// One less.
    pub fn drop_sender(&self, site: Site) {
        self.line.operate(Operation::new(verb::DROPPED).at(site), |line| {
            engine::turn_out(Some(verb::DROPPED_A_SENDER_OF), None);
            let count = line.senders.entry(site).or_default();
            *count = count.saturating_sub(1);
            line.senders.retain(|_, count| *count > 0);
            if line.senders.is_empty() {
                line.wake_receiver();
            }
            ((), 0)
        });
    }

    /// One more sender, if there still is one.
    pub fn upgrade(&self, site: Site) -> bool {
        self.line.operate(Operation::new(verb::UPGRADED).at(site).peeks(), |line| {
            let alive = !line.senders.is_empty();
            if alive {
                *line.senders.entry(site).or_default() += 1;
            }
            (alive, u64::from(alive))
        })
    }

    fn messages(&self) -> MutexGuard<'_, VecDeque<T>> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
