//! Channels that hold any number of messages.

use crate::runtime::context;
use crate::sync::mpsc::channel::{Channel, Line};
use engine::Site;
use std::fmt;
use std::future::poll_fn;
use std::panic::Location;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::sync::mpsc::error::{SendError, TryRecvError};

/// A channel that holds any number of messages, so that sending never waits.
#[track_caller]
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let site = Location::caller();
    let channel = Arc::new(Channel::new(site));
    (UnboundedSender { channel: Arc::clone(&channel), site }, UnboundedReceiver { channel, site })
}

/// Sends messages.
pub struct UnboundedSender<T> {
    channel: Arc<Channel<T>>,
    /// Where it was made.
    site: Site,
}

/// Receives messages.
pub struct UnboundedReceiver<T> {
    channel: Arc<Channel<T>>,
    /// Where it was made.
    site: Site,
}

/// Keeps nobody waiting for messages, but can become a sender again as long as there is another.
pub struct WeakUnboundedSender<T> {
    channel: Arc<Channel<T>>,
}

impl<T> UnboundedSender<T> {
    /// Sends a message.
    ///
    /// # Errors
    /// Gives it back when nobody will receive it.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        self.channel.send(message, Location::caller()).map_err(SendError)
    }

    /// Waits until nobody will receive anything.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        let site = Location::caller();
        async move { poll_fn(|cx| self.channel.poll_closed(cx, site)).await }
    }

    /// Whether nobody will receive anything.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        self.channel.ask(Location::caller(), Line::is_closed)
    }

    /// Whether both send to the same receiver.
    pub fn same_channel(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.channel, &other.channel)
    }

    /// A sender that keeps nobody waiting.
    pub fn downgrade(&self) -> WeakUnboundedSender<T> {
        self.channel.line.update(|line| line.weak_senders += 1);
        WeakUnboundedSender { channel: Arc::clone(&self.channel) }
    }

    /// How many senders there are.
    #[track_caller]
    pub fn strong_count(&self) -> usize {
        self.channel.ask(Location::caller(), Line::senders)
    }

    /// How many weak senders there are.
    #[track_caller]
    pub fn weak_count(&self) -> usize {
        self.channel.ask(Location::caller(), |line| line.weak_senders)
    }
}

impl<T> Clone for UnboundedSender<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        let site = Location::caller();
        self.channel.add_sender(site);
        UnboundedSender { channel: Arc::clone(&self.channel), site }
    }
}

impl<T> Drop for UnboundedSender<T> {
    fn drop(&mut self) {
        self.channel.drop_sender(self.site);
    }
}

impl<T> UnboundedReceiver<T> {
    /// The next message; `None` when there will be none.
    #[track_caller]
    pub fn recv(&mut self) -> impl Future<Output = Option<T>> {
        let site = Location::caller();
        async move { poll_fn(|cx| self.channel.poll_recv(cx, site)).await }
    }

    /// At least one message, and more if they are there, at most `limit`: how many they were.
    #[track_caller]
    pub fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> impl Future<Output = usize> {
        let site = Location::caller();
        async move { poll_fn(|cx| self.poll_many(cx, buffer, limit, site)).await }
    }

    /// Polls for messages as [`UnboundedReceiver::recv_many`] does.
    #[track_caller]
    pub fn poll_recv_many(&mut self, cx: &mut Context<'_>, buffer: &mut Vec<T>, limit: usize) -> Poll<usize> {
        self.poll_many(cx, buffer, limit, Location::caller())
    }

    fn poll_many(&mut self, cx: &Context<'_>, buffer: &mut Vec<T>, limit: usize, site: Site) -> Poll<usize> {
        if limit == 0 {
            return Poll::Ready(0);
        }
        let Some(first) = ready!(self.channel.poll_recv(cx, site)) else {
            return Poll::Ready(0);
        };
        let before = buffer.len();
        buffer.push(first);
        while buffer.len() - before < limit
            && let Ok(message) = self.channel.try_recv(site)
        {
            buffer.push(message);
        }
        Poll::Ready(buffer.len() - before)
    }

    /// A message that is there already.
    ///
    /// # Errors
    /// When there is none.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        self.channel.try_recv(Location::caller())
    }

    /// The next message, for a thread.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn blocking_recv(&mut self) -> Option<T> {
        context::may_block();
        self.channel.blocking_recv(Location::caller())
    }

    /// Takes no more messages than are on their way.
    #[track_caller]
    pub fn close(&mut self) {
        self.channel.close("closed", Location::caller());
    }

    /// Whether no more messages are taken.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        self.channel.ask(Location::caller(), Line::is_over)
    }

    /// Whether no message is there.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.channel.ask(Location::caller(), |line| line.len() == 0)
    }

    /// How many messages are there.
    #[track_caller]
    pub fn len(&self) -> usize {
        self.channel.ask(Location::caller(), Line::len)
    }

    /// Polls for the next message.
    #[track_caller]
    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.channel.poll_recv(cx, Location::caller())
    }

    /// Polls for the next message on behalf of a line.
    #[doc(hidden)]
    pub fn poll_recv_at(&mut self, cx: &mut Context<'_>, site: Site) -> Poll<Option<T>> {
        self.channel.poll_recv(cx, site)
    }

    /// How many senders there are.
    #[track_caller]
    pub fn sender_strong_count(&self) -> usize {
        self.channel.ask(Location::caller(), Line::senders)
    }

    /// How many weak senders there are.
    #[track_caller]
    pub fn sender_weak_count(&self) -> usize {
        self.channel.ask(Location::caller(), |line| line.weak_senders)
    }
}

impl<T> Drop for UnboundedReceiver<T> {
    fn drop(&mut self) {
        self.channel.close("dropped", self.site);
        self.channel.drain();
    }
}

impl<T> WeakUnboundedSender<T> {
    /// A sender, if there still is one.
    #[track_caller]
    pub fn upgrade(&self) -> Option<UnboundedSender<T>> {
        let site = Location::caller();
        let upgraded = self.channel.upgrade(site);
        upgraded.then(|| UnboundedSender { channel: Arc::clone(&self.channel), site })
    }
}

impl<T> Clone for WeakUnboundedSender<T> {
    fn clone(&self) -> Self {
        self.channel.line.update(|line| line.weak_senders += 1);
        WeakUnboundedSender { channel: Arc::clone(&self.channel) }
    }
}

impl<T> Drop for WeakUnboundedSender<T> {
    fn drop(&mut self) {
        self.channel.line.update(|line| line.weak_senders = line.weak_senders.saturating_sub(1));
    }
}

impl<T> fmt::Debug for UnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnboundedSender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for UnboundedReceiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnboundedReceiver").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for WeakUnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakUnboundedSender").finish_non_exhaustive()
    }
}
