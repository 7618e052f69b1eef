//! Virtual time and the timers that will move it.

use crate::parts::digest::digest;
use crate::parts::footprint::{self, Access};
use crate::parts::settings::ClockMode;
use crate::parts::task_id::TaskId;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimerId(pub(crate) u64);

/// When a timer is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So long after it is set.
    After(Duration),
    /// At that time since the program's start.
    At(Duration),
}

/// How much time passes at once for who does nothing but watch it.
const TICK: Duration = Duration::from_millis(1);

/// Which timer fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The one that is due first.
    First,
    /// The first that a thread waits for, though others are due before it.
    FirstOfAThread,
    /// None: a little time passes for who watches it.
    Tick,
}

pub(crate) enum Target {
    Thread(TaskId),
    Waker(Waker),
}

impl Clock {
    pub fn new(mode: ClockMode) -> Clock {
        Clock { mode, now: Duration::ZERO, timers: Vec::new() }
    }

    /// How many choices there are besides setting a timer in time. A delay may begin so late that it ends behind any of
    /// the timers that are due later. A deadline that is known already does not move, but it may pass before the timer
    /// is set.
    pub fn ways_to_be_late(&self, due: Due) -> usize {
        match due {
            Due::After(_) => self.timers.len() - self.place_of(due.from(self.now)),
            Due::At(deadline) => usize::from(deadline > self.now),
        }
    }

    /// Lets a deadline pass before its timer is set.
    pub fn let_pass(&mut self, due: Due, late: usize) {
        if let (Due::At(deadline), true) = (due, late > 0) {
            self.now = self.now.max(deadline);
        }
    }

    /// Lets so little time pass that a delay that begins then ends behind that many timers more, and gives its end.
    pub fn linger(&mut self, delay: Duration, behind: usize) -> Duration {
        let earliest = self.now.saturating_add(delay);
        if behind == 0 {
            return earliest;
        }
        let place = (self.place_of(earliest) + behind).min(self.timers.len());
        let deadline = self.timers[place - 1].deadline;
        // For everybody: what is set next begins no earlier.
        self.now = self.now.max(deadline - delay);
        deadline
    }

    fn place_of(&self, deadline: Duration) -> usize {
        self.timers.partition_point(|t| t.deadline <= deadline)
    }

    /// Sets a timer `behind` further timers than its deadline asks for, and gives the deadline that this makes.
    pub fn set(&mut self, id: TimerId, due: Due, behind: usize, target: Target) -> Duration {
        let deadline = match due {
            Due::After(delay) => self.linger(delay, behind),
            Due::At(deadline) => deadline,
        };
        let place = self.place_of(deadline);
        let timer = Timer { id, deadline, target };
        if self.is_silent(&timer.target) {
            // Any order of timers that nobody can tell apart will do, so let it be one that does not depend on the past.
            let earlier = |t: &Timer| {
                t.deadline < deadline || (t.deadline == deadline && self.is_silent(&t.target) && t.id < id)
            };
            let place = self.timers.partition_point(earlier);
            self.timers.insert(place, timer);
            return deadline;
        }
        self.timers.insert(place, timer);
        deadline
    }

    /// Whether nobody can tell whether a timer that is due has fired: a thread that it lets go on has yet to do so, and
    /// when it waited for something else too, that comes first. A waker is another thing: a task that is polled once
    /// for two timers may do something else than one that is polled twice. On a late clock firing moves the time.
    pub fn is_silent(&self, target: &Target) -> bool {
        self.mode == ClockMode::Exact && matches!(target, Target::Thread(_))
    }

    /// Whether the next timer is due and silent, so that it may as well fire before anything else.
    pub fn may_fire_unnoticed(&self) -> bool {
        self.timers.first().is_some_and(|next| next.deadline <= self.now && self.is_silent(&next.target))
    }

