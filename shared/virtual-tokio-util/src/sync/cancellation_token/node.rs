//! A token among its parent and children.

use engine::verb;
use engine::{Operation, Shared, Site, State};
use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use virtual_tokio::polling::{Waiter, poll_waiting};

/// A token among its parent and children.
pub(super) struct Node {
    state: Shared<Told>,
    family: Mutex<Family>,
}

#[derive(Default)]
struct Family {
    handles: usize,
    parent: Option<Arc<Node>>,
    children: Vec<Arc<Node>>,
}

/// Whether everybody is to stop, and who waits for that.
#[derive(Clone, Default, Hash)]
struct Told {
    cancelled: bool,
    /// Somebody is telling those that belong to it.
    busy: bool,
    waiting: BTreeMap<u64, Waiter>,
}

impl State for Told {
    fn digest(&self) -> u64 {
        engine::digest(self)
    }
}

impl Node {
    #[track_caller]
    pub fn new(cancelled: bool) -> Node {
        let told = Told { cancelled, ..Told::default() };
        let family = Family { handles: 1, ..Family::default() };
        Node { state: Shared::new("token", told).registered(), family: Mutex::new(family) }
    }

    #[track_caller]
    pub fn child(parent: &Arc<Node>, site: Site) -> Arc<Node> {
        let operation = Operation::new(verb::CLONED).at(site).when("the token", |told: &Told| !told.busy);
        let cancelled = parent.state.operate(operation, |told| (told.cancelled, u64::from(told.cancelled)));
        let child = Arc::new(Node::new(cancelled));
        if !cancelled {
            child.family().parent = Some(Arc::clone(parent));
            parent.family().children.push(Arc::clone(&child));
        }
        child
    }

    pub fn is_cancelled(&self, site: Site) -> bool {
        let operation = Operation::new(verb::ASKED_WHETHER_IT_IS_OVER).at(site).reads().peeks();
        let operation = operation.when("the token", |told: &Told| !told.busy);
        self.state.operate(operation, |told| (told.cancelled, u64::from(told.cancelled)))
    }

    /// Tells all who wait: first for its children, the last one first, each after its own that have none.
    pub fn cancel(&self, site: Site) {
        if self.begin(site) {
            return;
        }
        while let Some(child) = self.pop_child() {
            child.family().parent = None;
            if child.begin(Location::caller()) {
                continue;
            }
            while let Some(grandchild) = child.pop_child() {
                grandchild.family().parent = None;
                if grandchild.begin(Location::caller()) {
                    continue;
                }
                if grandchild.family().children.is_empty() {
                    grandchild.finish();
                } else {
                    grandchild.leave();
                    self.family().children.push(grandchild);
                }
            }
            child.finish();
        }
        self.finish();
    }

    /// Whether everybody was told already; if not, nobody else may look until they are.
    fn begin(&self, site: Site) -> bool {
        let operation =
            Operation::new(verb::BEGAN_TO_WAIT).at(site).when("the token", |told: &Told| !told.busy);
        self.state.operate(operation, |told| {
            told.busy = !told.cancelled;
            (told.cancelled, u64::from(told.cancelled))
        })
    }

    fn finish(&self) {
        self.state.operate(Operation::new(verb::NOTIFIED_ALL), |told| {
            (told.cancelled, told.busy) = (true, false);
            for (_, waiter) in std::mem::take(&mut told.waiting) {
                waiter.wake();
            }
            ((), 0)
        });
    }

    fn leave(&self) {
        self.state.update(|told| told.busy = false);
    }

    fn pop_child(&self) -> Option<Arc<Node>> {
        self.family().children.pop()
    }

    /// Waits to be told, under a key.
    pub fn poll(&self, cx: &Context<'_>, key: &mut Option<u64>, site: Site) -> Poll<()> {
        let operation =
            Operation::new(verb::WAS_NOTIFIED).at(site).when("the token", |told: &Told| !told.busy);
        poll_waiting(&self.state, cx, operation.awaits("cancellation"), |told, waiter| {
            if let Some(key) = key.take() {
                told.waiting.remove(&key);
            }
            if told.cancelled {
                return (Poll::Ready(()), 1);
            }
            told.waiting.insert(*key.insert(waiter.token()), waiter);
            (Poll::Pending, 0)
        })
    }

    /// Somebody does not wait any more.
    pub fn wait_no_more(&self, key: u64) {
        self.state.update(|told| told.waiting.remove(&key));
    }

    pub fn add_handle(&self) {
        self.family().handles += 1;
    }

    /// With the last handle, its children become its parent's.
    pub fn drop_handle(&self) {
        let mut family = self.family();
        family.handles -= 1;
        if family.handles > 0 {
            return;
        }
        let (parent, children) = (family.parent.take(), std::mem::take(&mut family.children));
        drop(family);
        let Some(parent) = parent else { return };
        for child in &children {
            child.family().parent = Some(Arc::clone(&parent));
        }
        let mut family = parent.family();
        family.children.extend(children);
        if let Some(place) = family.children.iter().position(|child| std::ptr::eq(&**child, self)) {
            family.children.swap_remove(place);
        }
    }

    fn family(&self) -> MutexGuard<'_, Family> {
        self.family.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
