//! The timers of a runtime whose tasks run on the thread that waits for a future, and its clock.

use crate::row::Line;
use crate::time::{Bell, ticks_of};
use engine::{Due, Site, TimerId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Looks after timers between two tasks. While the clock is paused, it moves on only when there is nothing else to do.
pub(crate) struct Driver {
    line: Arc<Line>,
    started: Duration,
    state: Mutex<State>,
}

struct State {
    clock: Clock,
    /// In the order in which they ring.
    timers: BTreeMap<Key, Timer>,
    set: u64,
    /// How many ticks of the paused clock the timers have been looked after for.
    elapsed: u64,
    /// Those that are due, to be rung by the thread that polls the tasks.
    fired: BTreeMap<Key, Arc<Bell>>,
}

#[derive(Clone, Copy)]
enum Clock {
    /// So much ahead of the others'.
    Goes(Duration),
    Paused(Duration),
}

struct Timer {
    bell: Arc<Bell>,
    /// The engine's, while the clock goes.
    timer: Option<TimerId>,
    site: Site,
}

/// When a timer is due, and how many there were before.
pub(crate) type Key = (Duration, u64);

impl Driver {
    pub fn new(line: Arc<Line>, paused: bool, started: Duration) -> Driver {
        let clock = if paused { Clock::Paused(started) } else { Clock::Goes(Duration::ZERO) };
        let state = State { clock, timers: BTreeMap::new(), set: 0, elapsed: 0, fired: BTreeMap::new() };
        Driver { line, started, state: Mutex::new(state) }
    }

    /// What the time is, if it is another than elsewhere.
    pub fn now(&self) -> Option<Duration> {
        match self.state().clock {
            Clock::Goes(Duration::ZERO) => None,
            Clock::Goes(ahead) => Some(engine::now() + ahead),
            Clock::Paused(now) => Some(now),
        }
    }

    pub fn is_paused(&self) -> bool {
        matches!(self.state().clock, Clock::Paused(_))
    }

    /// Sets a timer; `None` if timers have been looked after since it was due. Otherwise it waits for that, due or not.
    pub fn set(&self, bell: &Arc<Bell>, due: Due, site: Site) -> Option<Key> {
        let clock = self.state().clock;
        let deadline = match (clock, due) {
            (_, Due::At(deadline)) => deadline,
            (Clock::Paused(now), Due::After(delay)) => now + delay,
            (Clock::Goes(ahead), Due::After(delay)) => engine::now() + ahead + delay,
        };
        let is_known = matches!(clock, Clock::Paused(_)) || matches!(due, Due::At(_));
        if is_known && ticks_of(deadline, self.started) <= self.state().elapsed {
            return None;
        }
        let timer = match (clock, due) {
            (Clock::Paused(_), _) => None,
            (Clock::Goes(ahead), Due::At(deadline)) => {
                Some(bell.set(Due::At(deadline.saturating_sub(ahead)), site))
            }
            (Clock::Goes(_), after) => Some(bell.set(after, site)),
        };
        let mut state = self.state();
        state.set += 1;
        let key = (deadline, state.set);
        if timer == Some(None) {
            state.fired.insert(key, Arc::clone(bell));
            drop(state);
            self.line.add_chore();
        } else {
            state.timers.insert(key, Timer { bell: Arc::clone(bell), timer: timer.flatten(), site });
        }
        Some(key)
    }

    /// Forgets a timer, also one that is due.
    pub fn clear(&self, key: Key) {
        let cleared = self.state().timers.remove(&key);
        if let Some(timer) = cleared.and_then(|timer| timer.timer) {
            engine::clear_timer(timer);
        }
        self.state().fired.remove(&key);
    }

    /// A timer is due, as the engine's clock has it.
    pub fn add(&self, bell: &Arc<Bell>) {
        let mut state = self.state();
        let found = state.timers.iter().find(|(_, timer)| Arc::ptr_eq(&timer.bell, bell));
        let Some(key) = found.map(|(key, _)| *key) else { return };
        state.timers.remove(&key);
        state.fired.insert(key, Arc::clone(bell));
        drop(state);
        self.line.add_chore();
    }

    /// Waits until there is something to do, or moves a paused clock on.
    pub fn park(&self, site: Site) {
        let may_advance = self.is_paused() && !self.state().timers.is_empty();
        let has_work = self.line.park(may_advance, site);
        if has_work || !may_advance {
            return;
        }
        let Some(next) = self.state().timers.keys().next().map(|(deadline, _)| *deadline) else { return };
        let now = self.now().unwrap_or_default();
        let ticks = ticks_of(next, self.started).saturating_sub(whole_ticks_of(now, self.started));
        self.advance(Duration::from_millis(ticks));
    }

    /// Moves a paused clock on.
    pub fn advance(&self, by: Duration) {
        if let Clock::Paused(now) = &mut self.state().clock {
            *now += by;
        }
    }

    /// Rings what is due, in the order of the deadlines.
    pub fn fire(&self) {
        self.line.has_done_chores();
        if self.state().set == 0 {
            return;
        }
        let now = self.now().unwrap_or_else(engine::now);
        let mut state = self.state();
        state.elapsed = whole_ticks_of(now, self.started);
        let mut due = std::mem::take(&mut state.fired);
        let last = due.keys().next_back().copied();
        let paused = matches!(state.clock, Clock::Paused(_));
        let is_due = |key: &Key| {
            let ticks = ticks_of(key.0, self.started);
            // What is due just now may also ring a little later, unless the clock is paused.
            ticks < state.elapsed || paused && ticks == state.elapsed || last.is_some_and(|last| *key < last)
        };
        let keys: Vec<Key> = state.timers.keys().copied().take_while(is_due).collect();
        let timers: Vec<_> =
            keys.into_iter().filter_map(|key| Some((key, state.timers.remove(&key)?))).collect();
        drop(state);
        for (key, Timer { bell, timer, .. }) in timers {
            if let Some(timer) = timer {
                engine::clear_timer(timer);
            }
            due.insert(key, bell);
        }
        for bell in due.into_values() {
            bell.ring();
        }
    }

    /// Stops the clock.
    ///
    /// # Errors
    /// When it is paused already.
    pub fn pause(&self) -> Result<(), &'static str> {
        let Clock::Goes(ahead) = self.state().clock else { return Err("time is already frozen") };
        let now = engine::now() + ahead;
        let mut state = self.state();
        state.clock = Clock::Paused(now);
        state.elapsed = whole_ticks_of(now, self.started);
        let timers: Vec<_> = state.timers.values_mut().filter_map(|timer| timer.timer.take()).collect();
        drop(state);
        for timer in timers {
            engine::clear_timer(timer);
        }
        Ok(())
    }

    /// Has the clock go on.
    ///
    /// # Errors
    /// When it is not paused.
    pub fn resume(&self) -> Result<(), &'static str> {
        let Clock::Paused(now) = self.state().clock else { return Err("time is not frozen") };
        let ahead = now.saturating_sub(engine::now());
        self.state().clock = Clock::Goes(ahead);
        let timers = std::mem::take(&mut self.state().timers);
        for (key, Timer { bell, site, .. }) in timers {
            let timer = bell.set(Due::At(key.0.saturating_sub(ahead)), site);
            if timer.is_some() {
                self.state().timers.insert(key, Timer { bell, timer, site });
            } else {
                self.state().fired.insert(key, bell);
                self.line.add_chore();
            }
        }
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn whole_ticks_of(time: Duration, started: Duration) -> u64 {
    u64::try_from(time.saturating_sub(started).as_millis()).unwrap_or(u64::MAX)
}
