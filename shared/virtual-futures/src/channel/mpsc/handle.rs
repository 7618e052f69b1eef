//! What both kinds of senders are made of.

use super::channel::Channel;
use super::errors::{SendError, TrySendError};
use crate::verb as own;
use engine::{Operation, Site, verb};
use std::sync::Arc;
use std::task::{Context, Poll};
use virtual_tokio::polling::poll_waiting;

/// What both kinds of senders are made of.
pub(super) struct Handle<T> {
    pub channel: Arc<Channel<T>>,
    number: u64,
    kind: &'static str,
    site: Site,
    /// It got in line for room, and has not seen yet that it may go on.
    waits: bool,
}

impl<T> Handle<T> {
    /// Whoever has one sender can make another without anybody noticing.
    pub fn new(channel: Arc<Channel<T>>, kind: &'static str, site: Site) -> Handle<T> {
        let number = channel.add_sender(kind, site);
        Handle { channel, number, kind, site, waits: false }
    }

    pub fn cloned(&self, site: Site) -> Handle<T> {
        Handle::new(Arc::clone(&self.channel), self.kind, site)
    }

    /// Sends where there may be no room.
    pub fn send(&mut self, message: T, site: Site) -> Result<(), TrySendError<T>> {
        if self.must_wait(site) {
            return Err(SendError::FULL.of(message));
        }
        if self.channel.buffer == Some(0) {
            // There never is room, whoever comes before.
            if !self.get_in_line(true, site) {
                return Err(SendError::DISCONNECTED.of(message));
            }
        } else {
            let Some(full) = self.count_in(site) else {
                return Err(SendError::DISCONNECTED.of(message));
            };
            if full {
                self.get_in_line(false, site);
            }
        }
        self.put(message, site);
        Ok(())
    }

    /// Sends where there always is room.
    pub fn send_unbounded(&self, message: T, site: Site) -> Result<(), TrySendError<T>> {
        let channel = &self.channel;
        if channel.counts_unseen() {
            return channel.queue.operate(Operation::new(verb::SENT).at(site), |queue| {
                if !channel.is_open() {
                    engine::turn_out(Some(verb::FOUND_NOBODY_TO_RECEIVE_FROM), None);
                    return (Err(SendError::DISCONNECTED.of(message)), 0);
                }
                channel.count.update(|count| count.0 += 1);
                channel.push(queue, message);
                (Ok(()), 1)
            });
        }
        if self.count_in(site).is_none() {
            return Err(SendError::DISCONNECTED.of(message));
        }
        self.put(message, site);
        Ok(())
    }

    /// Counts a message that is about to be sent. Whether there was no room for it; `None` if it can't be received.
    fn count_in(&self, site: Site) -> Option<bool> {
        let buffer = self.channel.buffer;
        self.channel.count.operate(Operation::new(own::ASKED_FOR_ROOM).at(site), |count| {
            if !self.channel.is_open() {
                engine::turn_out(Some(verb::FOUND_NOBODY_TO_RECEIVE_FROM), None);
                return (None, 0);
            }
            count.0 += 1;
            let full = buffer.is_some_and(|buffer| count.0 > buffer);
            (Some(full), engine::digest(full))
        })
    }

    /// Waits for room before it sends again, unless the channel is closed. Whether the message can be received if it is only
    /// counted now.
    fn get_in_line(&mut self, counts: bool, site: Site) -> bool {
        let Handle { channel, number, .. } = self;
        let open = channel.parked.operate(Operation::new(own::GOT_IN_LINE).at(site), |parked| {
            let open = channel.is_open();
            if counts && open {
                channel.count.update(|count| count.0 += 1);
            }
            if open || !counts {
                parked.park(*number);
            }
            (open, open.into())
        });
        self.waits = open;
        open
    }

    fn put(&self, message: T, site: Site) {
        let Handle { channel, .. } = self;
        channel.queue.operate(Operation::new(verb::SENT).at(site), |queue| (channel.push(queue, message), 0));
    }

    /// Whether it has to wait, and is woken by nobody.
    fn must_wait(&mut self, site: Site) -> bool {
        if self.waits {
            let operation = Operation::new(verb::TRIED_TO_SEND).at(site);
            self.waits = self.channel.parked.operate(operation, |parked| {
                let waits = parked.waiter_of(self.number).map(|waiter| *waiter = None).is_some();
                (waits, waits.into())
            });
        }
        self.waits
    }

    /// Waits until it need not wait any more.
    pub fn poll_ready(&mut self, cx: &Context<'_>, site: Site) -> Poll<Result<(), SendError>> {
        if self.is_closed(site) {
            return Poll::Ready(Err(SendError::DISCONNECTED));
        }
        if self.waits {
            let operation = Operation::new(own::GOT_IN_LINE).at(site).awaits("room in the channel");
            let polled = poll_waiting(&self.channel.parked, cx, operation, |parked, waiter| {
                match parked.waiter_of(self.number) {
                    None => (Poll::Ready(()), 1),
                    Some(place) => {
                        *place = Some(waiter);
                        (Poll::Pending, 0)
                    }
                }
            });
            if polled.is_pending() {
                return Poll::Pending;
            }
            self.waits = false;
        }
        Poll::Ready(Ok(()))
    }

    pub fn is_closed(&self, site: Site) -> bool {
        let operation = Operation::new(verb::LOOKED_AT_THE_CHANNEL).at(site).reads();
        self.channel.open.operate(operation, |open| (!open.0, open.0.into()))
    }

    /// As if it were the last one.
    pub fn close(&self, site: Site) {
        let Handle { channel, .. } = self;
        channel.queue.operate(Operation::new(verb::CLOSED).at(site).peeks(), |queue| {
            channel.open.update(|open| open.0 = false);
            queue.wake();
            ((), 0)
        });
    }

    pub fn has_the_receiver_of(&self, other: &Handle<T>) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }
}

impl<T> Drop for Handle<T> {
    fn drop(&mut self) {
        self.channel.drop_sender(self.number, self.site);
    }
}
