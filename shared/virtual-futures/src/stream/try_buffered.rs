//! Polling several of a stream's futures at a time, until one fails.

use crate::stream::buffered::Buffer;
use crate::stream::{FuturesOrdered, FuturesUnordered};
use futures::future::{IntoFuture, TryFuture, TryFutureExt};
use futures::stream::{Fuse, FusedStream, IntoStream, Stream, StreamExt, TryStream, TryStreamExt};
use pin_project_lite::pin_project;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

pin_project! {
    /// Polls several of a stream's futures at a time, until one fails.
    #[must_use = "streams do nothing unless polled"]
    pub struct TryBuffering<S, B> {
        #[pin]
        stream: Fuse<IntoStream<S>>,
        buffer: B,
        most: usize,
    }
}

/// As `futures::stream::TryBufferUnordered`.
pub type TryBufferUnordered<S> = TryBuffering<S, FuturesUnordered<IntoFuture<<S as TryStream>::Ok>>>;

/// As `futures::stream::TryBuffered`.
pub type TryBuffered<S> = TryBuffering<S, FuturesOrdered<IntoFuture<<S as TryStream>::Ok>>>;

impl<S: TryStream, B> TryBuffering<S, B> {
    pub(super) fn new(stream: S, buffer: B, most: usize) -> TryBuffering<S, B> {
        TryBuffering { stream: stream.into_stream().fuse(), buffer, most }
    }
}

impl<S, B> Stream for TryBuffering<S, B>
where
    S: TryStream<Ok: TryFuture<Error = S::Error>>,
    B: Buffer<IntoFuture<S::Ok>> + TryStream<Error = S::Error> + Stream<Item = Result<B::Ok, S::Error>>,
{
    type Item = Result<B::Ok, S::Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut this = self.project();
        while this.buffer.len() < *this.most
            && let Poll::Ready(Some(future)) = this.stream.as_mut().poll_next(cx)
        {
            match future {
                Ok(future) => this.buffer.push(TryFutureExt::into_future(future)),
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
        match ready!(Pin::new(this.buffer).poll_next(cx)) {
            None if !this.stream.is_terminated() => Poll::Pending,
            polled => Poll::Ready(polled),
        }
    }
}