    /// What setting, cancelling or firing a timer touches.
    pub fn touched(&self, deadline: Duration, silent: bool) -> (u64, Access) {
        match (self.mode, silent) {
            (ClockMode::Exact, true) => (footprint::due_at(deadline), Access::Read),
            (ClockMode::Exact, false) => (footprint::due_at(deadline), Access::Write),
            (ClockMode::Late, _) => (footprint::timers(), Access::Write),
        }
    }

    pub fn cancel(&mut self, id: TimerId) -> Option<Timer> {
        let place = self.timers.iter().position(|t| t.id == id)?;
        Some(self.timers.remove(place))
    }

    /// Which timers may fire next.
    ///
    /// The timers of threads are the operating system's, and fire in the order of their deadlines. Those with a waker are
    /// looked after by a thread of the runtime's, which on a late clock may be late itself: threads go on meanwhile.
    pub fn may_fire(&self, someone_can_run: bool) -> Vec<Place> {
        let Some(next) = self.timers.first() else { return Vec::new() };
        match self.mode {
            ClockMode::Exact if someone_can_run && next.deadline > self.now => Vec::new(),
            ClockMode::Exact => vec![Place::First],
            ClockMode::Late => {
                let overtakes = self.first_of_a_thread().is_some_and(|place| place > 0);
                [Some(Place::First), overtakes.then_some(Place::FirstOfAThread)]
                    .into_iter()
                    .flatten()
                    .collect()
            }
        }
    }

    /// Whether a timer fires before its time, as far as the exact clock goes: somebody could still run, or another one is due first.
    pub fn is_late(&self, place: Place, someone_can_run: bool) -> bool {
        let is_due = self.timers.first().is_some_and(|next| next.deadline <= self.now);
        place == Place::FirstOfAThread || (someone_can_run && !is_due)
    }

    /// When the timer fires for which a thread waits.
    pub fn deadline_of(&self, thread: TaskId) -> Option<Duration> {
        let is_its = |timer: &&Timer| matches!(timer.target, Target::Thread(task) if task == thread);
        self.timers.iter().find(is_its).map(|timer| timer.deadline)
    }

    /// Whether there is time until the next timer is due.
    pub fn may_tick(&self) -> bool {
        self.timers.first().is_none_or(|next| next.deadline > self.now + TICK)
    }

    /// Lets a little time pass.
    pub fn tick(&mut self) {
        self.now += TICK;
    }

    /// Whether a timer may fire while somebody can run.
    pub fn may_fire_now(&self, id: TimerId) -> bool {
        let is_due = |timer: &Timer| self.mode == ClockMode::Late || timer.deadline <= self.now;
        self.timers.iter().any(|timer| timer.id == id && is_due(timer))
    }

    fn first_of_a_thread(&self) -> Option<usize> {
        self.timers.iter().position(|timer| matches!(timer.target, Target::Thread(_)))
    }

    /// Takes a timer out and moves the time to it.
    pub fn fire(&mut self, place: Place) -> Option<Timer> {
        let place = match place {
            Place::First => 0,
            Place::FirstOfAThread => self.first_of_a_thread()?,
            Place::Tick => return None,
        };
        if place >= self.timers.len() {
            return None;
        }
        let timer = self.timers.remove(place);
        self.now = self.now.max(timer.deadline);
        Some(timer)
    }

    /// The time for who waits in turn: on a late clock, on which anybody may come as late as he likes, all come at the same moment.
    pub fn moment(&self) -> Duration {
        match self.mode {
            ClockMode::Exact => self.now,
            ClockMode::Late => Duration::ZERO,
        }
    }

    /// A hash of what is left until timers fire, and of the time itself if somebody looks at it.
    pub fn digest(&self, looked_at: bool) -> u64 {
        let left = |timer: &Timer| timer.deadline.saturating_sub(self.now);
        let timers: Vec<_> = self.timers.iter().map(|timer| (timer.id, left(timer))).collect();
        digest((looked_at.then_some(self.now), timers))
    }
}

impl Due {
    pub(crate) fn from(self, now: Duration) -> Duration {
        match self {
            Due::After(delay) => now.saturating_add(delay),
            Due::At(deadline) => deadline,
        }
    }
}
