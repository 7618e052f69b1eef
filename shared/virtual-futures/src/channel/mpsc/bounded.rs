//! Channels with room for so many messages, besides one for each sender.

use super::channel::Channel;
use super::errors::{SendError, TrySendError};
use super::handle::Handle;
use super::receiving::receiver;
use crate::polled_at;
use engine::Site;
use futures::sink::Sink;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// As `futures::channel::mpsc::channel`.
#[track_caller]
pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    assert!(buffer < usize::MAX >> 2, "requested buffer size too large");
    let site = Location::caller();
    let channel = Arc::new(Channel::new(Some(buffer), site));
    (Sender(Some(Handle::new(Arc::clone(&channel), "Sender", site))), Receiver { channel: Some(channel) })
}

/// As `futures::channel::mpsc::Sender`.
pub struct Sender<T>(Option<Handle<T>>);

/// As `futures::channel::mpsc::Receiver`.
pub struct Receiver<T> {
    /// `None` once there will be no message.
    channel: Option<Arc<Channel<T>>>,
}

receiver!(Receiver);

impl<T> Receiver<T> {
    /// As `futures::channel::mpsc::Receiver::close`.
    #[track_caller]
    pub fn close(&mut self) {
        self.close_at(Location::caller());
    }
}

impl<T> Unpin for Sender<T> {}

impl<T> Sender<T> {
    /// As `futures::channel::mpsc::Sender::try_send`.
    ///
    /// # Errors
    /// The message, when it has to wait for room or nobody receives any more.
    #[track_caller]
    pub fn try_send(&mut self, message: T) -> Result<(), TrySendError<T>> {
        self.send_at(message, Location::caller())
    }

    /// As `futures::channel::mpsc::Sender::start_send`.
    ///
    /// # Errors
    /// When it has to wait for room or nobody receives any more.
    #[track_caller]
    pub fn start_send(&mut self, message: T) -> Result<(), SendError> {
        self.send_at(message, Location::caller()).map_err(TrySendError::into_send_error)
    }

    fn send_at(&mut self, message: T, site: Site) -> Result<(), TrySendError<T>> {
        match &mut self.0 {
            Some(handle) => handle.send(message, site),
            None => Err(SendError::DISCONNECTED.of(message)),
        }
    }

    /// As `futures::channel::mpsc::Sender::poll_ready`.
    #[track_caller]
    pub fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        let Some(handle) = &mut self.0 else { return Poll::Ready(Err(SendError::DISCONNECTED)) };
        let site = polled_at(Location::caller(), handle.channel.site);
        handle.poll_ready(cx, site)
    }

    /// As `futures::channel::mpsc::Sender::is_closed`.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        let site = Location::caller();
        self.0.as_ref().is_none_or(|handle| handle.is_closed(site))
    }

    /// As `futures::channel::mpsc::Sender::close_channel`.
    #[track_caller]
    pub fn close_channel(&mut self) {
        if let Some(handle) = &self.0 {
            handle.close(Location::caller());
        }
    }

    /// As `futures::channel::mpsc::Sender::disconnect`.
    pub fn disconnect(&mut self) {
        self.0 = None;
    }

    /// As `futures::channel::mpsc::Sender::same_receiver`.
    pub fn same_receiver(&self, other: &Self) -> bool {
        matches!((&self.0, &other.0), (Some(handle), Some(other)) if handle.has_the_receiver_of(other))
    }

    /// As `futures::channel::mpsc::Sender::is_connected_to`.
    pub fn is_connected_to(&self, receiver: &Receiver<T>) -> bool {
        let ends = (&self.0, &receiver.channel);
        matches!(ends, (Some(handle), Some(channel)) if Arc::ptr_eq(&handle.channel, channel))
    }

    /// As `futures::channel::mpsc::Sender::hash_receiver`.
    pub fn hash_receiver<H: Hasher>(&self, hasher: &mut H) {
        self.0.as_ref().map(|handle| Arc::as_ptr(&handle.channel)).hash(hasher);
    }
}

impl<T> Sink<T> for Sender<T> {
    type Error = SendError;

    #[track_caller]
    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        Sender::poll_ready(&mut self, cx)
    }

    #[track_caller]
    fn start_send(mut self: Pin<&mut Self>, message: T) -> Result<(), SendError> {
        let made = self.0.as_ref().map_or_else(Location::caller, |handle| handle.channel.site);
        self.send_at(message, polled_at(Location::caller(), made)).map_err(TrySendError::into_send_error)
    }

    #[track_caller]
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        match Sender::poll_ready(&mut self, cx) {
            // What nobody receives is out.
            Poll::Ready(Err(error)) if error.is_disconnected() => Poll::Ready(Ok(())),
            polled => polled,
        }
    }

    fn poll_close(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        self.disconnect();
        Poll::Ready(Ok(()))
    }
}

impl<T> Clone for Sender<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        let site = Location::caller();
        Sender(self.0.as_ref().map(|handle| handle.cloned(site)))
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").field("closed", &self.is_closed()).finish()
    }
}
