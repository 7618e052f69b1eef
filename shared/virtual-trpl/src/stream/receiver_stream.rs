//! A channel's messages.

use crate::Receiver;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio_stream::Stream;

/// A channel's messages.
#[derive(Debug)]
pub struct ReceiverStream<T> {
    inner: Receiver<T>,
    /// Where it was made: who polls it is a combinator.
    site: &'static Location<'static>,
}

impl<T> ReceiverStream<T> {
    /// The messages that a receiver receives.
    #[track_caller]
    pub fn new(receiver: Receiver<T>) -> ReceiverStream<T> {
        ReceiverStream { inner: receiver, site: Location::caller() }
    }

    /// The receiver.
    pub fn into_inner(self) -> Receiver<T> {
        self.inner
    }

    /// Takes no more messages than are on their way.
    #[track_caller]
    pub fn close(&mut self) {
        self.inner.close();
    }
}

impl<T> Stream for ReceiverStream<T> {
    type Item = T;

    // The real one also tells how many messages there are, which nothing but a vector's capacity depends on, and to
    // look would be an operation.
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let site = self.site;
        self.inner.poll_recv_at(cx, site)
    }
}

impl<T> AsRef<Receiver<T>> for ReceiverStream<T> {
    fn as_ref(&self) -> &Receiver<T> {
        &self.inner
    }
}

impl<T> AsMut<Receiver<T>> for ReceiverStream<T> {
    fn as_mut(&mut self) -> &mut Receiver<T> {
        &mut self.inner
    }
}

impl<T> From<Receiver<T>> for ReceiverStream<T> {
    #[track_caller]
    fn from(receiver: Receiver<T>) -> ReceiverStream<T> {
        ReceiverStream::new(receiver)
    }
}
