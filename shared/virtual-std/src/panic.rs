//! Panics, as `std::panic`.

mod hook;

#[expect(deprecated, reason = "programs may still use it")]
pub use ::std::panic::PanicInfo;
pub use ::std::panic::{
    AssertUnwindSafe, Location, PanicHookInfo, RefUnwindSafe, UnwindSafe, catch_unwind, panic_any,
    resume_unwind,
};
pub use hook::{set_hook, take_hook};
