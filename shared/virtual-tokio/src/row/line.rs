//! Whose turn it is.

use crate::waiter::{Waiter, update_waiting};
use engine::verb;
use engine::{Operation, Shared, Site, State, TaskId};
use std::collections::{BTreeMap, VecDeque};
use std::task::Context;

/// Whose turn it is.
pub(crate) struct Line {
    state: Shared<Queued>,
}

/// Who waits for a turn.
#[derive(Clone, Hash)]
struct Queued {
    /// Who polls them all.
    owner: Option<TaskId>,
    /// Each task that has not ended.
    tasks: BTreeMap<u64, Told>,
    /// Those that the owner woke itself.
    own: VecDeque<u64>,
    /// Those that others woke.
    others: VecDeque<u64>,
    /// How many tasks there ever were.
    count: u64,
    turns: u32,
    /// Every so many turns, those come first that others woke.
    interval: u32,
    /// The future that the owner polls besides was woken.
    woken: bool,
    /// What else the owner has to look after: timers that fired.
    chores: usize,
    /// Functions that keep the time from being moved on.
    busy: usize,
    /// The owner is at it, and need not be woken.
    is_at_it: bool,
    /// Wakes the owner.
    waiter: Option<Waiter>,
    closed: bool,
}

#[derive(Clone, Default, Hash)]
struct Told {
    queued: bool,
    running: bool,
    stopped: bool,
}

/// A task whose turn it is.
#[derive(Clone, Copy, Debug, Hash)]
pub(crate) struct Next {
    pub number: u64,
    /// It drops its future instead.
    pub stopped: bool,
}

impl State for Queued {
    fn digest(&self) -> u64 {
        engine::digest(self)
    }
}

impl Queued {
    /// Has a task wait for its turn.
    fn notify(&mut self, number: u64) -> Option<Waiter> {
        let told = self.tasks.get_mut(&number)?;
        if std::mem::replace(&mut told.queued, true) || told.running {
            return None;
        }
        if self.owner.is_some() && self.owner == engine::current() {
            self.own.push_back(number);
        } else {
            self.others.push_back(number);
        }
        if self.is_at_it { None } else { self.waiter.take() }
    }

    fn next(&mut self) -> Option<Next> {
        let others_first = self.turns.is_multiple_of(self.interval);
        self.turns = self.turns.wrapping_add(1);
        let (first, second) = match others_first {
            true => (&mut self.others, &mut self.own),
            false => (&mut self.own, &mut self.others),
        };
        let number = first.pop_front().or_else(|| second.pop_front())?;
        let told = self.tasks.entry(number).or_default();
        (told.queued, told.running) = (false, true);
        Some(Next { number, stopped: told.stopped })
    }

    fn has_work(&self) -> bool {
        self.woken || self.chores > 0 || !self.own.is_empty() || !self.others.is_empty()
    }
}

impl Line {
    /// For tasks that a thread polls, if it is known which. Every so many turns, those come first that others woke.
    pub fn new(kind: &'static str, owner: Option<TaskId>, interval: u32, site: Site) -> Line {
        let queued = Queued {
            owner,
            tasks: BTreeMap::new(),
            own: VecDeque::new(),
            others: VecDeque::new(),
            count: 0,
            turns: 0,
            interval,
            woken: false,
            chores: 0,
            busy: 0,
            is_at_it: false,
            waiter: None,
            closed: false,
        };
        Line { state: Shared::new(kind, queued).made_at(site).registered() }
    }

    fn is_here(&self) -> bool {
        self.state.look(|queued| queued.owner.is_some() && queued.owner == engine::current())
    }

    /// One more task, which waits for its turn.
    pub fn enrol(&self, site: Site) -> u64 {
        let operation = Operation::new(verb::HAS_SPAWNED).at(site).alone(self.is_here());
        let (number, waiter) = self.state.operate(operation, |queued| {
            let number = queued.count;
            queued.count += 1;
            if queued.closed {
                return ((number, None), number);
            }
            queued.tasks.insert(number, Told::default());
            ((number, queued.notify(number)), number)
        });
        wake(waiter);
        number
    }

    pub fn wake(&self, number: u64) {
        wake(self.state.update(|queued| queued.notify(number)));
    }

