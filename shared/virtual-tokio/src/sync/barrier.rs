//! Waiting for each other.

use crate::task::coop::poll_with_budget;
use crate::waiter::{Waiter, poll_waiting, wake_in_any_order};
use engine::verb;
use engine::{Operation, Shared, Site, State};
use std::collections::BTreeMap;
use std::fmt;
use std::future::poll_fn;
use std::panic::Location;
use std::task::{Context, Poll};

/// Keeps tasks waiting until there are so many.
pub struct Barrier {
    state: Shared<Arrived>,
    count: usize,
}

/// Whether somebody came last to a [`Barrier`].
#[derive(Clone, Debug)]
pub struct BarrierWaitResult(bool);

#[derive(Clone, Default, Hash)]
struct Arrived {
    count: usize,
    /// How many times there were enough.
    rounds: usize,
    waiting: BTreeMap<u64, Waiter>,
}

impl State for Arrived {
    fn digest(&self) -> u64 {
        engine::digest(self)
    }
}

impl Barrier {
    /// For so many.
    #[track_caller]
    pub fn new(count: usize) -> Barrier {
        Barrier { state: Shared::new("barrier", Arrived::default()).registered(), count: count.max(1) }
    }

    /// Waits for the others.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = BarrierWaitResult> {
        let site = Location::caller();
        async move {
            let Some(round) = self.arrive(site) else { return BarrierWaitResult(true) };
            let mut waits = Waits { barrier: self, round, key: None };
            poll_fn(|cx| poll_with_budget(cx, |cx| waits.poll(cx, site))).await;
            BarrierWaitResult(false)
        }
    }

    /// One more: in which round it has to wait, if it has to.
    fn arrive(&self, site: Site) -> Option<usize> {
        let operation = Operation::new(verb::CAME_TO_THE_BARRIER).at(site);
        let (round, waiting) = self.state.operate(operation, |arrived| {
            arrived.count += 1;
            if arrived.count < self.count {
                return ((Some(arrived.rounds), BTreeMap::new()), arrived.rounds as u64 + 1);
            }
            arrived.count = 0;
            arrived.rounds += 1;
            ((None, std::mem::take(&mut arrived.waiting)), 0)
        });
        wake_in_any_order(waiting.into_values());
        round
    }
}

impl BarrierWaitResult {
    /// Whether this was the one who came last.
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

/// Waits for a round to be over; the place among those who wait is given up with it.
struct Waits<'a> {
    barrier: &'a Barrier,
    round: usize,
    key: Option<u64>,
}

impl Waits<'_> {
    fn poll(&mut self, cx: &Context<'_>, site: Site) -> Poll<()> {
        let operation = Operation::new(verb::WENT_PAST_THE_BARRIER).at(site).awaits("the others");
        let (round, key) = (self.round, &mut self.key);
        poll_waiting(&self.barrier.state, cx, operation, |arrived, waiter| {
            if let Some(key) = key.take() {
                arrived.waiting.remove(&key);
            }
            if arrived.rounds > round {
                return (Poll::Ready(()), 1);
            }
            arrived.waiting.insert(*key.insert(waiter.token()), waiter);
            (Poll::Pending, 0)
        })
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.barrier.state.update(|arrived| arrived.waiting.remove(&key));
        }
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}
