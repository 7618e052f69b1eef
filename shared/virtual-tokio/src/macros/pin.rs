//! Pinning to the stack.

/// Pins values where they stand.
#[macro_export]
macro_rules! pin {
    ($($value:ident),* $(,)?) => {
        $(let mut $value = ::core::pin::pin!($value);)*
    };
    ($(let $value:ident = $init:expr;)*) => {
        $(
            let $value = $init;
            let mut $value = ::core::pin::pin!($value);
        )*
    };
}
