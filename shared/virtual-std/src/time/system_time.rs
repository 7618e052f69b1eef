//! What day it is, as `std::time::SystemTime`.

use crate::time::{Duration, SystemTimeError};
use ::std::fmt;
use ::std::ops::{Add, AddAssign, Sub, SubAssign};
use ::std::time as real;

/// As `std::time::SystemTime`, in virtual time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemTime(real::SystemTime);

/// As `std::time::UNIX_EPOCH`.
pub const UNIX_EPOCH: SystemTime = SystemTime(real::UNIX_EPOCH);

/// When every program starts.
const START: Duration = Duration::from_secs(1_767_225_600);
const SENTENCE: &str =
    "the program starts when the year 2026 does in Greenwich, and nobody sets the clock while it runs";

impl SystemTime {
    /// As `std::time::SystemTime::UNIX_EPOCH`.
    pub const UNIX_EPOCH: SystemTime = UNIX_EPOCH;

    /// As `std::time::SystemTime::now`.
    #[track_caller]
    #[must_use]
    pub fn now() -> SystemTime {
        engine::rests_on(SENTENCE);
        UNIX_EPOCH + START + engine::now()
    }

    /// As `std::time::SystemTime::duration_since`.
    ///
    /// # Errors
    /// When the other one is later.
    pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError> {
        self.0.duration_since(earlier.0)
    }

    /// As `std::time::SystemTime::elapsed`.
    ///
    /// # Errors
    /// When it is later than now.
    #[track_caller]
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError> {
        SystemTime::now().duration_since(*self)
    }

    /// As `std::time::SystemTime::checked_add`.
    #[must_use]
    pub fn checked_add(&self, duration: Duration) -> Option<SystemTime> {
        self.0.checked_add(duration).map(SystemTime)
    }

    /// As `std::time::SystemTime::checked_sub`.
    #[must_use]
    pub fn checked_sub(&self, duration: Duration) -> Option<SystemTime> {
        self.0.checked_sub(duration).map(SystemTime)
    }
}

impl Add<Duration> for SystemTime {
    type Output = SystemTime;

    fn add(self, duration: Duration) -> SystemTime {
        SystemTime(self.0 + duration)
    }
}

impl AddAssign<Duration> for SystemTime {
    fn add_assign(&mut self, duration: Duration) {
        self.0 += duration;
    }
}

impl Sub<Duration> for SystemTime {
    type Output = SystemTime;

    fn sub(self, duration: Duration) -> SystemTime {
        SystemTime(self.0 - duration)
    }
}

impl SubAssign<Duration> for SystemTime {
    fn sub_assign(&mut self, duration: Duration) {
        self.0 -= duration;
    }
}

impl fmt::Debug for SystemTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
