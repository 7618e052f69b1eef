//! A stream that says so when its next item does not come in time.

use crate::elapsed::Elapsed;
use pin_project_lite::pin_project;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio_stream::adapters::Fuse;
use tokio_stream::{Stream, StreamExt};
use virtual_tokio::time::{Instant, Sleep, sleep_until};

pin_project! {
    /// A stream that says so when its next item does not come in time.
    #[derive(Debug)]
    #[must_use = "streams do nothing unless polled"]
    pub struct Timeout<S> {
        #[pin]
        stream: Fuse<S>,
        #[pin]
        deadline: Sleep,
        duration: Duration,
        // It did not say so yet.
        poll_deadline: bool,
    }
}

impl<S: Stream> Timeout<S> {
    #[track_caller]
    pub(super) fn new(stream: S, duration: Duration) -> Timeout<S> {
        let deadline = sleep_until(Instant::now() + duration);
        Timeout { stream: stream.fuse(), deadline, duration, poll_deadline: true }
    }
}

impl<S: Stream> Stream for Timeout<S> {
    type Item = Result<S::Item, Elapsed>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.project();
        if let Poll::Ready(item) = this.stream.poll_next(cx) {
            if item.is_some() {
                this.deadline.reset(Instant::now() + *this.duration);
                *this.poll_deadline = true;
            }
            return Poll::Ready(item.map(Ok));
        }
        if !*this.poll_deadline {
            return Poll::Pending;
        }
        ready!(this.deadline.poll(cx));
        *this.poll_deadline = false;
        Poll::Ready(Some(Err(Elapsed(()))))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // Between each two items, before the first and after the last one there may be an error.
        let (lower, upper) = self.stream.size_hint();
        (lower, upper.and_then(|upper| upper.checked_mul(2)?.checked_add(1)))
    }
}
