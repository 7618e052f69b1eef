//! A stream's items in chunks that don't wait for ever to be full.

use pin_project_lite::pin_project;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio_stream::adapters::Fuse;
use tokio_stream::{Stream, StreamExt};
use virtual_tokio::time::{Sleep, sleep};

pin_project! {
    /// A stream's items in chunks that don't wait for ever to be full.
    #[derive(Debug)]
    #[must_use = "streams do nothing unless polled"]
    pub struct ChunksTimeout<S: Stream> {
        #[pin]
        stream: Fuse<S>,
        #[pin]
        deadline: Option<Sleep>,
        duration: Duration,
        items: Vec<S::Item>,
        size: usize,
    }
}

impl<S: Stream> ChunksTimeout<S> {
    pub(super) fn new(stream: S, size: usize, duration: Duration) -> ChunksTimeout<S> {
        ChunksTimeout { stream: stream.fuse(), deadline: None, duration, items: Vec::new(), size }
    }

    /// What has come since the last chunk.
    pub fn into_remainder(self: Pin<&mut Self>) -> Vec<S::Item> {
        std::mem::take(self.project().items)
    }
}

impl<S: Stream> Stream for ChunksTimeout<S> {
    type Item = Vec<S::Item>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut this = self.project();
        while let Poll::Ready(item) = this.stream.as_mut().poll_next(cx) {
            let Some(item) = item else {
                let last = std::mem::take(this.items);
                return Poll::Ready(Some(last).filter(|last| !last.is_empty()));
            };
            if this.items.is_empty() {
                this.deadline.set(Some(sleep(*this.duration)));
            }
            this.items.push(item);
            if this.items.len() >= *this.size {
                return Poll::Ready(Some(std::mem::take(this.items)));
            }
        }
        if this.items.is_empty() {
            return Poll::Pending;
        }
        if let Some(deadline) = this.deadline.as_pin_mut() {
            ready!(deadline.poll(cx));
        }
        Poll::Ready(Some(std::mem::take(this.items)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let rest = usize::from(!self.items.is_empty());
        let (lower, upper) = self.stream.size_hint();
        ((lower / self.size).saturating_add(rest), upper.and_then(|upper| upper.checked_add(rest)))
    }
}
