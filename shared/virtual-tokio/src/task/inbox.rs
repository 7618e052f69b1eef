//! How a task is told to go on or to stop.

use crate::task::Stops;
use engine::verb;
use engine::{Operation, Shared, Site, State};
use std::sync::Arc;
use std::task::{Wake, Waker};

/// How a task is told to go on or to stop.
pub(crate) struct Inbox {
    told: Shared<Told>,
    site: Site,
    /// A waker may outlive its execution in something that was forgotten.
    execution: Option<u32>,
}

#[derive(Clone)]
struct Told {
    notified: bool,
    /// It was told to go on before, so somebody may have its waker.
    polled: bool,
    stopped: bool,
}

/// A task that was spawned here was told to stop.
const STOPPED: &str = "is stopped";

/// What a task does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Turn {
    /// It polls its future.
    Poll,
    /// It drops its future.
    Stop,
}

impl Told {
    fn turn(&self) -> Turn {
        if self.stopped { Turn::Stop } else { Turn::Poll }
    }
}

impl State for Told {
    fn digest(&self) -> u64 {
        engine::digest((self.notified, self.polled, self.stopped))
    }
}

impl Inbox {
    /// For a task that is to be polled as soon as its turn comes.
    pub fn notified(site: Site) -> Arc<Inbox> {
        Inbox::new(true, site)
    }

    /// For one that is being polled.
    pub fn empty(site: Site) -> Arc<Inbox> {
        Inbox::new(false, site)
    }

    fn new(notified: bool, site: Site) -> Arc<Inbox> {
        let told = Shared::new("task", Told { notified, polled: !notified, stopped: false })
            .made_at(site)
            .registered();
        Arc::new(Inbox { told, site, execution: engine::execution() })
    }

    /// Waits until there is something to do.
    pub fn wait(&self, site: Site) -> Turn {
        let operation = Operation::new(verb::WAS_POLLED).at(site).for_future();
        let operation = operation.when("to be woken", |told: &Told| told.notified || told.stopped);
        // Until it has been polled, it can only be told to stop.
        let first = self.told.look(|told| !told.polled) && !self.may_be_stopped();
        self.told.operate(operation.alone(first), |told| {
            (told.notified, told.polled) = (false, true);
            let turn = told.turn();
            (turn, engine::digest(turn))
        })
    }

    /// Asks once more what to do, after it has waited for a thread: to be woken meanwhile makes no difference.
    #[track_caller]
    pub fn ask_again(&self) -> Turn {
        self.told.learn("was to be polled", |told| {
            told.notified = false;
            let turn = told.turn();
            (turn, engine::digest(turn))
        })
    }

    /// Whether the task may be stopped where it waits.
    pub fn may_be_stopped(&self) -> bool {
        engine::is_known(STOPPED, self.site)
    }

    /// Has the task stop at the next point where it waits.
    pub fn stop(&self) {
        engine::learn_fact(STOPPED, self.site);
        self.told.update(|told| told.stopped = true);
    }

    pub fn waker(self: &Arc<Self>) -> Waker {
        Waker::from(Arc::clone(self))
    }
}

impl Stops for Inbox {
    fn abort(&self, site: Site) {
        engine::learn_fact(STOPPED, self.site);
        self.told.operate(Operation::new(verb::ABORTED).at(site), |told| {
            told.stopped = true;
            ((), 0)
        });
    }
}

impl Wake for Inbox {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.execution == engine::execution() {
            self.told.update(|told| told.notified = true);
        }
    }
}
