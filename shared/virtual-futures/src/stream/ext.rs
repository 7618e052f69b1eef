//! What streams can do.

use crate::stream::buffered::Buffering;
use crate::stream::split;
use crate::stream::{BufferUnordered, Buffered, ForEachConcurrent, FuturesOrdered, FuturesUnordered};
use crate::stream::{FlatMapUnordered, FlattenUnordered, SplitSink, SplitStream};
use futures::future::Either;
use futures::sink::Sink;
use futures::stream as real;
use futures::stream::{
    All, Any, BoxStream, CatchUnwind, Chain, Chunks, Collect, Concat, Count, Cycle, Enumerate, Filter,
    FilterMap, FlatMap, Flatten, Fold, ForEach, Forward, Fuse, FusedStream, Inspect, LocalBoxStream, Map,
    Next, Peekable, ReadyChunks, Scan, SelectNextSome, Skip, SkipWhile, Stream, StreamFuture, Take,
    TakeUntil, TakeWhile, Then, TryStream, Unzip, Zip,
};
use std::task::{Context, Poll};

/// As `futures::stream::StreamExt`, without what tasks would share unseen.
pub trait StreamExt: Stream {
    /// As `futures::stream::StreamExt::next`.
    fn next(&mut self) -> Next<'_, Self>
    where
        Self: Unpin,
    {
        real::StreamExt::next(self)
    }

    /// As `futures::stream::StreamExt::into_future`.
    fn into_future(self) -> StreamFuture<Self>
    where
        Self: Sized + Unpin,
    {
        real::StreamExt::into_future(self)
    }

    /// As `futures::stream::StreamExt::map`.
    fn map<T, F>(self, f: F) -> Map<Self, F>
    where
        F: FnMut(Self::Item) -> T,
        Self: Sized,
    {
        real::StreamExt::map(self, f)
    }

    /// As `futures::stream::StreamExt::enumerate`.
    fn enumerate(self) -> Enumerate<Self>
    where
        Self: Sized,
    {
        real::StreamExt::enumerate(self)
    }

    /// As `futures::stream::StreamExt::filter`.
    fn filter<Fut, F>(self, f: F) -> Filter<Self, Fut, F>
    where
        F: FnMut(&Self::Item) -> Fut,
        Fut: Future<Output = bool>,
        Self: Sized,
    {
        real::StreamExt::filter(self, f)
    }

    /// As `futures::stream::StreamExt::filter_map`.
    fn filter_map<Fut, T, F>(self, f: F) -> FilterMap<Self, Fut, F>
    where
        F: FnMut(Self::Item) -> Fut,
        Fut: Future<Output = Option<T>>,
        Self: Sized,
    {
        real::StreamExt::filter_map(self, f)
    }

    /// As `futures::stream::StreamExt::then`.
    fn then<Fut, F>(self, f: F) -> Then<Self, Fut, F>
    where
        F: FnMut(Self::Item) -> Fut,
        Fut: Future,
        Self: Sized,
    {
        real::StreamExt::then(self, f)
    }

    /// As `futures::stream::StreamExt::collect`.
    fn collect<C: Default + Extend<Self::Item>>(self) -> Collect<Self, C>
    where
        Self: Sized,
    {
        real::StreamExt::collect(self)
    }

    /// As `futures::stream::StreamExt::unzip`.
    fn unzip<A, B, FromA, FromB>(self) -> Unzip<Self, FromA, FromB>
    where
        FromA: Default + Extend<A>,
        FromB: Default + Extend<B>,
        Self: Sized + Stream<Item = (A, B)>,
    {
        real::StreamExt::unzip(self)
    }

    /// As `futures::stream::StreamExt::concat`.
    fn concat(self) -> Concat<Self>
    where
        Self: Sized,
        Self::Item: Extend<<<Self as Stream>::Item as IntoIterator>::Item> + IntoIterator + Default,
    {
        real::StreamExt::concat(self)
    }

    /// As `futures::stream::StreamExt::count`.
    fn count(self) -> Count<Self>
    where
        Self: Sized,
    {
        real::StreamExt::count(self)
    }

    /// As `futures::stream::StreamExt::cycle`.
    fn cycle(self) -> Cycle<Self>
    where
        Self: Sized + Clone,
    {
        real::StreamExt::cycle(self)
    }

    /// As `futures::stream::StreamExt::fold`.
    fn fold<T, Fut, F>(self, init: T, f: F) -> Fold<Self, Fut, T, F>
    where
        F: FnMut(T, Self::Item) -> Fut,
        Fut: Future<Output = T>,
        Self: Sized,
    {
        real::StreamExt::fold(self, init, f)
    }

