//! Whatever comes from any of several streams.

use crate::stream::FuturesUnordered;
use futures::stream::{FusedStream, Stream, StreamExt, StreamFuture};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// As `futures::stream::SelectAll`.
#[must_use = "streams do nothing unless polled"]
pub struct SelectAll<St> {
    streams: FuturesUnordered<StreamFuture<St>>,
}

/// As `futures::stream::select_all`.
#[track_caller]
pub fn select_all<I: IntoIterator<Item: Stream + Unpin>>(streams: I) -> SelectAll<I::Item> {
    let mut all = SelectAll::new();
    all.extend(streams);
    all
}

impl<St: Stream + Unpin> SelectAll<St> {
    /// As `futures::stream::SelectAll::new`.
    #[track_caller]
    pub fn new() -> SelectAll<St> {
        SelectAll { streams: FuturesUnordered::new() }
    }

    /// As `futures::stream::SelectAll::len`.
    pub fn len(&self) -> usize {
        self.streams.len()
    }

    /// As `futures::stream::SelectAll::is_empty`.
    pub fn is_empty(&self) -> bool {
        self.streams.is_empty()
    }

    /// As `futures::stream::SelectAll::push`.
    pub fn push(&mut self, stream: St) {
        self.streams.push(stream.into_future());
    }

    /// As `futures::stream::SelectAll::clear`.
    pub fn clear(&mut self) {
        self.streams.clear();
    }
}

impl<St: Stream + Unpin> Stream for SelectAll<St> {
    type Item = St::Item;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        while let Some((item, rest)) = ready!(self.streams.poll_next_unpin(cx)) {
            if item.is_some() {
                self.push(rest);
                return Poll::Ready(item);
            }
        }
        Poll::Ready(None)
    }
}

impl<St: Stream + Unpin> FusedStream for SelectAll<St> {
    fn is_terminated(&self) -> bool {
        self.streams.is_terminated()
    }
}

impl<St: Stream + Unpin> Extend<St> for SelectAll<St> {
    fn extend<I: IntoIterator<Item = St>>(&mut self, streams: I) {
        streams.into_iter().for_each(|stream| self.push(stream));
    }
}

impl<St: Stream + Unpin> FromIterator<St> for SelectAll<St> {
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = St>>(streams: I) -> SelectAll<St> {
        select_all(streams)
    }
}

impl<St: Stream + Unpin> Default for SelectAll<St> {
    #[track_caller]
    fn default() -> SelectAll<St> {
        SelectAll::new()
    }
}

impl<St> fmt::Debug for SelectAll<St> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SelectAll { ... }")
    }
}
