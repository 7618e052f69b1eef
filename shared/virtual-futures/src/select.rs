//! Waiting for whichever of several futures is ready first, beginning with any of them.

/// As `futures::select!`: where several are ready, chance decides.
#[macro_export]
macro_rules! select {
    ($($tokens:tt)*) => {{
        use $crate::__private as __futures_crate;
        $crate::__private::select_internal! { $($tokens)* }
    }}
}

/// As `futures::stream_select!`: where several have something, chance decides.
#[macro_export]
macro_rules! stream_select {
    ($($tokens:tt)*) => {{
        use $crate::__private as __futures_crate;
        $crate::__private::stream_select_internal! { $($tokens)* }
    }};
}

/// Puts what is to be polled into any order.
#[track_caller]
pub fn shuffle<T>(slice: &mut [T]) {
    for last in (1..slice.len()).rev() {
        slice.swap(last, engine::choose(last + 1));
    }
}
