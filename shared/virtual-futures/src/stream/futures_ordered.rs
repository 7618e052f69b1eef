//! Futures of one task, whose outputs come in a certain order.

use crate::stream::FuturesUnordered;
use futures::stream::{FusedStream, Stream};
use pin_project_lite::pin_project;
use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// As `futures::stream::FuturesOrdered`.
#[must_use = "streams do nothing unless polled"]
pub struct FuturesOrdered<F: Future> {
    running: FuturesUnordered<Placed<F>>,
    /// What is ready before its turn.
    ready: BTreeMap<i64, F::Output>,
    /// The place whose turn it is.
    first: i64,
    /// The place behind the last.
    end: i64,
}

impl<F: Future> FuturesOrdered<F> {
    /// As `futures::stream::FuturesOrdered::new`.
    #[track_caller]
    pub fn new() -> FuturesOrdered<F> {
        FuturesOrdered { running: FuturesUnordered::new(), ready: BTreeMap::new(), first: 0, end: 0 }
    }

    /// As `futures::stream::FuturesOrdered::len`.
    pub fn len(&self) -> usize {
        self.running.len() + self.ready.len()
    }

    /// As `futures::stream::FuturesOrdered::is_empty`.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// As `futures::stream::FuturesOrdered::push_back`.
    pub fn push_back(&mut self, future: F) {
        self.running.push(Placed { place: self.end, future });
        self.end += 1;
    }

    /// As `futures::stream::FuturesOrdered::push_front`.
    pub fn push_front(&mut self, future: F) {
        self.first -= 1;
        self.running.push(Placed { place: self.first, future });
    }
}

impl<F: Future> Stream for FuturesOrdered<F> {
    type Item = F::Output;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<F::Output>> {
        let this = &mut *self;
        loop {
            if let Some(output) = this.ready.remove(&this.first) {
                this.first += 1;
                return Poll::Ready(Some(output));
            }
            match ready!(Pin::new(&mut this.running).poll_next(cx)) {
                Some((place, output)) => this.ready.insert(place, output),
                None => return Poll::Ready(None),
            };
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }
}

impl<F: Future> FusedStream for FuturesOrdered<F> {
    fn is_terminated(&self) -> bool {
        self.running.is_terminated() && self.ready.is_empty()
    }
}

// The futures themselves are pinned elsewhere.
impl<F: Future> Unpin for FuturesOrdered<F> {}

impl<F: Future> Default for FuturesOrdered<F> {
    #[track_caller]
    fn default() -> FuturesOrdered<F> {
        FuturesOrdered::new()
    }
}

impl<F: Future> Extend<F> for FuturesOrdered<F> {
    fn extend<I: IntoIterator<Item = F>>(&mut self, iter: I) {
        iter.into_iter().for_each(|future| self.push_back(future));
    }
}

impl<F: Future> FromIterator<F> for FuturesOrdered<F> {
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = F>>(iter: I) -> FuturesOrdered<F> {
        let mut futures = FuturesOrdered::new();
        futures.extend(iter);
        futures
    }
}

impl<F: Future> fmt::Debug for FuturesOrdered<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FuturesOrdered").finish_non_exhaustive()
    }
}

pin_project! {
    /// A future and its place.
    struct Placed<F> {
        place: i64,
        #[pin]
        future: F,
    }
}

impl<F: Future> Future for Placed<F> {
    type Output = (i64, F::Output);

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<(i64, F::Output)> {
        let this = self.project();
        this.future.poll(cx).map(|output| (*this.place, output))
    }
}
