//! Polling several of a stream's futures at a time.

use crate::stream::{FuturesOrdered, FuturesUnordered};
use futures::stream::{Fuse, FusedStream, Stream, StreamExt};
use pin_project_lite::pin_project;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Futures that a stream gave and that are not ready yet.
pub trait Buffer<F>: Stream + Unpin {
    /// How many they are.
    fn len(&self) -> usize;

    /// One more.
    fn push(&mut self, future: F);
}

impl<F: Future> Buffer<F> for FuturesUnordered<F> {
    fn len(&self) -> usize {
        FuturesUnordered::len(self)
    }

    fn push(&mut self, future: F) {
        FuturesUnordered::push(self, future);
    }
}

impl<F: Future> Buffer<F> for FuturesOrdered<F> {
    fn len(&self) -> usize {
        FuturesOrdered::len(self)
    }

    fn push(&mut self, future: F) {
        self.push_back(future);
    }
}

pin_project! {
    /// Polls several of a stream's futures at a time.
    #[derive(Debug)]
    #[must_use = "streams do nothing unless polled"]
    pub struct Buffering<S, B> {
        #[pin]
        stream: Fuse<S>,
        buffer: B,
        most: usize,
    }
}

/// As `futures::stream::BufferUnordered`.
pub type BufferUnordered<S> = Buffering<S, FuturesUnordered<<S as Stream>::Item>>;

/// As `futures::stream::Buffered`.
pub type Buffered<S> = Buffering<S, FuturesOrdered<<S as Stream>::Item>>;

impl<S: Stream, B> Buffering<S, B> {
    pub(super) fn new(stream: S, buffer: B, most: usize) -> Buffering<S, B> {
        Buffering { stream: stream.fuse(), buffer, most }
    }
}

impl<S: Stream<Item: Future>, B: Buffer<S::Item>> Stream for Buffering<S, B> {
    type Item = B::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<B::Item>> {
        let mut this = self.project();
        while this.buffer.len() < *this.most
            && let Poll::Ready(Some(future)) = this.stream.as_mut().poll_next(cx)
        {
            this.buffer.push(future);
        }
        match Pin::new(this.buffer).poll_next(cx) {
            Poll::Ready(None) if !this.stream.is_done() => Poll::Pending,
            polled => polled,
        }
    }
}

impl<S: Stream<Item: Future>, B: Buffer<S::Item> + FusedStream> FusedStream for Buffering<S, B> {
    fn is_terminated(&self) -> bool {
        self.buffer.is_terminated() && self.stream.is_terminated()
    }
}