    /// As `futures::stream::StreamExt::any`.
    fn any<Fut, F>(self, f: F) -> Any<Self, Fut, F>
    where
        F: FnMut(Self::Item) -> Fut,
        Fut: Future<Output = bool>,
        Self: Sized,
    {
        real::StreamExt::any(self, f)
    }

    /// As `futures::stream::StreamExt::all`.
    fn all<Fut, F>(self, f: F) -> All<Self, Fut, F>
    where
        F: FnMut(Self::Item) -> Fut,
        Fut: Future<Output = bool>,
        Self: Sized,
    {
        real::StreamExt::all(self, f)
    }

    /// As `futures::stream::StreamExt::flatten`.
    fn flatten(self) -> Flatten<Self>
    where
        Self::Item: Stream,
        Self: Sized,
    {
        real::StreamExt::flatten(self)
    }

    /// As `futures::stream::StreamExt::flat_map`.
    fn flat_map<U, F>(self, f: F) -> FlatMap<Self, U, F>
    where
        F: FnMut(Self::Item) -> U,
        U: Stream,
        Self: Sized,
    {
        real::StreamExt::flat_map(self, f)
    }

    /// As `futures::stream::StreamExt::scan`.
    fn scan<S, B, Fut, F>(self, initial_state: S, f: F) -> Scan<Self, S, Fut, F>
    where
        F: FnMut(&mut S, Self::Item) -> Fut,
        Fut: Future<Output = Option<B>>,
        Self: Sized,
    {
        real::StreamExt::scan(self, initial_state, f)
    }

    /// As `futures::stream::StreamExt::skip_while`.
    fn skip_while<Fut, F>(self, f: F) -> SkipWhile<Self, Fut, F>
    where
        F: FnMut(&Self::Item) -> Fut,
        Fut: Future<Output = bool>,
        Self: Sized,
    {
        real::StreamExt::skip_while(self, f)
    }

    /// As `futures::stream::StreamExt::take_while`.
    fn take_while<Fut, F>(self, f: F) -> TakeWhile<Self, Fut, F>
    where
        F: FnMut(&Self::Item) -> Fut,
        Fut: Future<Output = bool>,
        Self: Sized,
    {
        real::StreamExt::take_while(self, f)
    }

    /// As `futures::stream::StreamExt::take_until`.
    fn take_until<Fut>(self, fut: Fut) -> TakeUntil<Self, Fut>
    where
        Fut: Future,
        Self: Sized,
    {
        real::StreamExt::take_until(self, fut)
    }

    /// As `futures::stream::StreamExt::for_each`.
    fn for_each<Fut, F>(self, f: F) -> ForEach<Self, Fut, F>
    where
        F: FnMut(Self::Item) -> Fut,
        Fut: Future<Output = ()>,
        Self: Sized,
    {
        real::StreamExt::for_each(self, f)
    }

    /// As `futures::stream::StreamExt::take`.
    fn take(self, n: usize) -> Take<Self>
    where
        Self: Sized,
    {
        real::StreamExt::take(self, n)
    }

    /// As `futures::stream::StreamExt::skip`.
    fn skip(self, n: usize) -> Skip<Self>
    where
        Self: Sized,
    {
        real::StreamExt::skip(self, n)
    }

    /// As `futures::stream::StreamExt::fuse`.
    fn fuse(self) -> Fuse<Self>
    where
        Self: Sized,
    {
        real::StreamExt::fuse(self)
    }

    /// As `futures::stream::StreamExt::by_ref`.
    fn by_ref(&mut self) -> &mut Self {
        self
    }

    /// As `futures::stream::StreamExt::catch_unwind`.
    fn catch_unwind(self) -> CatchUnwind<Self>
    where
        Self: Sized + std::panic::UnwindSafe,
    {
        real::StreamExt::catch_unwind(self)
    }

    /// As `futures::stream::StreamExt::boxed`.
    fn boxed<'a>(self) -> BoxStream<'a, Self::Item>
    where
        Self: Sized + Send + 'a,
    {
        real::StreamExt::boxed(self)
    }

    /// As `futures::stream::StreamExt::boxed_local`.
    fn boxed_local<'a>(self) -> LocalBoxStream<'a, Self::Item>
    where
        Self: Sized + 'a,
    {
        real::StreamExt::boxed_local(self)
    }

    /// As `futures::stream::StreamExt::flatten_unordered`.
    #[track_caller]
    fn flatten_unordered(self, limit: impl Into<Option<usize>>) -> FlattenUnordered<Self>
    where
        Self::Item: Stream + Unpin,
        Self: Sized,
    {
        FlattenUnordered::new(self, limit.into())
    }

