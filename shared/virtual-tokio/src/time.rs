//! Virtual time. Timers tick once a millisecond, counted from the runtime's start, and never ring early.

mod alarm;
mod clock;
pub mod error;
mod instant;
mod interval;
mod sleep;
mod timeout;

pub(crate) use alarm::{Alarm, Bell};
pub use clock::{advance, pause, resume};
pub use instant::Instant;
pub use interval::{Interval, MissedTickBehavior, interval, interval_at};
pub use sleep::{Sleep, sleep, sleep_until};
pub use std::time::Duration;
pub use timeout::{Timeout, timeout, timeout_at};

/// A delay that does not overflow, as tokio cuts it.
pub(crate) fn safe_delay(delay: Duration) -> Duration {
    delay.min(Duration::from_secs(86400 * 365 * 30))
}

/// How many ticks of its timers a runtime has seen at a time, counted from its start: whole milliseconds, rounded up.
pub(crate) fn ticks_of(time: Duration, started: Duration) -> u64 {
    let nanos = time.saturating_sub(started).as_nanos();
    u64::try_from(nanos.div_ceil(1_000_000)).unwrap_or(u64::MAX)
}
