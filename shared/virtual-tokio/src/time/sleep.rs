//! Waiting for a time.

use crate::runtime::{Scheduler, context};
use crate::task::coop::poll_with_budget;
use crate::time::{Alarm, Duration, Instant, safe_delay};
use engine::{Due, Site};
use pin_project_lite::pin_project;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Is ready so long after now.
///
/// # Panics
/// Outside of any runtime, and in one without timers.
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
        let runtime = context::current();
        runtime.must_be_timed();
        Sleep { set_at, deadline, runtime, alarm: None, site }
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
    pub fn reset(self: Pin<&mut Self>, deadline: Instant) {
        let this = self.project();
        (*this.set_at, *this.deadline) = (Instant::now(), deadline);
        let due = due(this.runtime, *this.set_at, *this.deadline);
        // Whether somebody waited is not part of what the task knows, so nobody else may go on until the new alarm has it.
        let waiter = this.alarm.take().and_then(|alarm| alarm.take_waiter());
        *this.alarm = Some(Alarm::set(this.runtime, due, waiter, this.site));
    }

    /// Waits for another time, from the next poll on.
    pub(crate) fn reset_without_alarm(self: Pin<&mut Self>, deadline: Instant) {
        let this = self.project();
        (*this.set_at, *this.deadline, *this.alarm) = (Instant::now(), deadline, None);
    }
}

fn due(runtime: &Scheduler, set_at: Instant, deadline: Instant) -> Due {
    let tick = runtime.tick_at(deadline.into_std().since_start());
    // In tokio it would be the next tick, as time never stands at one; here it is one that is just coming.
    let at_once = tick <= set_at.into_std().since_start() && deadline >= set_at;
    if at_once && Instant::now() == set_at { Due::After(Duration::ZERO) } else { Due::At(tick) }
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        poll_with_budget(cx, |cx| self.poll_alarm(cx))
    }
}

impl Sleep {
    fn poll_alarm(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if let Some(alarm) = &self.alarm {
            return alarm.poll(cx);
        }
        let this = self.project();
        let due = due(this.runtime, *this.set_at, *this.deadline);
        this.alarm.insert(Alarm::set(this.runtime, due, None, this.site)).poll_at_once(cx)
    }
}