    /// Has a task stop when its turn comes next.
    pub fn abort(&self, number: u64, site: Site) {
        let waiter = self.state.operate(Operation::new(verb::ABORTED).at(site), |queued| {
            if let Some(told) = queued.tasks.get_mut(&number) {
                told.stopped = true;
            }
            (queued.notify(number), 0)
        });
        wake(waiter);
    }

    /// The task whose turn it is, if it is anybody's.
    pub fn next(&self, site: Site) -> Option<Next> {
        self.state.operate(Operation::new(verb::WAS_POLLED).at(site), |queued| {
            let next = queued.next();
            (next, engine::digest(next))
        })
    }

    /// A task has had its turn: whether it has to stop now.
    pub fn rest(&self, number: u64, site: Site) -> bool {
        self.state.operate(Operation::new(verb::WAS_POLLED).at(site), |queued| {
            let told = queued.tasks.entry(number).or_default();
            told.running = false;
            let (stopped, queue) = (told.stopped, std::mem::take(&mut told.queued));
            if queue && !stopped {
                queued.notify(number);
            }
            (stopped, u64::from(stopped))
        })
    }

    /// A task has ended.
    pub fn leave(&self, number: u64) {
        self.state.update(|queued| queued.tasks.remove(&number));
    }

    /// There won't be any more tasks.
    pub fn close(&self, site: Site) {
        self.state.operate(Operation::new(verb::SHUT_DOWN).at(site), |queued| {
            queued.closed = true;
            queued.own.clear();
            queued.others.clear();
            ((), 0)
        });
    }

    pub fn is_closed(&self) -> bool {
        self.state.look(|queued| queued.closed)
    }
}

/// For who polls them all.
impl Line {
    /// The calling thread is the one that polls them from now on, unless somebody else does so already.
    pub fn take(&self, site: Site) -> bool {
        self.state.operate(Operation::new(verb::BEGAN_TO_WAIT).at(site), |queued| {
            let free = queued.owner.is_none();
            if free {
                (queued.owner, queued.woken) = (engine::current(), true);
            }
            (free, u64::from(free))
        })
    }

    /// It no longer is.
    pub fn give_back(&self) {
        self.state.update(|queued| queued.owner = None);
    }

    pub fn wake_owner(&self) {
        self.state.update(|queued| queued.woken = true);
    }

    /// Whether the owner's own future was woken since the last time.
    pub fn was_woken(&self, site: Site) -> bool {
        self.state.operate(Operation::new(verb::WAS_POLLED).at(site), |queued| {
            let woken = std::mem::take(&mut queued.woken);
            (woken, u64::from(woken))
        })
    }

    /// Waits until there is something to do, unless it may go on without that: whether there is.
    pub fn park(&self, may_go_on: bool, site: Site) -> bool {
        let operation = Operation::new(verb::WAS_POLLED).at(site).for_future();
        let operation = operation
            .when("to be woken", move |queued: &Queued| queued.has_work() || may_go_on && queued.busy == 0);
        self.state.operate(operation, |queued| (queued.has_work(), u64::from(queued.has_work())))
    }

    /// The owner has one thing more to look after.
    pub fn add_chore(&self) {
        self.state.update(|queued| queued.chores += 1);
    }

    pub fn has_done_chores(&self) {
        self.state.update(|queued| queued.chores = 0);
    }

    /// A function begins that keeps the time from being moved on, or one ends.
    pub fn keep_busy(&self, begins: bool) {
        self.state.update(|queued| match begins {
            true => queued.busy += 1,
            false => queued.busy = queued.busy.saturating_sub(1),
        });
    }

    /// Who is to be woken when a task is while nobody is at it.
    pub fn wake_later(&self, cx: &Context<'_>) {
        update_waiting(&self.state, cx, |queued, waiter| queued.waiter = Some(waiter));
    }

    /// Whether the owner is at it from now on; whether it was before.
    pub fn be_at_it(&self, is_at_it: bool) -> bool {
        self.state.update(|queued| std::mem::replace(&mut queued.is_at_it, is_at_it))
    }
}

fn wake(waiter: Option<Waiter>) {
    if let Some(waiter) = waiter {
        waiter.wake();
    }
}
