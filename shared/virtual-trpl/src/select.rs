//! Taking whichever future finishes first.

use engine::Site;
use futures::future::{self, Either};
use std::panic::Location;
use std::pin::pin;
use virtual_tokio::polling::Branch;

/// Runs two futures and takes whichever finishes first; the other is dropped.
#[track_caller]
pub fn select<A, B, F1, F2>(f1: F1, f2: F2) -> impl Future<Output = Either<A, B>>
where
    F1: Future<Output = A>,
    F2: Future<Output = B>,
{
    first(f1, f2, Location::caller())
}

/// The former name of [`select`].
#[track_caller]
pub fn race<A, B, F1, F2>(f1: F1, f2: F2) -> impl Future<Output = Either<A, B>>
where
    F1: Future<Output = A>,
    F2: Future<Output = B>,
{
    first(f1, f2, Location::caller())
}

async fn first<A, B>(f1: impl Future<Output = A>, f2: impl Future<Output = B>, site: Site) -> Either<A, B> {
    let (f1, f2) = (Branch::new(f1, site, 0), Branch::new(f2, site, 1));
    match future::select(pin!(f1), pin!(f2)).await {
        Either::Left((a, _)) => Either::Left(a),
        Either::Right((b, _)) => Either::Right(b),
    }
}
