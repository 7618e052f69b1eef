//! Channels with room for all messages.

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

/// As `futures::channel::mpsc::unbounded`.
#[track_caller]
pub fn unbounded<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let site = Location::caller();
    let channel = Arc::new(Channel::new(None, site));
    let sender = UnboundedSender(Some(Handle::new(Arc::clone(&channel), "UnboundedSender", site)));
    (sender, UnboundedReceiver { channel: Some(channel) })
}

/// As `futures::channel::mpsc::UnboundedSender`.
pub struct UnboundedSender<T>(Option<Handle<T>>);

/// As `futures::channel::mpsc::UnboundedReceiver`.
pub struct UnboundedReceiver<T> {
    /// `None` once there will be no message.
    channel: Option<Arc<Channel<T>>>,
}

receiver!(UnboundedReceiver);

impl<T> UnboundedReceiver<T> {
    /// As `futures::channel::mpsc::UnboundedReceiver::close`.
    #[track_caller]
    pub fn close(&mut self) {
        self.close_at(Location::caller());
    }
}

impl<T> Unpin for UnboundedSender<T> {}

impl<T> UnboundedSender<T> {
    /// As `futures::channel::mpsc::UnboundedSender::unbounded_send`.
    ///
    /// # Errors
    /// The message, when nobody receives any more.
    #[track_caller]
    pub fn unbounded_send(&self, message: T) -> Result<(), TrySendError<T>> {
        self.send_at(message, Location::caller())
    }

    /// As `futures::channel::mpsc::UnboundedSender::start_send`.
    ///
    /// # Errors
    /// When nobody receives any more.
    #[track_caller]
    pub fn start_send(&mut self, message: T) -> Result<(), SendError> {
        self.send_at(message, Location::caller()).map_err(TrySendError::into_send_error)
    }

    fn send_at(&self, message: T, site: Site) -> Result<(), TrySendError<T>> {
        match &self.0 {
            Some(handle) => handle.send_unbounded(message, site),
            None => Err(SendError::DISCONNECTED.of(message)),
        }
    }

    /// As `futures::channel::mpsc::UnboundedSender::poll_ready`.
    #[track_caller]
    pub fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        let site = polled_at(Location::caller(), self.made());
        let closed = self.0.as_ref().is_none_or(|handle| handle.is_closed(site));
        Poll::Ready(if closed { Err(SendError::DISCONNECTED) } else { Ok(()) })
    }

    #[track_caller]
    fn made(&self) -> Site {
        self.0.as_ref().map_or_else(Location::caller, |handle| handle.channel.site)
    }

    /// As `futures::channel::mpsc::UnboundedSender::is_closed`.
    #[track_caller]
    pub fn is_closed(&self) -> bool {
        let site = Location::caller();
        self.0.as_ref().is_none_or(|handle| handle.is_closed(site))
    }

    /// As `futures::channel::mpsc::UnboundedSender::close_channel`.
    #[track_caller]
    pub fn close_channel(&self) {
        if let Some(handle) = &self.0 {
            handle.close(Location::caller());
        }
    }

    /// As `futures::channel::mpsc::UnboundedSender::disconnect`.
    pub fn disconnect(&mut self) {
        self.0 = None;
    }

    /// As `futures::channel::mpsc::UnboundedSender::len`.
    #[track_caller]
    pub fn len(&self) -> usize {
        let site = Location::caller();
        self.0.as_ref().map_or(0, |handle| handle.channel.look(site).1)
    }

    /// As `futures::channel::mpsc::UnboundedSender::is_empty`.
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// As `futures::channel::mpsc::UnboundedSender::same_receiver`.
    pub fn same_receiver(&self, other: &Self) -> bool {
        matches!((&self.0, &other.0), (Some(handle), Some(other)) if handle.has_the_receiver_of(other))
    }

    /// As `futures::channel::mpsc::UnboundedSender::is_connected_to`.
    pub fn is_connected_to(&self, receiver: &UnboundedReceiver<T>) -> bool {
        let ends = (&self.0, &receiver.channel);
        matches!(ends, (Some(handle), Some(channel)) if Arc::ptr_eq(&handle.channel, channel))
    }

    /// As `futures::channel::mpsc::UnboundedSender::hash_receiver`.
    pub fn hash_receiver<H: Hasher>(&self, hasher: &mut H) {
        self.0.as_ref().map(|handle| Arc::as_ptr(&handle.channel)).hash(hasher);
    }
}

impl<T> Sink<T> for &UnboundedSender<T> {
    type Error = SendError;

    #[track_caller]
    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        UnboundedSender::poll_ready(*self, cx)
    }

    #[track_caller]
    fn start_send(self: Pin<&mut Self>, message: T) -> Result<(), SendError> {
        let site = polled_at(Location::caller(), self.made());
        self.send_at(message, site).map_err(TrySendError::into_send_error)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        Poll::Ready(Ok(()))
    }

    #[track_caller]
    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        self.close_channel();
        Poll::Ready(Ok(()))
    }
}

impl<T> Sink<T> for UnboundedSender<T> {
    type Error = SendError;

    #[track_caller]
    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        UnboundedSender::poll_ready(&self, cx)
    }

    #[track_caller]
    fn start_send(self: Pin<&mut Self>, message: T) -> Result<(), SendError> {
        let site = polled_at(Location::caller(), self.made());
        self.send_at(message, site).map_err(TrySendError::into_send_error)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        self.disconnect();
        Poll::Ready(Ok(()))
    }
}

impl<T> Clone for UnboundedSender<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        let site = Location::caller();
        UnboundedSender(self.0.as_ref().map(|handle| handle.cloned(site)))
    }
}

impl<T> fmt::Debug for UnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnboundedSender").field("closed", &self.is_closed()).finish()
    }
}
