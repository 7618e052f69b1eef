//! Moments of virtual time.

use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::time::Duration;

/// A moment of virtual time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Since the program's start.
    pub(crate) time: Duration,
}

impl Instant {
    /// This moment.
    #[track_caller]
    pub fn now() -> Instant {
        Instant { time: engine::now() }
    }

    /// How long it was from an earlier moment to this one; zero if that was later.
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.saturating_duration_since(earlier)
    }

    /// The same; `None` if that was later.
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.time.checked_sub(earlier.time)
    }

    /// The same; zero if that was later.
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.time.saturating_sub(earlier.time)
    }

    /// How long ago this was.
    #[track_caller]
    pub fn elapsed(&self) -> Duration {
        Instant::now() - *self
    }

    /// The moment so much later, if it can be told.
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        self.time.checked_add(duration).map(|time| Instant { time })
    }

    /// The moment so much earlier, if it can be told.
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        self.time.checked_sub(duration).map(|time| Instant { time })
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    #[track_caller]
    fn add(self, other: Duration) -> Instant {
        self.checked_add(other).expect("overflow when adding duration to instant")
    }
}

impl AddAssign<Duration> for Instant {
    #[track_caller]
    fn add_assign(&mut self, other: Duration) {
        *self = *self + other;
    }
}

impl Sub for Instant {
    type Output = Duration;

    fn sub(self, other: Instant) -> Duration {
        self.duration_since(other)
    }
}

impl Sub<Duration> for Instant {
    type Output = Instant;

    #[track_caller]
    fn sub(self, other: Duration) -> Instant {
        self.checked_sub(other).expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for Instant {
    #[track_caller]
    fn sub_assign(&mut self, other: Duration) {
        *self = *self - other;
    }
}
