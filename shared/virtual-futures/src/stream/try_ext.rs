//! What streams of results can do.

use crate::stream::try_buffered::{TryBufferUnordered, TryBuffered, TryBuffering};
use crate::stream::try_for_each_concurrent::TryForEachConcurrent;
use crate::stream::{FuturesOrdered, FuturesUnordered};
use futures::future::TryFuture;
use futures::stream as real;
use futures::stream::{
    AndThen, ErrInto, InspectErr, InspectOk, IntoStream, MapErr, MapOk, OrElse, TryAll, TryAny, TryChunks,
    TryCollect, TryConcat, TryFilter, TryFilterMap, TryFlatten, TryFold, TryForEach, TryNext, TryReadyChunks,
    TrySkipWhile, TryStream, TryTakeWhile,
};
use std::task::{Context, Poll};

/// As `futures::stream::TryStreamExt`, without what tasks would share unseen.
pub trait TryStreamExt: TryStream {
    /// As `futures::stream::TryStreamExt::err_into`.
    fn err_into<E>(self) -> ErrInto<Self, E>
    where
        Self: Sized,
        Self::Error: Into<E>,
    {
        real::TryStreamExt::err_into(self)
    }

    /// As `futures::stream::TryStreamExt::map_ok`.
    fn map_ok<T, F>(self, f: F) -> MapOk<Self, F>
    where
        Self: Sized,
        F: FnMut(Self::Ok) -> T,
    {
        real::TryStreamExt::map_ok(self, f)
    }

    /// As `futures::stream::TryStreamExt::map_err`.
    fn map_err<E, F>(self, f: F) -> MapErr<Self, F>
    where
        Self: Sized,
        F: FnMut(Self::Error) -> E,
    {
        real::TryStreamExt::map_err(self, f)
    }

    /// As `futures::stream::TryStreamExt::and_then`.
    fn and_then<Fut, F>(self, f: F) -> AndThen<Self, Fut, F>
    where
        F: FnMut(Self::Ok) -> Fut,
        Fut: TryFuture<Error = Self::Error>,
        Self: Sized,
    {
        real::TryStreamExt::and_then(self, f)
    }

    /// As `futures::stream::TryStreamExt::or_else`.
    fn or_else<Fut, F>(self, f: F) -> OrElse<Self, Fut, F>
    where
        F: FnMut(Self::Error) -> Fut,
        Fut: TryFuture<Ok = Self::Ok>,
        Self: Sized,
    {
        real::TryStreamExt::or_else(self, f)
    }

    /// As `futures::stream::TryStreamExt::inspect_ok`.
    fn inspect_ok<F>(self, f: F) -> InspectOk<Self, F>
    where
        F: FnMut(&Self::Ok),
        Self: Sized,
    {
        real::TryStreamExt::inspect_ok(self, f)
    }

    /// As `futures::stream::TryStreamExt::inspect_err`.
    fn inspect_err<F>(self, f: F) -> InspectErr<Self, F>
    where
        F: FnMut(&Self::Error),
        Self: Sized,
    {
        real::TryStreamExt::inspect_err(self, f)
    }

    /// As `futures::stream::TryStreamExt::into_stream`.
    fn into_stream(self) -> IntoStream<Self>
    where
        Self: Sized,
    {
        real::TryStreamExt::into_stream(self)
    }

    /// As `futures::stream::TryStreamExt::try_next`.
    fn try_next(&mut self) -> TryNext<'_, Self>
    where
        Self: Unpin,
    {
        real::TryStreamExt::try_next(self)
    }

    /// As `futures::stream::TryStreamExt::try_for_each`.
    fn try_for_each<Fut, F>(self, f: F) -> TryForEach<Self, Fut, F>
    where
        F: FnMut(Self::Ok) -> Fut,
        Fut: TryFuture<Ok = (), Error = Self::Error>,
        Self: Sized,
    {
        real::TryStreamExt::try_for_each(self, f)
    }

    /// As `futures::stream::TryStreamExt::try_skip_while`.
    fn try_skip_while<Fut, F>(self, f: F) -> TrySkipWhile<Self, Fut, F>
    where
        F: FnMut(&Self::Ok) -> Fut,
        Fut: TryFuture<Ok = bool, Error = Self::Error>,
        Self: Sized,
    {
        real::TryStreamExt::try_skip_while(self, f)
    }

    /// As `futures::stream::TryStreamExt::try_take_while`.
    fn try_take_while<Fut, F>(self, f: F) -> TryTakeWhile<Self, Fut, F>
    where
        F: FnMut(&Self::Ok) -> Fut,
        Fut: TryFuture<Ok = bool, Error = Self::Error>,
        Self: Sized,
    {
        real::TryStreamExt::try_take_while(self, f)
    }

