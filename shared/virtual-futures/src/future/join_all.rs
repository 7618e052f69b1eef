//! Waiting for any number of futures of one type.

use crate::stream::FuturesOrdered;
use futures::future as real;
use futures::future::{Either, IntoFuture, TryFuture, TryFutureExt};
use futures::stream::{Collect, StreamExt, TryCollect, TryStreamExt};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Up to so many futures are all polled each time; of more, only those that were woken.
const FEW: usize = 30;

/// As `futures::future::join_all`.
pub fn join_all<I: IntoIterator<Item: Future>>(iter: I) -> JoinAll<I::Item> {
    let iter = iter.into_iter();
    match iter.size_hint().1 {
        Some(most) if most <= FEW => JoinAll::Few(real::join_all(iter)),
        _ => JoinAll::Many(iter.collect::<FuturesOrdered<_>>().collect()),
    }
}

/// As `futures::future::try_join_all`.
pub fn try_join_all<I: IntoIterator<Item: TryFuture>>(iter: I) -> TryJoinAll<I::Item> {
    let iter = iter.into_iter().map(TryFutureExt::into_future);
    match iter.size_hint().1 {
        Some(most) if most <= FEW => Either::Left(real::try_join_all(iter)),
        _ => Either::Right(iter.collect::<FuturesOrdered<_>>().try_collect()),
    }
}

/// As `futures::future::TryJoinAll`.
pub type TryJoinAll<F> = Either<
    real::TryJoinAll<IntoFuture<F>>,
    TryCollect<FuturesOrdered<IntoFuture<F>>, Vec<<F as TryFuture>::Ok>>,
>;

/// As `futures::future::JoinAll`.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub enum JoinAll<F: Future> {
    /// All are polled.
    Few(real::JoinAll<F>),
    /// Those that were woken are polled.
    Many(Collect<FuturesOrdered<F>, Vec<F::Output>>),
}

impl<F: Future> Future for JoinAll<F> {
    type Output = Vec<F::Output>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Vec<F::Output>> {
        match self.get_mut() {
            JoinAll::Few(futures) => Pin::new(futures).poll(cx),
            JoinAll::Many(futures) => Pin::new(futures).poll(cx),
        }
    }
}

// The futures themselves are pinned elsewhere.
impl<F: Future> Unpin for JoinAll<F> {}

impl<F: Future> fmt::Debug for JoinAll<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinAll").finish_non_exhaustive()
    }
}
