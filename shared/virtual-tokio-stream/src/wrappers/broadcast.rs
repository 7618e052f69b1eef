//! The messages of a broadcast.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio_stream::Stream;
use virtual_tokio::sync::broadcast::Receiver;
use virtual_tokio::sync::broadcast::error::RecvError;

type Received<T> = Pin<Box<dyn Future<Output = (Result<T, RecvError>, Receiver<T>)> + Send>>;

/// The messages of a broadcast.
pub struct BroadcastStream<T> {
    next: Received<T>,
}

/// Messages were lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BroadcastStreamRecvError {
    /// So many, as the receiver was too late.
    Lagged(u64),
}

async fn receive<T: Clone>(mut receiver: Receiver<T>) -> (Result<T, RecvError>, Receiver<T>) {
    let received = receiver.recv().await;
    (received, receiver)
}

impl<T: Clone + Send + Sync + 'static> BroadcastStream<T> {
    /// What a receiver receives.
    pub fn new(receiver: Receiver<T>) -> BroadcastStream<T> {
        BroadcastStream { next: Box::pin(receive(receiver)) }
    }
}

impl<T: Clone + Send + Sync + 'static> Stream for BroadcastStream<T> {
    type Item = Result<T, BroadcastStreamRecvError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let (received, receiver) = ready!(self.next.as_mut().poll(cx));
        self.next = Box::pin(receive(receiver));
        Poll::Ready(match received {
            Ok(message) => Some(Ok(message)),
            Err(RecvError::Closed) => None,
            Err(RecvError::Lagged(count)) => Some(Err(BroadcastStreamRecvError::Lagged(count))),
        })
    }
}

impl<T: Clone + Send + Sync + 'static> From<Receiver<T>> for BroadcastStream<T> {
    fn from(receiver: Receiver<T>) -> BroadcastStream<T> {
        BroadcastStream::new(receiver)
    }
}

impl<T> fmt::Debug for BroadcastStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BroadcastStream").finish()
    }
}

impl fmt::Display for BroadcastStreamRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BroadcastStreamRecvError::Lagged(count) = self;
        write!(f, "channel lagged by {count}")
    }
}

impl std::error::Error for BroadcastStreamRecvError {}