    /// As `futures::stream::TryStreamExt::try_collect`.
    fn try_collect<C: Default + Extend<Self::Ok>>(self) -> TryCollect<Self, C>
    where
        Self: Sized,
    {
        real::TryStreamExt::try_collect(self)
    }

    /// As `futures::stream::TryStreamExt::try_chunks`.
    fn try_chunks(self, capacity: usize) -> TryChunks<Self>
    where
        Self: Sized,
    {
        real::TryStreamExt::try_chunks(self, capacity)
    }

    /// As `futures::stream::TryStreamExt::try_ready_chunks`.
    fn try_ready_chunks(self, capacity: usize) -> TryReadyChunks<Self>
    where
        Self: Sized,
    {
        real::TryStreamExt::try_ready_chunks(self, capacity)
    }

    /// As `futures::stream::TryStreamExt::try_filter`.
    fn try_filter<Fut, F>(self, f: F) -> TryFilter<Self, Fut, F>
    where
        Fut: Future<Output = bool>,
        F: FnMut(&Self::Ok) -> Fut,
        Self: Sized,
    {
        real::TryStreamExt::try_filter(self, f)
    }

    /// As `futures::stream::TryStreamExt::try_filter_map`.
    fn try_filter_map<Fut, F, T>(self, f: F) -> TryFilterMap<Self, Fut, F>
    where
        Fut: TryFuture<Ok = Option<T>, Error = Self::Error>,
        F: FnMut(Self::Ok) -> Fut,
        Self: Sized,
    {
        real::TryStreamExt::try_filter_map(self, f)
    }

    /// As `futures::stream::TryStreamExt::try_flatten`.
    fn try_flatten(self) -> TryFlatten<Self>
    where
        Self::Ok: TryStream,
        <Self::Ok as TryStream>::Error: From<Self::Error>,
        Self: Sized,
    {
        real::TryStreamExt::try_flatten(self)
    }

    /// As `futures::stream::TryStreamExt::try_fold`.
    fn try_fold<T, Fut, F>(self, init: T, f: F) -> TryFold<Self, Fut, T, F>
    where
        F: FnMut(T, Self::Ok) -> Fut,
        Fut: TryFuture<Ok = T, Error = Self::Error>,
        Self: Sized,
    {
        real::TryStreamExt::try_fold(self, init, f)
    }

    /// As `futures::stream::TryStreamExt::try_concat`.
    fn try_concat(self) -> TryConcat<Self>
    where
        Self: Sized,
        Self::Ok: Extend<<<Self as TryStream>::Ok as IntoIterator>::Item> + IntoIterator + Default,
    {
        real::TryStreamExt::try_concat(self)
    }

    /// As `futures::stream::TryStreamExt::try_poll_next_unpin`.
    fn try_poll_next_unpin(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Self::Ok, Self::Error>>>
    where
        Self: Unpin,
    {
        real::TryStreamExt::try_poll_next_unpin(self, cx)
    }

    /// As `futures::stream::TryStreamExt::try_for_each_concurrent`.
    #[track_caller]
    fn try_for_each_concurrent<Fut, F>(
        self,
        limit: impl Into<Option<usize>>,
        f: F,
    ) -> TryForEachConcurrent<Self, Fut, F>
    where
        F: FnMut(Self::Ok) -> Fut,
        Fut: Future<Output = Result<(), Self::Error>>,
        Self: Sized,
    {
        TryForEachConcurrent::new(self, limit.into(), f)
    }

    /// As `futures::stream::TryStreamExt::try_buffer_unordered`.
    #[track_caller]
    fn try_buffer_unordered(self, n: usize) -> TryBufferUnordered<Self>
    where
        Self::Ok: TryFuture<Error = Self::Error>,
        Self: Sized,
    {
        TryBuffering::new(self, FuturesUnordered::new(), n)
    }

    /// As `futures::stream::TryStreamExt::try_buffered`.
    #[track_caller]
    fn try_buffered(self, n: usize) -> TryBuffered<Self>
    where
        Self::Ok: TryFuture<Error = Self::Error>,
        Self: Sized,
    {
        TryBuffering::new(self, FuturesOrdered::new(), n)
    }

    /// As `futures::stream::TryStreamExt::try_all`.
    fn try_all<Fut, F>(self, f: F) -> TryAll<Self, Fut, F>
    where
        Self: Sized,
        F: FnMut(Self::Ok) -> Fut,
        Fut: Future<Output = bool>,
    {
        real::TryStreamExt::try_all(self, f)
    }

    /// As `futures::stream::TryStreamExt::try_any`.
    fn try_any<Fut, F>(self, f: F) -> TryAny<Self, Fut, F>
    where
        Self: Sized,
        F: FnMut(Self::Ok) -> Fut,
        Fut: Future<Output = bool>,
    {
        real::TryStreamExt::try_any(self, f)
    }
}

impl<T: TryStream + ?Sized> TryStreamExt for T {}
