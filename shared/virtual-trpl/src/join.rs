//! Waiting for several futures in one task.

use futures::future;
use std::panic::Location;
use virtual_futures::future::join_all as join_many;
use virtual_tokio::polling::Branch;

/// Waits for two futures.
#[track_caller]
pub fn join<A: Future, B: Future>(a: A, b: B) -> impl Future<Output = (A::Output, B::Output)> {
    let site = Location::caller();
    future::join(Branch::new(a, site, 0), Branch::new(b, site, 1))
}

/// Waits for three futures.
#[track_caller]
pub fn join3<A: Future, B: Future, C: Future>(
    a: A,
    b: B,
    c: C,
) -> impl Future<Output = (A::Output, B::Output, C::Output)> {
    let site = Location::caller();
    future::join3(Branch::new(a, site, 0), Branch::new(b, site, 1), Branch::new(c, site, 2))
}

/// Waits for any number of futures of one type.
#[track_caller]
pub fn join_all<I>(futures: I) -> impl Future<Output = Vec<<I::Item as Future>::Output>>
where
    I: IntoIterator<Item: Future>,
{
    let site = Location::caller();
    let branches = futures.into_iter().enumerate().map(|(place, future)| Branch::new(future, site, place));
    join_many(branches)
}

/// Waits for any number of futures of any types.
#[macro_export]
macro_rules! join {
    ($($future:expr),+ $(,)?) => {
        $crate::__join!(@ [] [0usize] $($future,)+)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __join {
    (@ [$($branch:expr,)*] [$place:expr] $future:expr, $($rest:tt)*) => {
        $crate::__join!(@ [$($branch,)*
            $crate::__private::Branch::named($future, $place, ::core::stringify!($future)),
        ] [$place + 1] $($rest)*)
    };
    (@ [$($branch:expr,)*] [$place:expr]) => {
        $crate::__private::join!($($branch),*)
    };
}
