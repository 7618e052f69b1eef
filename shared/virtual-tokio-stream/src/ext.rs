//! What can be done with a stream.

use crate::chunks_timeout::ChunksTimeout;
use crate::throttle::Throttle;
use crate::timeout::Timeout;
use crate::timeout_repeating::TimeoutRepeating;
use std::time::Duration;
use tokio_stream::adapters::{
    Chain, Filter, FilterMap, Fuse, Map, MapWhile, Merge, Peekable, Skip, SkipWhile, Take, TakeWhile, Then,
};
use tokio_stream::{FromStream, Stream, StreamExt as Real};
use virtual_tokio::time::Interval;

/// What can be done with a stream, as `tokio_stream::StreamExt`.
pub trait StreamExt: Stream {
    /// The next item.
    fn next(&mut self) -> impl Future<Output = Option<Self::Item>>
    where
        Self: Unpin,
    {
        Real::next(self)
    }

    /// The next item of a stream of results.
    fn try_next<T, E>(&mut self) -> impl Future<Output = Result<Option<T>, E>>
    where
        Self: Stream<Item = Result<T, E>> + Unpin,
    {
        Real::try_next(self)
    }

    /// Each item changed.
    fn map<T, F>(self, f: F) -> Map<Self, F>
    where
        F: FnMut(Self::Item) -> T,
        Self: Sized,
    {
        Real::map(self, f)
    }

    /// Each item changed, up to the first that isn't.
    fn map_while<T, F>(self, f: F) -> MapWhile<Self, F>
    where
        F: FnMut(Self::Item) -> Option<T>,
        Self: Sized,
    {
        Real::map_while(self, f)
    }

    /// Each item changed by a future.
    fn then<F, Fut>(self, f: F) -> Then<Self, Fut, F>
    where
        F: FnMut(Self::Item) -> Fut,
        Fut: Future,
        Self: Sized,
    {
        Real::then(self, f)
    }

    /// The items of both as they come.
    fn merge<U>(self, other: U) -> Merge<Self, U>
    where
        U: Stream<Item = Self::Item>,
        Self: Sized,
    {
        Real::merge(self, other)
    }

    /// The items that fit.
    fn filter<F>(self, f: F) -> Filter<Self, F>
    where
        F: FnMut(&Self::Item) -> bool,
        Self: Sized,
    {
        Real::filter(self, f)
    }

    /// The items that fit, changed.
    fn filter_map<T, F>(self, f: F) -> FilterMap<Self, F>
    where
        F: FnMut(Self::Item) -> Option<T>,
        Self: Sized,
    {
        Real::filter_map(self, f)
    }

    /// A stream that has ended when it has ended.
    fn fuse(self) -> Fuse<Self>
    where
        Self: Sized,
    {
        Real::fuse(self)
    }

    /// The first items.
    fn take(self, n: usize) -> Take<Self>
    where
        Self: Sized,
    {
        Real::take(self, n)
    }

    /// The first items, as long as they fit.
    fn take_while<F>(self, f: F) -> TakeWhile<Self, F>
    where
        F: FnMut(&Self::Item) -> bool,
        Self: Sized,
    {
        Real::take_while(self, f)
    }

    /// All but the first items.
    fn skip(self, n: usize) -> Skip<Self>
    where
        Self: Sized,
    {
        Real::skip(self, n)
    }

    /// All but the first items that fit.
    fn skip_while<F>(self, f: F) -> SkipWhile<Self, F>
    where
        F: FnMut(&Self::Item) -> bool,
        Self: Sized,
    {
        Real::skip_while(self, f)
    }

    /// Whether all items fit.
    fn all<F>(&mut self, f: F) -> impl Future<Output = bool>
    where
        Self: Unpin,
        F: FnMut(Self::Item) -> bool,
    {
        Real::all(self, f)
    }

    /// Whether one item fits.
    fn any<F>(&mut self, f: F) -> impl Future<Output = bool>
    where
        Self: Unpin,
        F: FnMut(Self::Item) -> bool,
    {
        Real::any(self, f)
    }

    /// The items of one after those of the other.
    fn chain<U>(self, other: U) -> Chain<Self, U>
    where
        U: Stream<Item = Self::Item>,
        Self: Sized,
    {
        Real::chain(self, other)
    }

    /// All items made into one value.
    fn fold<B, F>(self, init: B, f: F) -> impl Future<Output = B>
    where
        Self: Sized,
        F: FnMut(B, Self::Item) -> B,
    {
        Real::fold(self, init, f)
    }

    /// All items in a collection.
    fn collect<T>(self) -> impl Future<Output = T>
    where
        T: FromStream<Self::Item>,
        Self: Sized,
    {
        Real::collect(self)
    }

    /// A stream of which the next item can be seen before it is taken.
    fn peekable(self) -> Peekable<Self>
    where
        Self: Sized,
    {
        Real::peekable(self)
    }

    /// The items, and an error where the next one does not come in time.
    ///
    /// # Panics
    /// Outside of any runtime.
    #[track_caller]
    fn timeout(self, duration: Duration) -> Timeout<Self>
    where
        Self: Sized,
    {
        Timeout::new(self, duration)
    }

    /// The items, and an error at each tick of an interval at which the next one has not come.
    #[track_caller]
    fn timeout_repeating(self, interval: Interval) -> TimeoutRepeating<Self>
    where
        Self: Sized,
    {
        TimeoutRepeating::new(self, interval)
    }

    /// The items with at least so much time between them.
    ///
    /// # Panics
    /// Outside of any runtime.
    #[track_caller]
    fn throttle(self, duration: Duration) -> Throttle<Self>
    where
        Self: Sized,
    {
        Throttle::new(self, duration)
    }

    /// The items in chunks, each full or as old as that.
    ///
    /// # Panics
    /// When a chunk is to hold nothing.
    #[track_caller]
    fn chunks_timeout(self, max_size: usize, duration: Duration) -> ChunksTimeout<Self>
    where
        Self: Sized,
    {
        assert!(max_size > 0, "`max_size` must be non-zero.");
        ChunksTimeout::new(self, max_size, duration)
    }
}

impl<S: Stream + ?Sized> StreamExt for S {}
