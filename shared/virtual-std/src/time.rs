//! Virtual time, as `std::time`.

mod system_time;

pub use ::std::time::{Duration, SystemTimeError, TryFromFloatSecsError};
pub use system_time::{SystemTime, UNIX_EPOCH};

use ::std::fmt;
use ::std::ops::{Add, AddAssign, Sub, SubAssign};

/// As `std::time::Instant`, in virtual time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// A day before the program's start is an instant too.
    since_origin: Duration,
}

const BEFORE_START: Duration = Duration::from_secs(24 * 60 * 60);

impl Instant {
    /// As `std::time::Instant::now`.
    #[track_caller]
    #[must_use]
    pub fn now() -> Instant {
        Instant { since_origin: BEFORE_START + engine::now() }
    }

    /// As `std::time::Instant::duration_since`.
    #[must_use]
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.saturating_duration_since(earlier)
    }

    /// As `std::time::Instant::checked_duration_since`.
    #[must_use]
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.since_origin.checked_sub(earlier.since_origin)
    }

    /// As `std::time::Instant::saturating_duration_since`.
    #[must_use]
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.since_origin.saturating_sub(earlier.since_origin)
    }

    /// As `std::time::Instant::elapsed`.
    #[track_caller]
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        Instant::now().duration_since(*self)
    }

    /// As `std::time::Instant::checked_add`.
    #[must_use]
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        Some(Instant { since_origin: self.since_origin.checked_add(duration)? })
    }

    /// As `std::time::Instant::checked_sub`.
    #[must_use]
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        Some(Instant { since_origin: self.since_origin.checked_sub(duration)? })
    }

    /// The instant so long after the program's start.
    #[doc(hidden)]
    #[must_use]
    pub fn at(since_start: Duration) -> Instant {
        Instant { since_origin: BEFORE_START.saturating_add(since_start) }
    }

    /// Time since the program's start, for timers.
    #[doc(hidden)]
    #[must_use]
    pub fn since_start(self) -> Duration {
        self.since_origin.saturating_sub(BEFORE_START)
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instant")
            .field("tv_sec", &self.since_origin.as_secs())
            .field("tv_nsec", &self.since_origin.subsec_nanos())
            .finish()
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    fn add(self, duration: Duration) -> Instant {
        self.checked_add(duration).expect("overflow when adding duration to instant")
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl Sub<Duration> for Instant {
    type Output = Instant;

    fn sub(self, duration: Duration) -> Instant {
        self.checked_sub(duration).expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for Instant {
    fn sub_assign(&mut self, duration: Duration) {
        *self = *self - duration;
    }
}

impl Sub<Instant> for Instant {
    type Output = Duration;

    fn sub(self, earlier: Instant) -> Duration {
        self.duration_since(earlier)
    }
}
