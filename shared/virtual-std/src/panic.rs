//! Panics, as `std::panic`.

pub use ::std::panic::{
    AssertUnwindSafe, Location, PanicHookInfo, RefUnwindSafe, UnwindSafe, catch_unwind, panic_any,
    resume_unwind,
};

/// As `std::panic::set_hook`, which is not modelled.
pub fn set_hook(_hook: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>) {
    engine::refuse("`std::panic::set_hook` is not modelled by the explorer")
}

/// As `std::panic::take_hook`, which is not modelled.
#[must_use]
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static> {
    engine::refuse("`std::panic::take_hook` is not modelled by the explorer")
}
