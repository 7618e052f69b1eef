//! Waiting for all of several futures.

/// Waits for all of several futures, which one task polls side by side, each time beginning with the next one.
#[macro_export]
macro_rules! join {
    // Each recursion gives names that are told apart from the others'. They are pinned in reverse, so that the first is
    // the first to be dropped.
    (@ $rotation:expr; [$(($future:ident $place:expr, $init:expr))+] [$($reversed:ident)+]) => {{
        $(
            let $future = $crate::macros::support::Branch::named(::core::future::IntoFuture::into_future($init), $place, ::core::stringify!($init));
            let $future = $crate::macros::support::MaybeDone::new($future);
        )+
        $(let mut $reversed = ::core::pin::pin!($reversed);)+
        let mut rotation = $rotation;
        ::core::future::poll_fn(|cx| {
            let mut turns = rotation([$($place),+].len());
            let mut is_pending = false;
            while !turns.is_over() {
                $(
                    if turns.is_next() {
                        is_pending |= ::core::future::Future::poll($future.as_mut(), cx).is_pending();
                    }
                )+
            }
            if is_pending {
                return ::core::task::Poll::Pending;
            }
            #[allow(unreachable_code)]
            ::core::task::Poll::Ready(($($future.as_mut().take(),)+))
        })
        .await
    }};
    (@ $rotation:expr; [$($futures:tt)*] [$($reversed:ident)*] [$place:expr] $init:expr, $($rest:tt)*) => {
        $crate::join!(@ $rotation; [$($futures)* (future $place, $init)] [future $($reversed)*] [$place + 1] $($rest)*)
    };
    (@ $rotation:expr; [$($futures:tt)*] [$($reversed:ident)*] [$place:expr]) => {
        $crate::join!(@ $rotation; [$($futures)*] [$($reversed)*])
    };
    (biased; $($future:expr),+ $(,)?) => {
        $crate::join!(@ $crate::macros::support::Turns::in_order; [] [] [0usize] $($future,)+)
    };
    ($($future:expr),+ $(,)?) => {
        $crate::join!(@ $crate::macros::support::rotation(); [] [] [0usize] $($future,)+)
    };
    ($(biased;)?) => { async {}.await };
}
