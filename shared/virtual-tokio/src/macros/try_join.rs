//! Waiting for all of several futures, as long as none fails.

/// Waits for all of several futures as [`join!`](crate::join!) does, or until one of them gives an error.
#[macro_export]
macro_rules! try_join {
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
            let failed = 'polled: {
                while !turns.is_over() {
                    $(
                        if turns.is_next() {
                            if ::core::future::Future::poll($future.as_mut(), cx).is_pending() {
                                is_pending = true;
                            } else if let ::core::option::Option::Some(error) = $future.as_mut().take_error() {
                                break 'polled ::core::option::Option::Some(error);
                            }
                        }
                    )+
                }
                ::core::option::Option::None
            };
            if failed.is_some() {
                return ::core::task::Poll::Ready(failed.map(::core::result::Result::Err).unwrap());
            }
            if is_pending {
                return ::core::task::Poll::Pending;
            }
            #[allow(unreachable_code)]
            ::core::task::Poll::Ready(::core::result::Result::Ok(($($future.as_mut().take_ok(),)+)))
        })
        .await
    }};
    (@ $rotation:expr; [$($futures:tt)*] [$($reversed:ident)*] [$place:expr] $init:expr, $($rest:tt)*) => {
        $crate::try_join!(@ $rotation; [$($futures)* (future $place, $init)] [future $($reversed)*] [$place + 1] $($rest)*)
    };
    (@ $rotation:expr; [$($futures:tt)*] [$($reversed:ident)*] [$place:expr]) => {
        $crate::try_join!(@ $rotation; [$($futures)*] [$($reversed)*])
    };
    (biased; $($future:expr),+ $(,)?) => {
        $crate::try_join!(@ $crate::macros::support::Turns::in_order; [] [] [0usize] $($future,)+)
    };
    ($($future:expr),+ $(,)?) => {
        $crate::try_join!(@ $crate::macros::support::rotation(); [] [] [0usize] $($future,)+)
    };
    ($(biased;)?) => { async { ::core::result::Result::Ok(()) }.await };
}
