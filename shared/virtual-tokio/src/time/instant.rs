//! Moments of virtual time.

use crate::runtime::context;
use engine::Site;
use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::time::Duration;
use virtual_std::time::Instant as StdInstant;

/// A moment of virtual time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    std: StdInstant,
}

impl Instant {
    /// This moment.
    #[track_caller]
    pub fn now() -> Instant {
        match Instant::of_the_runtime() {
            Some(now) => now,
            // Not in a closure, which would not know the caller.
            None => Instant { std: StdInstant::now() },
        }
    }

    /// This moment, where the runtime has a time of its own.
    fn of_the_runtime() -> Option<Instant> {
        let now = context::try_current()?.driver()?.now()?;
        Some(Instant { std: StdInstant::at(now) })
    }

    /// This moment, and the one so much later.
    pub(crate) fn and_after(delay: Duration, site: Site) -> (Instant, Instant) {
        if let Some(now) = Instant::of_the_runtime() {
            return (now, now.checked_add(delay).unwrap_or(now));
        }
        let deadline = engine::deadline(delay, site);
        let at = |time| Instant { std: StdInstant::at(time) };
        (at(deadline.saturating_sub(delay)), at(deadline))
    }

    /// The same moment of `std`.
    pub fn from_std(std: StdInstant) -> Instant {
        Instant { std }
    }

    /// The same moment as `std` has it.
    pub fn into_std(self) -> StdInstant {
        self.std
    }

    /// How long it was from an earlier moment to this one; zero if that was later.
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.saturating_duration_since(earlier)
    }

    /// The same; `None` if that was later.
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.std.checked_duration_since(earlier.std)
    }

    /// The same; zero if that was later.
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.std.saturating_duration_since(earlier.std)
    }

    /// How long ago this was.
    #[track_caller]
    pub fn elapsed(&self) -> Duration {
        Instant::now() - *self
    }

    /// The moment so much later, if it can be told.
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        self.std.checked_add(duration).map(Instant::from_std)
    }

    /// The moment so much earlier, if it can be told.
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        self.std.checked_sub(duration).map(Instant::from_std)
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.std.fmt(f)
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

impl From<StdInstant> for Instant {
    fn from(std: StdInstant) -> Instant {
        Instant { std }
    }
}

impl From<Instant> for StdInstant {
    fn from(instant: Instant) -> StdInstant {
        instant.std
    }
}
