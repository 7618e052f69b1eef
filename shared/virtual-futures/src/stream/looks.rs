//! Which parts of a stream are to be looked at when it is polled next.

use engine::verb;
use engine::{Operation, Shared, Site, State};
use std::sync::Arc;
use std::task::{Context, Wake, Waker};
use virtual_tokio::polling::{Waiter, update_waiting};

/// The stream out of which streams come.
pub(super) const BASE: u8 = 1;
/// Those that came out of it.
pub(super) const INNER: u8 = 2;

/// Which parts are to be looked at.
pub(super) struct Looks {
    state: Shared<Parts>,
    /// A waker may outlive its execution in something that was forgotten.
    execution: Option<u32>,
    site: Site,
}

#[derive(Clone)]
struct Parts {
    wanted: u8,
    /// Whether somebody looks, or will without being woken once more.
    is_at_it: bool,
    task: Option<Waiter>,
}

impl Looks {
    pub fn new(site: Site) -> Arc<Looks> {
        let parts = Parts { wanted: BASE, is_at_it: false, task: None };
        let state = Shared::new("streams", parts).made_at(site).registered();
        Arc::new(Looks { state, execution: engine::execution(), site })
    }

    /// What is to be looked at; who wakes a part from now on has it looked at next time.
    pub fn begin(&self, cx: &Context<'_>) -> u8 {
        update_waiting(&self.state, cx, |parts, task| parts.task = Some(task));
        self.state.operate(Operation::new(verb::LOOKED_WHO_IS_WOKEN).at(self.site), |parts| {
            parts.is_at_it = true;
            let wanted = std::mem::take(&mut parts.wanted);
            (wanted, wanted.into())
        })
    }

    /// What is to be looked at next time beside what was woken meanwhile, and whether anything was.
    pub fn end(&self, next: u8, will_be_woken: bool) -> bool {
        self.state.operate(Operation::new(verb::LOOKED_WHO_IS_WOKEN).at(self.site), |parts| {
            let was_woken = parts.wanted != 0;
            parts.is_at_it = was_woken || will_be_woken;
            parts.wanted |= next;
            (was_woken, was_woken.into())
        })
    }

    /// Has a part looked at.
    pub fn waker(self: &Arc<Self>, part: u8) -> Waker {
        Waker::from(Arc::new(Wakes { looks: Arc::clone(self), part }))
    }
}

struct Wakes {
    looks: Arc<Looks>,
    part: u8,
}

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.looks.execution == engine::execution() {
            self.looks.state.update(|parts| parts.wake(self.part));
        }
    }
}

impl Parts {
    fn wake(&mut self, part: u8) {
        self.wanted |= part;
        if !std::mem::replace(&mut self.is_at_it, true)
            && let Some(task) = self.task.take()
        {
            task.wake();
        }
    }
}

impl State for Parts {
    fn digest(&self) -> u64 {
        engine::digest((self.wanted, self.is_at_it, &self.task))
    }
}