    /// As `futures::stream::StreamExt::flat_map_unordered`.
    #[track_caller]
    fn flat_map_unordered<U, F>(self, limit: impl Into<Option<usize>>, f: F) -> FlatMapUnordered<Self, U, F>
    where
        U: Stream + Unpin,
        F: FnMut(Self::Item) -> U,
        Self: Sized,
    {
        FlattenUnordered::new(real::StreamExt::map(self, f), limit.into())
    }

    /// As `futures::stream::StreamExt::split`.
    #[track_caller]
    fn split<Item>(self) -> (SplitSink<Self, Item>, SplitStream<Self>)
    where
        Self: Sink<Item> + Sized,
    {
        split::split(self)
    }

    /// As `futures::stream::StreamExt::buffered`.
    #[track_caller]
    fn buffered(self, n: usize) -> Buffered<Self>
    where
        Self::Item: Future,
        Self: Sized,
    {
        Buffering::new(self, FuturesOrdered::new(), n)
    }

    /// As `futures::stream::StreamExt::buffer_unordered`.
    #[track_caller]
    fn buffer_unordered(self, n: usize) -> BufferUnordered<Self>
    where
        Self::Item: Future,
        Self: Sized,
    {
        Buffering::new(self, FuturesUnordered::new(), n)
    }

    /// As `futures::stream::StreamExt::for_each_concurrent`.
    #[track_caller]
    fn for_each_concurrent<Fut, F>(
        self,
        limit: impl Into<Option<usize>>,
        f: F,
    ) -> ForEachConcurrent<Self, Fut, F>
    where
        F: FnMut(Self::Item) -> Fut,
        Fut: Future<Output = ()>,
        Self: Sized,
    {
        ForEachConcurrent::new(self, limit.into(), f)
    }

    /// As `futures::stream::StreamExt::zip`.
    fn zip<St>(self, other: St) -> Zip<Self, St>
    where
        St: Stream,
        Self: Sized,
    {
        real::StreamExt::zip(self, other)
    }

    /// As `futures::stream::StreamExt::chain`.
    fn chain<St>(self, other: St) -> Chain<Self, St>
    where
        St: Stream<Item = Self::Item>,
        Self: Sized,
    {
        real::StreamExt::chain(self, other)
    }

    /// As `futures::stream::StreamExt::peekable`.
    fn peekable(self) -> Peekable<Self>
    where
        Self: Sized,
    {
        real::StreamExt::peekable(self)
    }

    /// As `futures::stream::StreamExt::chunks`.
    fn chunks(self, capacity: usize) -> Chunks<Self>
    where
        Self: Sized,
    {
        real::StreamExt::chunks(self, capacity)
    }

    /// As `futures::stream::StreamExt::ready_chunks`.
    fn ready_chunks(self, capacity: usize) -> ReadyChunks<Self>
    where
        Self: Sized,
    {
        real::StreamExt::ready_chunks(self, capacity)
    }

    /// As `futures::stream::StreamExt::forward`.
    fn forward<S>(self, sink: S) -> Forward<Self, S>
    where
        S: Sink<Self::Ok, Error = Self::Error>,
        Self: TryStream + Sized,
    {
        real::StreamExt::forward(self, sink)
    }

    /// As `futures::stream::StreamExt::inspect`.
    fn inspect<F>(self, f: F) -> Inspect<Self, F>
    where
        F: FnMut(&Self::Item),
        Self: Sized,
    {
        real::StreamExt::inspect(self, f)
    }

    /// As `futures::stream::StreamExt::left_stream`.
    fn left_stream<B>(self) -> Either<Self, B>
    where
        B: Stream<Item = Self::Item>,
        Self: Sized,
    {
        real::StreamExt::left_stream(self)
    }

    /// As `futures::stream::StreamExt::right_stream`.
    fn right_stream<B>(self) -> Either<B, Self>
    where
        B: Stream<Item = Self::Item>,
        Self: Sized,
    {
        real::StreamExt::right_stream(self)
    }

    /// As `futures::stream::StreamExt::poll_next_unpin`.
    fn poll_next_unpin(&mut self, cx: &mut Context<'_>) -> Poll<Option<Self::Item>>
    where
        Self: Unpin,
    {
        real::StreamExt::poll_next_unpin(self, cx)
    }

    /// As `futures::stream::StreamExt::select_next_some`.
    fn select_next_some(&mut self) -> SelectNextSome<'_, Self>
    where
        Self: Unpin + FusedStream,
    {
        real::StreamExt::select_next_some(self)
    }
}

impl<T: Stream + ?Sized> StreamExt for T {}
