//! Virtual time. Timers tick once a millisecond, counted from the runtime's start, and never ring early.

mod alarm;
pub mod error;
mod instant;
mod interval;
mod sleep;
mod timeout;

pub(crate) use alarm::Alarm;
pub use instant::Instant;
pub use interval::{Interval, MissedTickBehavior, interval, interval_at};
pub use sleep::{Sleep, sleep, sleep_until};
pub use std::time::Duration;
pub use timeout::{Timeout, timeout, timeout_at};

/// A delay that does not overflow, as tokio cuts it.
pub(crate) fn safe_delay(delay: Duration) -> Duration {
    delay.min(Duration::from_secs(86400 * 365 * 30))
}
