//! Waiting for a time.

use crate::runtime::{Scheduler, context};
use crate::time::{Alarm, Duration, Instant, safe_delay};
use crate::waiter::Waiter;
use engine::{Due, Site};
use pin_project_lite::pin_project;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Is ready so long after now.
///
/// # Panics
/// Outside of any runtime.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    let site = Location::caller();
    let (now, deadline) = Instant::and_after(safe_delay(duration), site);
    Sleep::new(now, deadline, site)
}

/// Is ready at a time.
///
/// # Panics
/// Outside of any runtime.
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep::new(Instant::now(), deadline, Location::caller())
}

pin_project! {
    /// Waits for a time.
    #[project(!Unpin)]
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Sleep {
        set_at: Instant,
        deadline: Instant,
        runtime: Arc<Scheduler>,
        alarm: Option<Alarm>,
        site: Site,
    }
}

impl Sleep {
    #[track_caller]
    pub(crate) fn new(set_at: Instant, deadline: Instant, site: Site) -> Sleep {
        Sleep { set_at, deadline, runtime: context::current(), alarm: None, site }
    }

    /// When it will be ready.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Whether it is.
    pub fn is_elapsed(&self) -> bool {
        self.alarm.as_ref().is_some_and(Alarm::has_rung)
    }

    /// Waits for another time, from now on.
    pub fn reset(mut self: Pin<&mut Self>, deadline: Instant) {
        let waiter = self.as_ref().alarm.as_ref().and_then(Alarm::take_waiter);
        self.as_mut().reset_without_alarm(deadline);
        self.set(waiter);
    }

    /// Waits for another time, from the next poll on.
    pub(crate) fn reset_without_alarm(self: Pin<&mut Self>, deadline: Instant) {
        let this = self.project();
        (*this.set_at, *this.deadline, *this.alarm) = (Instant::now(), deadline, None);
    }

    fn set(self: Pin<&mut Self>, waiter: Option<Waiter>) -> &Alarm {
        let this = self.project();
        let tick = this.runtime.tick_at(this.deadline.into_std().since_start());
        // In tokio it would be the next tick, as time never stands at one; here it is one that is just coming.
        let at_once = tick <= this.set_at.into_std().since_start() && this.deadline >= this.set_at;
        let due = if at_once && Instant::now() == *this.set_at {
            Due::After(Duration::ZERO)
        } else {
            Due::At(tick)
        };
        this.alarm.insert(Alarm::set(due, waiter, this.site))
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if let Some(alarm) = &self.alarm {
            return alarm.poll(cx);
        }
        let due = self.set(Some(Waiter::new(cx))).was_due();
        if due { Poll::Ready(()) } else { Poll::Pending }
    }
}
