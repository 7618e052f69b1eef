//! Which of several futures of one task are to be polled.

use engine::verb;
use engine::{Operation, Shared, Site, State};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::task::{Context, Wake, Waker};
use virtual_tokio::polling::{Waiter, update_waiting};

/// Which of several futures of one task are to be polled.
pub(super) struct Woken {
    state: Shared<Queue>,
    /// A waker may outlive its execution in something that was forgotten.
    execution: Option<u32>,
    site: Site,
}

#[derive(Clone, Default)]
struct Queue {
    /// In the order in which they were woken.
    woken: VecDeque<u64>,
    /// Those that are not ready yet.
    alive: BTreeSet<u64>,
    /// Which is polled, and whether it was woken meanwhile.
    polled: Option<(u64, bool)>,
    task: Option<Waiter>,
}

/// What comes next.
#[derive(Clone, Copy, Hash)]
pub(super) enum Next {
    Poll(u64),
    /// None was woken.
    Wait,
    /// So many were woken while they were polled that the task had better give way.
    GiveWay,
}

/// How many may be woken while they are polled.
const MOST_YIELDED: usize = 2;

impl Woken {
    pub fn new(site: Site) -> Arc<Woken> {
        let state = Shared::new("futures", Queue::default()).made_at(site).registered();
        Arc::new(Woken { state, execution: engine::execution(), site })
    }

    /// One more future, which is polled as soon as its turn comes.
    pub fn add(&self, key: u64) {
        self.state.update(|queue| {
            queue.alive.insert(key);
            queue.woken.push_back(key);
        });
    }

    pub fn remove(&self, key: u64) {
        self.state.update(|queue| {
            queue.alive.remove(&key);
            queue.woken.retain(|woken| *woken != key);
        });
    }

    /// Has the task polled when one of them is woken.
    pub fn wakes(&self, cx: &Context<'_>) {
        update_waiting(&self.state, cx, |queue, task| queue.task = Some(task));
    }

    /// What comes next, and whether what came last was woken while it was polled, as so many before it were.
    pub fn next(&self, yielded: &mut usize) -> Next {
        self.state.operate(Operation::new(verb::LOOKED_WHO_IS_WOKEN).at(self.site), |queue| {
            *yielded += usize::from(queue.polled.take().is_some_and(|(_, woken)| woken));
            let next = match *yielded >= MOST_YIELDED {
                true => Next::GiveWay,
                false => queue.woken.pop_front().map_or(Next::Wait, Next::Poll),
            };
            if let Next::Poll(key) = next {
                queue.polled = Some((key, false));
            }
            (next, engine::digest((next, *yielded)))
        })
    }

    /// Whether one of them is to be polled.
    pub fn is_anyone(&self) -> bool {
        let operation = Operation::new(verb::LOOKED_WHO_IS_WOKEN).at(self.site).reads().peeks();
        self.state.operate(operation, |queue| {
            let any = !queue.woken.is_empty();
            (any, any.into())
        })
    }

    pub fn waker(self: &Arc<Self>, key: u64) -> Waker {
        Waker::from(Arc::new(Wakes { all: Arc::clone(self), key }))
    }
}

/// Wakes one of them.
struct Wakes {
    all: Arc<Woken>,
    key: u64,
}

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.all.execution == engine::execution() {
            self.all.state.update(|queue| queue.wake(self.key));
        }
    }
}

impl Queue {
    fn wake(&mut self, key: u64) {
        if let Some((polled, woken)) = &mut self.polled
            && *polled == key
        {
            *woken = true;
        }
        if self.alive.contains(&key) && !self.woken.contains(&key) {
            self.woken.push_back(key);
            if let Some(task) = self.task.take() {
                task.wake();
            }
        }
    }
}

impl State for Queue {
    fn digest(&self) -> u64 {
        engine::digest((&self.woken, &self.alive, self.polled, &self.task))
    }
}
