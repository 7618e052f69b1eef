//! Channels for one message.

mod line;

pub use futures::channel::oneshot::Canceled;

use crate::polled_at;
use engine::Operation;
use engine::verb;
use futures::future::FusedFuture;
use line::{Channel, Line};
use std::fmt;
use std::mem::needs_drop;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use virtual_tokio::polling::poll_waiting;

/// As `futures::channel::oneshot::channel`.
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let channel = Arc::new(Channel::new(Location::caller()));
    (Sender { channel: Arc::clone(&channel) }, Receiver { channel })
}

/// As `futures::channel::oneshot::Sender`.
pub struct Sender<T> {
    channel: Arc<Channel<T>>,
}

/// As `futures::channel::oneshot::Receiver`.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
}

impl<T> Unpin for Sender<T> {}
impl<T> Unpin for Receiver<T> {}

impl<T> Sender<T> {
    /// As `futures::channel::oneshot::Sender::send`.
    ///
    /// # Errors
    /// The message, when nobody will receive it.
    #[track_caller]
    pub fn send(self, message: T) -> Result<(), T> {
        let channel = &self.channel;
        channel.line.operate(Operation::new(verb::SENT), |line| {
            if line.complete {
                engine::turn_out(Some(verb::FOUND_NOBODY_TO_RECEIVE_FROM), None);
                line.end_sending();
                return (Err(message), 0);
            }
            line.sent = Some(if size_of::<T>() == 0 { 0 } else { engine::token() });
            *channel.message() = Some(message);
            if !needs_drop::<T>() {
                // Nobody can tell who lets go of it.
                line.end_sending();
            }
            (Ok(()), 1)
        })
    }

    /// As `futures::channel::oneshot::Sender::poll_canceled`.
    #[track_caller]
    pub fn poll_canceled(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let site = polled_at(Location::caller(), self.channel.site);
        let operation = Operation::new(verb::SAW_THE_CHANNEL_CLOSED).at(site).awaits("the receiver's end");
        poll_waiting(&self.channel.line, cx, operation, |line, waiter| {
            if line.complete {
                return (Poll::Ready(()), 1);
            }
            line.canceling = Some(waiter);
            (Poll::Pending, 0)
        })
    }

    /// As `futures::channel::oneshot::Sender::cancellation`.
    pub fn cancellation(&mut self) -> Cancellation<'_, T> {
        Cancellation { sender: self }
    }

    /// As `futures::channel::oneshot::Sender::is_canceled`.
    #[track_caller]
    pub fn is_canceled(&self) -> bool {
        self.channel.is_complete()
    }

    /// As `futures::channel::oneshot::Sender::is_connected_to`.
    pub fn is_connected_to(&self, receiver: &Receiver<T>) -> bool {
        Arc::ptr_eq(&self.channel, &receiver.channel)
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let channel = &self.channel;
        if !channel.line.look(|line| line.sender) {
            return;
        }
        let unread = channel.line.operate(Operation::new(verb::DROPPED).at(channel.site), |line| {
            line.end_sending();
            channel.let_go(line)
        });
        drop(unread);
    }
}

/// As `futures::channel::oneshot::Cancellation`.
#[must_use = "futures do nothing unless you `.await` or poll them"]
#[derive(Debug)]
pub struct Cancellation<'a, T> {
    sender: &'a mut Sender<T>,
}

impl<T> Future for Cancellation<'_, T> {
    type Output = ();

    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.sender.poll_canceled(cx)
    }
}

impl<T> Receiver<T> {
    /// As `futures::channel::oneshot::Receiver::close`.
    #[track_caller]
    pub fn close(&mut self) {
        self.channel.line.operate(Operation::new(verb::CLOSED), |line| (line.close(), 0));
    }

    /// As `futures::channel::oneshot::Receiver::try_recv`.
    ///
    /// # Errors
    /// When there will be no message.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<Option<T>, Canceled> {
        let operation = Operation::new(verb::TRIED_TO_RECEIVE).peeks();
        self.channel.line.operate(operation, |line| self.channel.receive(line))
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, Canceled>;

    #[track_caller]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Canceled>> {
        let channel = &self.channel;
        let site = polled_at(Location::caller(), channel.site);
        let operation = Operation::new(verb::RECEIVED).at(site).awaits("a message");
        poll_waiting(&channel.line, cx, operation, |line, waiter| match channel.receive(line) {
            (Ok(None), observed) => {
                line.receiving = Some(waiter);
                (Poll::Pending, observed)
            }
            (Ok(Some(message)), observed) => (Poll::Ready(Ok(message)), observed),
            (Err(canceled), observed) => {
                engine::turn_out(Some(verb::FOUND_NO_SENDER_LEFT_OF), None);
                (Poll::Ready(Err(canceled)), observed)
            }
        })
    }
}

impl<T> FusedFuture for Receiver<T> {
    fn is_terminated(&self) -> bool {
        let operation = Operation::new(verb::LOOKED_AT_THE_CHANNEL).at(self.channel.site).reads().peeks();
        let terminated = |line: &mut Line| line.complete && line.sent.is_none();
        self.channel.line.operate(operation, |line| (terminated(line), terminated(line).into()))
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let channel = &self.channel;
        let unread = channel.line.operate(Operation::new(verb::DROPPED).at(channel.site), |line| {
            line.receiving = None;
            line.receiver = false;
            line.close();
            channel.let_go(line)
        });
        drop(unread);
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").field("complete", &self.channel.is_complete()).finish()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("complete", &self.channel.is_complete()).finish()
    }
}
