//! Which tasks of a set have ended.

use crate::waiter::{Waiter, poll_waiting};
use engine::verb;
use engine::{Operation, Shared, Site, State};
use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Poll, Wake};

/// Which tasks of a set have ended, in that order, and have not been waited for yet.
pub(super) struct Ends {
    state: Shared<Lists>,
    site: Site,
}

#[derive(Clone, Default, Hash)]
struct Lists {
    /// Those that go on, as far as is known.
    idle: VecDeque<u64>,
    ended: VecDeque<u64>,
    waiter: Option<Waiter>,
}

impl State for Lists {
    fn digest(&self) -> u64 {
        engine::digest(self)
    }
}

impl Lists {
    fn next(&mut self) -> Option<u64> {
        let next = self.ended.pop_front()?;
        // It may turn out that it can't be told yet.
        self.idle.push_back(next);
        Some(next)
    }

    fn all(&self) -> Vec<u64> {
        self.idle.iter().chain(&self.ended).copied().collect()
    }
}

impl Ends {
    pub fn new(site: Site) -> Ends {
        Ends { state: Shared::new("join set", Lists::default()).made_at(site).registered(), site }
    }

    /// One more task.
    pub fn add(&self, number: u64) {
        self.state.update(|lists| lists.idle.push_back(number));
    }

    /// The next that has ended.
    pub fn poll_next(&self, cx: &Context<'_>) -> Poll<u64> {
        let operation = Operation::new(verb::SAW_THE_END).at(self.site).awaits("a task of the set to end");
        let operation = operation.waits_unnoticed(|lists: &Lists| !lists.ended.is_empty());
        poll_waiting(&self.state, cx, operation, |lists, waiter| match lists.next() {
            Some(number) => (Poll::Ready(number), number + 1),
            None => {
                lists.waiter = Some(waiter);
                (Poll::Pending, 0)
            }
        })
    }

    /// The next that has ended, if there is one.
    pub fn try_next(&self) -> Option<u64> {
        let operation = Operation::new(verb::ASKED_WHETHER_IT_HAS_ENDED).at(self.site).peeks();
        self.state.operate(operation, |lists| {
            let next = lists.next();
            (next, engine::digest(next))
        })
    }

    /// All, first those that go on.
    pub fn all(&self) -> Vec<u64> {
        let operation = Operation::new(verb::LOOKED_FOR_TASKS).at(self.site).reads();
        self.state.operate(operation, |lists| {
            let all = lists.all();
            let learnt = engine::digest(&all);
            (all, learnt)
        })
    }

    /// The same, and forgets them.
    pub fn drain(&self) -> Vec<u64> {
        self.state.operate(Operation::new(verb::LOOKED_FOR_TASKS).at(self.site), |lists| {
            let all = lists.all();
            *lists = Lists::default();
            let learnt = engine::digest(&all);
            (all, learnt)
        })
    }

    fn end(&self, number: u64) {
        let waiter = self.state.update(|lists| {
            let place = lists.idle.iter().position(|idle| *idle == number)?;
            lists.idle.remove(place);
            lists.ended.push_back(number);
            lists.waiter.take()
        });
        if let Some(waiter) = waiter {
            waiter.wake();
        }
    }
}

/// Told when a task ends.
pub(super) struct Entry {
    ends: Arc<Ends>,
    number: u64,
    /// A waker may outlive its execution in something that was forgotten.
    execution: Option<u32>,
}

impl Entry {
    pub fn new(ends: Arc<Ends>, number: u64) -> Entry {
        Entry { ends, number, execution: engine::execution() }
    }
}

impl Wake for Entry {
    fn wake(self: Arc<Self>) {
        if self.execution == engine::execution() {
            self.ends.end(self.number);
        }
    }
}
