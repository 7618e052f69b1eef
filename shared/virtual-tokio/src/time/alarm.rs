//! A timer that a future waits for.

use crate::runtime::{Key, Scheduler};
use crate::waiter::{Waiter, poll_waiting, update_waiting};
use engine::verb;
use engine::{Due, Operation, Shared, Site, State, TimerId};
use std::sync::Arc;
use std::task::{Context, Poll, Wake};
use std::time::Duration;

/// What is waited for, as a sentence calls it.
const TIMER: &str = "its timer";

/// A timer that a future waits for, until it is dropped.
#[derive(Debug)]
pub(crate) struct Alarm {
    bell: Arc<Bell>,
    timer: Option<Timer>,
    site: Site,
}

/// Who looks after the timer.
#[derive(Clone, Copy, Debug)]
enum Timer {
    Engine(TimerId),
    /// The runtime, between two tasks.
    Driver(Key),
}

/// What rings when the time has come.
pub(crate) struct Bell {
    state: Shared<Ringing>,
    runtime: Arc<Scheduler>,
    /// A waker may outlive its execution in something that was forgotten.
    execution: Option<u32>,
}

#[derive(Clone, Default)]
struct Ringing {
    rang: bool,
    waiter: Option<Waiter>,
    /// When it is due; only told, never acted upon.
    due: Option<Duration>,
}

impl State for Ringing {
    fn digest(&self) -> u64 {
        engine::digest((self.rang, &self.waiter))
    }

    fn until(&self) -> Option<Duration> {
        self.due.filter(|_| !self.rang)
    }
}

impl Alarm {
    /// Sets the timer, for who waits for it already; one that is due has rung.
    pub fn set(runtime: &Arc<Scheduler>, due: Due, waiter: Option<Waiter>, site: Site) -> Alarm {
        let at = match due {
            Due::At(time) => Some(time),
            Due::After(_) => None,
        };
        let ringing = Ringing { due: at, ..Ringing::default() };
        let state = Shared::new("timer", ringing).made_at(site).registered();
        // Not as part of the initial state, which is taken for known: whether somebody waited may depend on the clock.
        state.update(|state| state.waiter = waiter);
        let bell = Arc::new(Bell { state, runtime: Arc::clone(runtime), execution: engine::execution() });
        let timer = match runtime.driver() {
            Some(driver) => driver.set(&bell, due, site).map(Timer::Driver),
            None => bell.set(due, site).map(Timer::Engine),
        };
        if timer.is_none() {
            bell.ring();
        }
        Alarm { bell, timer, site }
    }

    /// Waits for it, within the step that has set it.
    pub fn poll_at_once(&self, cx: &Context<'_>) -> Poll<()> {
        if self.timer.is_none() {
            return Poll::Ready(());
        }
        self.bell.state.awaited(TIMER, self.site);
        update_waiting(&self.bell.state, cx, |state, waiter| state.waiter = Some(waiter));
        Poll::Pending
    }

    /// Waits for it.
    pub fn poll(&self, cx: &Context<'_>) -> Poll<()> {
        let operation = Operation::new(verb::WOKE).at(self.site).awaits(TIMER).alone(self.is_settled());
        poll_waiting(&self.bell.state, cx, operation, |state, waiter| {
            if state.rang {
                if let Some(Timer::Engine(timer)) = self.timer {
                    engine::woken_by(timer);
                }
                return (Poll::Ready(()), 1);
            }
            state.waiter = Some(waiter);
            (Poll::Pending, 0)
        })
    }

    /// Whether it has rung.
    pub fn has_rung(&self) -> bool {
        let operation = Operation::new(verb::ASKED_WHETHER_IT_IS_OVER).at(self.site).reads();
        let operation = operation.alone(self.is_settled());
        self.bell.state.operate(operation, |state| (state.rang, u64::from(state.rang)))
    }

    /// Whether it can't ring just now, as it has rung or is not due yet.
    fn is_settled(&self) -> bool {
        match self.timer {
            None => true,
            Some(Timer::Engine(timer)) => !engine::may_fire_now(timer),
            Some(Timer::Driver(_)) => false,
        }
    }

    /// Who waits for it, and no longer does so.
    pub fn take_waiter(&self) -> Option<Waiter> {
        self.bell.state.update(|state| state.waiter.take())
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        match self.timer {
            None => {}
            Some(Timer::Engine(timer)) => {
                engine::clear_timer(timer);
            }
            Some(Timer::Driver(key)) => {
                if let Some(driver) = self.bell.runtime.driver() {
                    driver.clear(key);
                }
            }
        }
    }
}

impl Bell {
    /// Has the engine's clock wake it; `None` if that is due already.
    pub fn set(self: &Arc<Self>, due: Due, site: Site) -> Option<TimerId> {
        engine::set_waker(verb::SLEPT, due, Arc::clone(self).into(), site)
    }

    pub fn ring(&self) {
        let waiter = self.state.update(|state| {
            state.rang = true;
            state.waiter.take()
        });
        if let Some(waiter) = waiter {
            waiter.wake();
        }
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        if self.execution != engine::execution() {
            return;
        }
        match self.runtime.driver() {
            Some(driver) => driver.add(&self),
            None => self.ring(),
        }
    }
}

impl std::fmt::Debug for Bell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bell").finish_non_exhaustive()
    }
}
