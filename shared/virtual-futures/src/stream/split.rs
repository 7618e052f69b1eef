//! The two halves of what is a stream and a sink.

use crate::lock::BiLock;
use futures::sink::Sink;
use futures::stream::Stream;
use std::any::Any;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// As `futures::stream::SplitStream`.
#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct SplitStream<S>(BiLock<S>);

/// As `futures::stream::SplitSink`.
#[derive(Debug)]
#[must_use = "sinks do nothing unless polled"]
pub struct SplitSink<S, Item> {
    lock: BiLock<S>,
    /// What was given and the whole has not taken yet.
    slot: Option<Item>,
}

/// As `futures::stream::ReuniteError`.
pub struct ReuniteError<T, Item>(pub SplitSink<T, Item>, pub SplitStream<T>);

#[track_caller]
pub(super) fn split<S: Stream + Sink<Item>, Item>(whole: S) -> (SplitSink<S, Item>, SplitStream<S>) {
    let (one, other) = BiLock::new(whole);
    (SplitSink { lock: other, slot: None }, SplitStream(one))
}

impl<S> SplitStream<S> {
    /// As `futures::stream::SplitStream::is_pair_of`.
    pub fn is_pair_of<Item>(&self, other: &SplitSink<S, Item>) -> bool {
        other.is_pair_of(self)
    }
}

impl<S: Unpin> SplitStream<S> {
    /// As `futures::stream::SplitStream::reunite`.
    ///
    /// # Errors
    /// Both, where they are no pair.
    pub fn reunite<Item>(self, other: SplitSink<S, Item>) -> Result<S, ReuniteError<S, Item>>
    where
        S: Sink<Item>,
    {
        other.reunite(self)
    }
}

impl<S, Item> SplitSink<S, Item> {
    /// As `futures::stream::SplitSink::is_pair_of`.
    pub fn is_pair_of(&self, other: &SplitStream<S>) -> bool {
        self.lock.is_pair_of(&other.0)
    }
}

impl<S: Sink<Item> + Unpin, Item> SplitSink<S, Item> {
    /// As `futures::stream::SplitSink::reunite`.
    ///
    /// # Errors
    /// Both, where they are no pair.
    pub fn reunite(self, other: SplitStream<S>) -> Result<S, ReuniteError<S, Item>> {
        let whole = self.lock.reunite(other.0);
        whole.map_err(|(lock, other)| ReuniteError(SplitSink { lock, slot: None }, SplitStream(other)))
    }
}

impl<S: Sink<Item>, Item> SplitSink<S, Item> {
    /// Has the whole, which has taken what was given, do something.
    fn poll_whole(
        &mut self,
        cx: &mut Context<'_>,
        poll: impl FnOnce(Pin<&mut S>, &mut Context<'_>) -> Poll<Result<(), S::Error>>,
    ) -> Poll<Result<(), S::Error>> {
        let mut whole = ready!(self.lock.poll_lock(cx));
        if self.slot.is_some() {
            ready!(whole.as_pin_mut().poll_ready(cx))?;
            if let Some(item) = self.slot.take() {
                whole.as_pin_mut().start_send(item)?;
            }
        }
        poll(whole.as_pin_mut(), cx)
    }
}

impl<S: Stream> Stream for SplitStream<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
        ready!(self.0.poll_lock(cx)).as_pin_mut().poll_next(cx)
    }
}

impl<S: Sink<Item>, Item> Sink<Item> for SplitSink<S, Item> {
    type Error = S::Error;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        match self.slot {
            None => Poll::Ready(Ok(())),
            Some(_) => self.poll_whole(cx, |_, _| Poll::Ready(Ok(()))),
        }
    }

    fn start_send(mut self: Pin<&mut Self>, item: Item) -> Result<(), S::Error> {
        self.slot = Some(item);
        Ok(())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.poll_whole(cx, Sink::poll_flush)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.poll_whole(cx, Sink::poll_close)
    }
}

impl<S> Unpin for SplitStream<S> {}

impl<S, Item> Unpin for SplitSink<S, Item> {}

impl<T, Item> fmt::Debug for ReuniteError<T, Item> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ReuniteError").field(&"...").finish()
    }
}

impl<T, Item> fmt::Display for ReuniteError<T, Item> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tried to reunite a SplitStream and SplitSink that don't form a pair")
    }
}

impl<T: Any, Item> Error for ReuniteError<T, Item> {}
