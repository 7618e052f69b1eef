//! Waiting again and again.

use crate::time::{Duration, Instant, Sleep, safe_delay};
use engine::Site;
use std::future::poll_fn;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Ticks now and then each time a period is over.
///
/// # Panics
/// Without a period, or outside of any runtime.
#[track_caller]
pub fn interval(period: Duration) -> Interval {
    assert!(period > Duration::ZERO, "`period` must be non-zero.");
    let now = Instant::now();
    Interval::new(now, now, period, Location::caller())
}

/// Ticks at a time and then each time a period is over.
///
/// # Panics
/// Without a period, or outside of any runtime.
#[track_caller]
pub fn interval_at(start: Instant, period: Duration) -> Interval {
    assert!(period > Duration::ZERO, "`period` must be non-zero.");
    Interval::new(Instant::now(), start, period, Location::caller())
}

/// Ticks again and again.
#[derive(Debug)]
pub struct Interval {
    delay: Pin<Box<Sleep>>,
    period: Duration,
    missed_tick_behavior: MissedTickBehavior,
}

/// What an [`Interval`] does when nobody waited for a tick in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissedTickBehavior {
    /// It ticks as often as it should have.
    #[default]
    Burst,
    /// Its next tick is a period after this one.
    Delay,
    /// Its next tick is at the next multiple of the period.
    Skip,
}

impl MissedTickBehavior {
    fn next(self, due: Instant, now: Instant, period: Duration) -> Instant {
        match self {
            MissedTickBehavior::Burst => due + period,
            MissedTickBehavior::Delay => now + period,
            MissedTickBehavior::Skip => {
                let late = (now - due).as_nanos() % period.as_nanos();
                now + (period - Duration::from_nanos(u64::try_from(late).unwrap_or(u64::MAX)))
            }
        }
    }
}

impl Interval {
    #[track_caller]
    fn new(now: Instant, start: Instant, period: Duration, site: Site) -> Interval {
        Interval {
            delay: Box::pin(Sleep::new(now, start, site)),
            period: safe_delay(period),
            missed_tick_behavior: MissedTickBehavior::default(),
        }
    }

    /// The next tick: when it was due.
    pub async fn tick(&mut self) -> Instant {
        poll_fn(|cx| self.poll_tick(cx)).await
    }

    /// Polls for the next tick.
    pub fn poll_tick(&mut self, cx: &mut Context<'_>) -> Poll<Instant> {
        ready!(self.delay.as_mut().poll(cx));
        let (due, now) = (self.delay.deadline(), Instant::now());
        let missed = now > due + Duration::from_millis(5);
        let next =
            if missed { self.missed_tick_behavior.next(due, now, self.period) } else { due + self.period };
        self.delay.as_mut().reset_without_alarm(next);
        Poll::Ready(due)
    }

    /// The next tick is a period from now.
    pub fn reset(&mut self) {
        self.reset_at(Instant::now() + self.period);
    }

    /// The next tick is now.
    pub fn reset_immediately(&mut self) {
        self.reset_at(Instant::now());
    }

    /// The next tick is so long from now.
    pub fn reset_after(&mut self, after: Duration) {
        self.reset_at(Instant::now() + safe_delay(after));
    }

    /// The next tick is then.
    pub fn reset_at(&mut self, deadline: Instant) {
        self.delay.as_mut().reset(deadline);
    }

    /// What is done about missed ticks.
    pub fn missed_tick_behavior(&self) -> MissedTickBehavior {
        self.missed_tick_behavior
    }

    /// Changes what is done about missed ticks.
    pub fn set_missed_tick_behavior(&mut self, behavior: MissedTickBehavior) {
        self.missed_tick_behavior = behavior;
    }

    /// The time from tick to tick.
    pub fn period(&self) -> Duration {
        self.period
    }
}
