//! What futures can do.

use crate::future::remote_handle::{Remote, RemoteHandle, remote_handle};
use crate::future::shared::Shared;
use crate::stream::Stream;
use futures::future as real;
use futures::future::{
    BoxFuture, CatchUnwind, Either, Flatten, FlattenStream, Fuse, Inspect, IntoStream, LocalBoxFuture, Map,
    MapInto, NeverError, Then, UnitError,
};
use std::task::{Context, Poll};

/// As `futures::future::FutureExt`, without what tasks would share unseen.
pub trait FutureExt: Future {
    /// As `futures::future::FutureExt::map`.
    fn map<U, F>(self, f: F) -> Map<Self, F>
    where
        F: FnOnce(Self::Output) -> U,
        Self: Sized,
    {
        real::FutureExt::map(self, f)
    }

    /// As `futures::future::FutureExt::map_into`.
    fn map_into<U>(self) -> MapInto<Self, U>
    where
        Self::Output: Into<U>,
        Self: Sized,
    {
        real::FutureExt::map_into(self)
    }

    /// As `futures::future::FutureExt::then`.
    fn then<Fut, F>(self, f: F) -> Then<Self, Fut, F>
    where
        F: FnOnce(Self::Output) -> Fut,
        Fut: Future,
        Self: Sized,
    {
        real::FutureExt::then(self, f)
    }

    /// As `futures::future::FutureExt::left_future`.
    fn left_future<B>(self) -> Either<Self, B>
    where
        B: Future<Output = Self::Output>,
        Self: Sized,
    {
        real::FutureExt::left_future(self)
    }

    /// As `futures::future::FutureExt::right_future`.
    fn right_future<A>(self) -> Either<A, Self>
    where
        A: Future<Output = Self::Output>,
        Self: Sized,
    {
        real::FutureExt::right_future(self)
    }

    /// As `futures::future::FutureExt::into_stream`.
    fn into_stream(self) -> IntoStream<Self>
    where
        Self: Sized,
    {
        real::FutureExt::into_stream(self)
    }

    /// As `futures::future::FutureExt::flatten`.
    fn flatten(self) -> Flatten<Self>
    where
        Self::Output: Future,
        Self: Sized,
    {
        real::FutureExt::flatten(self)
    }

    /// As `futures::future::FutureExt::flatten_stream`.
    fn flatten_stream(self) -> FlattenStream<Self>
    where
        Self::Output: Stream,
        Self: Sized,
    {
        real::FutureExt::flatten_stream(self)
    }

    /// As `futures::future::FutureExt::fuse`.
    fn fuse(self) -> Fuse<Self>
    where
        Self: Sized,
    {
        real::FutureExt::fuse(self)
    }

    /// As `futures::future::FutureExt::inspect`.
    fn inspect<F>(self, f: F) -> Inspect<Self, F>
    where
        F: FnOnce(&Self::Output),
        Self: Sized,
    {
        real::FutureExt::inspect(self, f)
    }

    /// As `futures::future::FutureExt::catch_unwind`.
    fn catch_unwind(self) -> CatchUnwind<Self>
    where
        Self: Sized + ::std::panic::UnwindSafe,
    {
        real::FutureExt::catch_unwind(self)
    }

    /// As `futures::future::FutureExt::shared`.
    #[track_caller]
    fn shared(self) -> Shared<Self>
    where
        Self: Sized,
        Self::Output: Clone,
    {
        Shared::new(self)
    }

    /// As `futures::future::FutureExt::remote_handle`.
    #[track_caller]
    fn remote_handle(self) -> (Remote<Self>, RemoteHandle<Self::Output>)
    where
        Self: Sized,
    {
        remote_handle(self)
    }

    /// As `futures::future::FutureExt::boxed`.
    fn boxed<'a>(self) -> BoxFuture<'a, Self::Output>
    where
        Self: Sized + Send + 'a,
    {
        real::FutureExt::boxed(self)
    }

    /// As `futures::future::FutureExt::boxed_local`.
    fn boxed_local<'a>(self) -> LocalBoxFuture<'a, Self::Output>
    where
        Self: Sized + 'a,
    {
        real::FutureExt::boxed_local(self)
    }

    /// As `futures::future::FutureExt::unit_error`.
    fn unit_error(self) -> UnitError<Self>
    where
        Self: Sized,
    {
        real::FutureExt::unit_error(self)
    }

    /// As `futures::future::FutureExt::never_error`.
    fn never_error(self) -> NeverError<Self>
    where
        Self: Sized,
    {
        real::FutureExt::never_error(self)
    }

    /// As `futures::future::FutureExt::poll_unpin`.
    fn poll_unpin(&mut self, cx: &mut Context<'_>) -> Poll<Self::Output>
    where
        Self: Unpin,
    {
        real::FutureExt::poll_unpin(self, cx)
    }

    /// As `futures::future::FutureExt::now_or_never`.
    fn now_or_never(self) -> Option<Self::Output>
    where
        Self: Sized,
    {
        real::FutureExt::now_or_never(self)
    }
}

impl<T: Future + ?Sized> FutureExt for T {}
