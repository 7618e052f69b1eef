//! The values of a watch.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio_stream::Stream;
use virtual_tokio::sync::watch::Receiver;
use virtual_tokio::sync::watch::error::RecvError;

type Changed<T> = Pin<Box<dyn Future<Output = (Result<(), RecvError>, Receiver<T>)> + Send>>;

/// The values of a watch that it has when somebody looks.
pub struct WatchStream<T> {
    next: Changed<T>,
}

async fn change<T: Send + Sync>(mut receiver: Receiver<T>) -> (Result<(), RecvError>, Receiver<T>) {
    let changed = receiver.changed().await;
    (changed, receiver)
}

impl<T: Clone + Send + Sync + 'static> WatchStream<T> {
    /// Begins with the value that there is.
    pub fn new(receiver: Receiver<T>) -> WatchStream<T> {
        WatchStream { next: Box::pin(async move { (Ok(()), receiver) }) }
    }

    /// Begins with the next value.
    pub fn from_changes(receiver: Receiver<T>) -> WatchStream<T> {
        WatchStream { next: Box::pin(change(receiver)) }
    }
}

impl<T: Clone + Send + Sync + 'static> Stream for WatchStream<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let (changed, mut receiver) = ready!(self.next.as_mut().poll(cx));
        let value = changed.is_ok().then(|| receiver.borrow_and_update().clone());
        self.next = Box::pin(change(receiver));
        Poll::Ready(value)
    }
}

impl<T: Clone + Send + Sync + 'static> From<Receiver<T>> for WatchStream<T> {
    fn from(receiver: Receiver<T>) -> WatchStream<T> {
        WatchStream::new(receiver)
    }
}

impl<T> fmt::Debug for WatchStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WatchStream").finish()
    }
}
