//! Virtual time and the timers that will move it.

use crate::digest::digest;
use crate::pending::Due;
use crate::settings::ClockMode;
use crate::task::TaskId;
use std::task::Waker;
use std::time::Duration;

pub(crate) struct Clock {
    pub mode: ClockMode,
    pub now: Duration,
    /// In the order in which they will fire.
    timers: Vec<Timer>,
}

pub(crate) struct Timer {
    pub id: TimerId,
    pub deadline: Duration,
    pub target: Target,
}

/// Which timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimerId(pub(crate) u64);

pub(crate) enum Target {
    Thread(TaskId),
    Waker(Waker),
}

impl Clock {
    pub fn new(mode: ClockMode) -> Clock {
        Clock { mode, now: Duration::ZERO, timers: Vec::new() }
    }

    /// How many timers are due later than one that would be set now.
    pub fn later_than(&self, due: Due) -> usize {
        self.timers.len() - self.place_of(due.from(self.now))
    }

    fn place_of(&self, deadline: Duration) -> usize {
        self.timers.partition_point(|t| t.deadline <= deadline)
    }

    /// Sets a timer `behind` further timers than its deadline asks for, and gives the deadline that this makes.
    pub fn set(&mut self, id: TimerId, due: Due, behind: usize, target: Target) -> Duration {
        let mut deadline = due.from(self.now);
        let place = (self.place_of(deadline) + behind).min(self.timers.len());
        if behind > 0 {
            deadline = self.timers[place - 1].deadline;
        }
        let timer = Timer { id, deadline, target };
        self.timers.insert(place, timer);
        deadline
    }

    pub fn cancel(&mut self, id: TimerId) -> Option<Timer> {
        let place = self.timers.iter().position(|t| t.id == id)?;
        Some(self.timers.remove(place))
    }

    /// Whether the next timer may fire.
    pub fn may_fire(&self, someone_can_run: bool) -> bool {
        self.timers.first().is_some_and(|next| match self.mode {
            ClockMode::Exact => !someone_can_run || next.deadline <= self.now,
            ClockMode::Late => true,
        })
    }

    /// Takes the next timer out and moves the time to it.
    pub fn fire(&mut self) -> Option<Timer> {
        if self.timers.is_empty() {
            return None;
        }
        let timer = self.timers.remove(0);
        self.now = self.now.max(timer.deadline);
        Some(timer)
    }

    pub fn digest(&self) -> u64 {
        let timers: Vec<_> = self.timers.iter().map(|t| (t.id, t.deadline)).collect();
        digest((self.now, timers))
    }
}
