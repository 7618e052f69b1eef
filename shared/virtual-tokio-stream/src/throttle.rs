//! A stream with at least some time between its items.

use pin_project_lite::pin_project;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio_stream::Stream;
use virtual_tokio::time::{Instant, Sleep, sleep_until};

pin_project! {
    /// A stream with at least some time between its items.
    #[derive(Debug)]
    #[must_use = "streams do nothing unless polled"]
    pub struct Throttle<S> {
        #[pin]
        delay: Sleep,
        duration: Duration,
        // The time is over, and no item has come since.
        has_delayed: bool,
        #[pin]
        stream: S,
    }
}

impl<S: Stream> Throttle<S> {
    #[track_caller]
    pub(super) fn new(stream: S, duration: Duration) -> Throttle<S> {
        let delay = sleep_until(Instant::now() + duration);
        Throttle { delay, duration, has_delayed: true, stream }
    }
}

impl<S> Throttle<S> {
    /// The stream.
    pub fn get_ref(&self) -> &S {
        &self.stream
    }

    /// The stream.
    pub fn get_mut(&mut self) -> &mut S {
        &mut self.stream
    }

    /// The stream.
    pub fn into_inner(self) -> S {
        self.stream
    }
}

impl<S: Stream> Stream for Throttle<S> {
    type Item = S::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut this = self.project();
        let throttles = !this.duration.is_zero();
        if !*this.has_delayed && throttles {
            ready!(this.delay.as_mut().poll(cx));
            *this.has_delayed = true;
        }
        let item = ready!(this.stream.poll_next(cx));
        if item.is_some() {
            if throttles {
                this.delay.reset(Instant::now() + *this.duration);
            }
            *this.has_delayed = false;
        }
        Poll::Ready(item)
    }
}
