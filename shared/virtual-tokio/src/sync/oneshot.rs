//! Channels for one message.

pub mod error;
mod line;

use crate::runtime::context;
use crate::task::coop::poll_with_budget;
use crate::waiter::poll_waiting;
use engine::verb;
use engine::{Operation, Site};
use line::{Channel, Line};
use std::fmt;
use std::future::poll_fn;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use virtual_std::__data::token_of;

use error::{RecvError, TryRecvError};

/// A channel for one message.
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let site = Location::caller();
    let channel = Arc::new(Channel::new(site));
    (Sender { channel: Some(Arc::clone(&channel)) }, Receiver { channel: Some(channel) })
}

/// Sends the message.
pub struct Sender<T> {
    /// `None` once it has sent.
    channel: Option<Arc<Channel<T>>>,
}

/// Receives the message, as a future.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Receiver<T> {
    /// `None` once it has received, or knows that it will not.
    channel: Option<Arc<Channel<T>>>,
}

impl<T> Sender<T> {
    /// Sends the message.
    ///
    /// # Errors
    /// Gives it back when nobody will receive it.
    #[track_caller]
    pub fn send(mut self, message: T) -> Result<(), T> {
        let Some(channel) = self.channel.take() else {
            return Err(message);
        };
        channel.line.operate(Operation::new(verb::SENT), |line| {
            line.sender = false;
            if line.closed {
                return (Err(message), 1);
            }
            engine::show(|| unstable::text_of(&message));
            line.sent = Some(token_of(&message));
            *channel.message() = Some(message);
            line.wake_receiver();
            (Ok(()), 0)
        })
    }

    /// Waits until nobody will receive a message.
    #[track_caller]
    pub fn closed(&mut self) -> impl Future<Output = ()> {
        let site = Location::caller();
        async move { poll_fn(|cx| self.poll_closed_at(cx, site)).await }
    }

    /// Polls whether nobody will receive a message.
    #[track_caller]
    pub fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.poll_closed_at(cx, Location::caller())
    }

    fn poll_closed_at(&self, cx: &mut Context<'_>, site: Site) -> Poll<()> {
        let operation = Operation::new(verb::SAW_THE_CHANNEL_CLOSED).at(site).awaits("the receiver's end");
        let Some(channel) = &self.channel else {
            return Poll::Ready(());
        };
        poll_with_budget(cx, |cx| {
            poll_waiting(&channel.line, cx, operation, |line, waiter| {
                if line.closed {
                    return (Poll::Ready(()), 1);
                }
                line.closing = Some(waiter);
                (Poll::Pending, 0)
            })
        })
    }

    /// Whether nobody will receive a message.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        let operation = Operation::new(verb::LOOKED_AT_THE_CHANNEL).reads().peeks();
        let closed = |channel: &Arc<Channel<T>>| {
            channel.line.operate(operation, |line| (line.closed, u64::from(line.closed)))
        };
        self.channel.as_ref().is_none_or(closed)
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let Some(channel) = &self.channel else { return };
        channel.line.operate(Operation::new(verb::DROPPED).at(channel.site), |line| {
            line.sender = false;
            line.wake_receiver();
            ((), 0)
        });
    }
}

impl<T> Receiver<T> {
    /// Takes no message that is not sent yet.
    #[track_caller]
    pub fn close(&mut self) {
        let Some(channel) = &self.channel else { return };
        channel.line.operate(Operation::new(verb::CLOSED), |line| (line.close(), 0));
    }

    /// The message if it was sent already.
    ///
    /// # Errors
    /// When it was not.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let Some(channel) = &self.channel else {
            return Err(TryRecvError::Closed);
        };
        let operation = Operation::new(verb::TRIED_TO_RECEIVE).peeks();
        let received = channel.line.operate(operation, |line| channel.take(line));
        if !matches!(received, Err(TryRecvError::Empty)) {
            self.channel = None;
        }
        received
    }

    /// Whether there is no message to be received just now.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        let operation = Operation::new(verb::LOOKED_AT_THE_CHANNEL).reads().peeks();
        let empty = |channel: &Arc<Channel<T>>| {
            channel.line.operate(operation, |line| (line.sent.is_none(), u64::from(line.sent.is_none())))
        };
        self.channel.as_ref().is_none_or(empty)
    }

    /// Whether it has received, or knows that it will not.
    pub fn is_terminated(&self) -> bool {
        self.channel.is_none()
    }

    /// The message, for a thread.
    ///
    /// # Errors
    /// When there will be none.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_recv(self) -> Result<T, RecvError> {
        context::may_block();
        let operation = Operation::new(verb::RECEIVED);
        let operation = operation.when("a message", |line: &Line| line.sent.is_some() || line.is_over());
        let Some(channel) = &self.channel else {
            return Err(RecvError(()));
        };
        channel.line.operate(operation, |line| channel.take(line)).map_err(|_| RecvError(()))
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let channel = self.channel.as_ref().expect("called after complete");
        let (caller, made) = (Location::caller(), channel.site);
        // It is the program's own `.await` unless some combinator polls.
        let site = if caller.file() == made.file() { caller } else { made };
        let operation = Operation::new(verb::RECEIVED).at(site).awaits("a message");
        let operation = operation.waits_unnoticed(|line: &Line| line.sent.is_some() || line.is_over());
        let received = ready!(poll_with_budget(cx, |cx| {
            poll_waiting(&channel.line, cx, operation, |line, waiter| match channel.take(line) {
                (Err(TryRecvError::Empty), token) => {
                    line.receiver = Some(waiter);
                    (Poll::Pending, token)
                }
                (received, token) => {
                    if received.is_err() {
                        engine::turn_out(Some(verb::FOUND_NO_SENDER_LEFT_OF), None);
                    }
                    (Poll::Ready(received), token)
                }
            })
        }));
        self.channel = None;
        Poll::Ready(received.map_err(|_| RecvError(())))
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let Some(channel) = &self.channel else { return };
        let unread = channel.line.operate(Operation::new(verb::DROPPED).at(channel.site), |line| {
            line.close();
            let token = line.sent.take();
            let unread = channel.message().take();
            // What it does when it is dropped, the caller does.
            (unread, if std::mem::needs_drop::<T>() { engine::digest(token) } else { 0 })
        });
        drop(unread);
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
