//! What comes from any of the streams that come out of one.

use crate::stream::FuturesUnordered;
use crate::stream::looks::{BASE, INNER, Looks};
use futures::stream::{FusedStream, Map, Stream};
use pin_project_lite::pin_project;
use std::fmt;
use std::num::NonZeroUsize;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use virtual_tokio::polling::poll_with;

pin_project! {
    /// As `futures::stream::FlattenUnordered`.
    #[must_use = "streams do nothing unless polled"]
    pub struct FlattenUnordered<St: Stream> {
        inner: FuturesUnordered<Turn<St::Item>>,
        #[pin]
        base: St,
        is_base_done: bool,
        limit: Option<NonZeroUsize>,
        looks: Arc<Looks>,
    }
}

/// As `futures::stream::FlatMapUnordered`.
pub type FlatMapUnordered<St, U, F> = FlattenUnordered<MappedTo<St, U, F>>;
type MappedTo<St, U, F> = <(Map<St, F>, U) as First>::Item;

/// The first of two: the other one is only named.
#[doc(hidden)]
pub trait First {
    type Item;
}

impl<A, B> First for (A, B) {
    type Item = A;
}

/// The next item of a stream, and the rest of it.
#[doc(hidden)]
pub struct Turn<St>(Option<St>);

impl<St: Stream + Unpin> Future for Turn<St> {
    type Output = Option<(St::Item, Turn<St>)>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let item = match &mut self.0 {
            Some(stream) => ready!(Pin::new(stream).poll_next(cx)),
            None => None,
        };
        let rest = self.0.take();
        Poll::Ready(item.map(|item| (item, Turn(rest))))
    }
}

impl<St: Stream> FlattenUnordered<St> {
    #[track_caller]
    pub(super) fn new(base: St, limit: Option<usize>) -> FlattenUnordered<St> {
        FlattenUnordered {
            inner: FuturesUnordered::new(),
            base,
            is_base_done: false,
            limit: limit.and_then(NonZeroUsize::new),
            looks: Looks::new(Location::caller()),
        }
    }

    /// As `futures::stream::FlattenUnordered::get_ref`.
    pub fn get_ref(&self) -> &St {
        &self.base
    }

    /// As `futures::stream::FlattenUnordered::get_mut`.
    pub fn get_mut(&mut self) -> &mut St {
        &mut self.base
    }

    /// As `futures::stream::FlattenUnordered::get_pin_mut`.
    pub fn get_pin_mut(self: Pin<&mut Self>) -> Pin<&mut St> {
        self.project().base
    }

    /// As `futures::stream::FlattenUnordered::into_inner`.
    pub fn into_inner(self) -> St {
        self.base
    }
}

impl<St: Stream<Item: Stream + Unpin>> Stream for FlattenUnordered<St> {
    type Item = <St::Item as Stream>::Item;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut this = self.project();
        let is_full =
            |inner: &FuturesUnordered<_>| this.limit.is_some_and(|limit| inner.len() >= limit.get());
        let mut wanted = this.looks.begin(cx);
        let mut next = 0;
        // As many streams as may be worked on at a time are taken before any is looked at.
        while wanted & BASE != 0 {
            if *this.is_base_done {
                break;
            }
            if is_full(this.inner) {
                next |= BASE;
                break;
            }
            let waker = this.looks.waker(BASE);
            let base = this.base.as_mut();
            match poll_with(&waker, || base.poll_next(&mut Context::from_waker(&waker))) {
                Poll::Ready(Some(stream)) => {
                    this.inner.push(Turn(Some(stream)));
                    wanted |= INNER;
                }
                Poll::Ready(None) => *this.is_base_done = true,
                Poll::Pending => break,
            }
        }
        let mut found = None;
        if wanted & INNER != 0 {
            let waker = this.looks.waker(INNER);
            let inner = Pin::new(&mut *this.inner);
            match poll_with(&waker, || inner.poll_next(&mut Context::from_waker(&waker))) {
                Poll::Ready(Some(Some((item, rest)))) => {
                    this.inner.push(rest);
                    found = Some(item);
                    next |= INNER;
                }
                Poll::Ready(Some(None)) => next |= INNER,
                _ => {}
            }
        }
        let again = (next & BASE != 0 && !is_full(this.inner)) || next & INNER != 0;
        let again = this.looks.end(next, again) || again;
        if found.is_some() || (*this.is_base_done && this.inner.is_empty()) {
            return Poll::Ready(found);
        }
        if again {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl<St: FusedStream<Item: Stream + Unpin>> FusedStream for FlattenUnordered<St> {
    fn is_terminated(&self) -> bool {
        self.base.is_terminated() && self.inner.is_empty()
    }
}

impl<St: Stream<Item: fmt::Debug> + fmt::Debug> fmt::Debug for FlattenUnordered<St> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FlattenUnordered").field("stream", &self.base).finish_non_exhaustive()
    }
}
