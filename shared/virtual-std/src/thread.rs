//! Threads, as `std::thread`.

mod builder;
mod current;
mod destructors;
mod handle;
mod local;
mod scope;

pub use ::std::thread::{Result, panicking};
pub use builder::Builder;
pub use current::{Thread, ThreadId, current, park, park_timeout};
#[doc(hidden)]
pub use destructors::destroy_all;
pub use handle::{JoinHandle, spawn};
pub use local::{AccessError, LocalKey};
pub use scope::{Scope, ScopedJoinHandle, scope};

use crate::time::Duration;
use ::std::num::NonZero;
use engine::Due;

/// As `std::thread::sleep`, in virtual time.
#[track_caller]
pub fn sleep(duration: Duration) {
    engine::sleep(Due::After(duration));
}

/// As `std::thread::sleep_ms`.
#[track_caller]
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::sleep`")]
pub fn sleep_ms(ms: u32) {
    sleep(Duration::from_millis(ms.into()));
}

/// As `std::thread::park_timeout_ms`.
#[track_caller]
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::park_timeout`")]
pub fn park_timeout_ms(ms: u32) {
    park_timeout(Duration::from_millis(ms.into()));
}

/// As `std::thread::yield_now`.
#[track_caller]
pub fn yield_now() {
    engine::yield_now();
}

/// How many processors the explorer's machine has, so that no result depends on the real one.
#[doc(hidden)]
pub const PROCESSORS: NonZero<usize> = NonZero::new(4).unwrap();

/// As `std::thread::available_parallelism`, on the explorer's machine.
///
/// # Errors
/// Never.
pub fn available_parallelism() -> ::std::io::Result<NonZero<usize>> {
    engine::rests_on("the machine has four processors");
    Ok(PROCESSORS)
}
