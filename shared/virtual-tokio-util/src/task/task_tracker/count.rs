//! How many tasks there are, and who waits until there are none.

use engine::verb;
use engine::{Operation, Shared, Site, State};
use std::collections::BTreeMap;
use std::task::{Context, Poll};
use virtual_tokio::polling::{Waiter, poll_waiting};

/// How many tasks there are, and who waits until there are none.
pub struct Count {
    state: Shared<Counted>,
}

#[derive(Clone, Default, Hash)]
struct Counted {
    tasks: usize,
    closed: bool,
    /// How many times there were none while it was closed.
    rounds: u64,
    waiting: BTreeMap<u64, Waiter>,
}

impl State for Counted {
    fn digest(&self) -> u64 {
        engine::digest(self)
    }
}

impl Counted {
    fn is_over(&self) -> bool {
        self.closed && self.tasks == 0
    }

    fn check(&mut self) {
        if self.is_over() {
            self.rounds += 1;
            for (_, waiter) in std::mem::take(&mut self.waiting) {
                waiter.wake();
            }
        }
    }
}

impl Count {
    #[track_caller]
    pub fn new() -> Count {
        Count { state: Shared::new("task tracker", Counted::default()).registered() }
    }

    /// Whether it is closed, and how many tasks there are.
    pub fn look(&self, site: Site) -> (bool, usize) {
        let operation = Operation::new(verb::LOOKED_AT).at(site).reads().peeks();
        self.state.operate(operation, |counted| {
            let seen = (counted.closed, counted.tasks);
            (seen, engine::digest(seen))
        })
    }

    /// Opens or closes it: whether it was the other before.
    pub fn set_closed(&self, closed: bool, site: Site) -> bool {
        self.state.operate(Operation::new(verb::CLOSED).at(site), |counted| {
            let changed = counted.closed != closed;
            counted.closed = closed;
            if changed && closed {
                counted.check();
            }
            (changed, u64::from(changed))
        })
    }

    pub fn add(&self, site: Site) {
        self.state.operate(Operation::new(verb::CLONED).at(site), |counted| {
            counted.tasks += 1;
            ((), 0)
        });
    }

    pub fn remove(&self) {
        self.state.operate(Operation::new(verb::DROPPED), |counted| {
            engine::turn_out(None, None);
            counted.tasks -= 1;
            counted.check();
            ((), 0)
        });
    }

    /// How many times there were none up to now; `None` if there is none just now.
    pub fn begin_to_wait(&self, site: Site) -> Option<u64> {
        let operation = Operation::new(verb::BEGAN_TO_WAIT).at(site).reads();
        self.state.operate(operation, |counted| {
            let rounds = (!counted.is_over()).then_some(counted.rounds);
            (rounds, engine::digest(rounds))
        })
    }

    /// Waits for one time more, under a key.
    pub fn poll(&self, cx: &Context<'_>, key: &mut Option<u64>, rounds: u64, site: Site) -> Poll<()> {
        let operation = Operation::new(verb::SAW_THE_END).at(site).awaits("the tasks to end");
        poll_waiting(&self.state, cx, operation, |counted, waiter| {
            if let Some(key) = key.take() {
                counted.waiting.remove(&key);
            }
            if counted.rounds != rounds || counted.is_over() {
                return (Poll::Ready(()), 1);
            }
            counted.waiting.insert(*key.insert(waiter.token()), waiter);
            (Poll::Pending, 0)
        })
    }

    /// Somebody does not wait any more.
    pub fn wait_no_more(&self, key: u64) {
        self.state.update(|counted| counted.waiting.remove(&key));
    }
}
