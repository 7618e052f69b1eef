//! Telling a task that something has happened.

use crate::waiter::Waiter;
use engine::{Operation, Shared, Site, State, Wait};
use pin_project_lite::pin_project;
use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Tells tasks that something has happened.
pub struct Notify {
    state: Shared<Notices>,
}

#[derive(Clone, Default)]
struct Notices {
    /// One that nobody waited for.
    kept: bool,
    /// How many times all who waited were told.
    rounds: u64,
    queue: VecDeque<(u64, Waiter)>,
    /// Those of the queue that were told and don't know yet.
    told: BTreeSet<u64>,
}

impl Notify {
    /// Nothing has happened yet.
    #[track_caller]
    pub fn new() -> Notify {
        Notify { state: Shared::new("`Notify`", Notices::default()).registered() }
    }

    /// Waits to be told.
    #[track_caller]
    pub fn notified(&self) -> Notified<'_> {
        let site = Location::caller();
        let operation = Operation::new("asked to be notified").at(site).reads();
        let rounds = self.state.operate(operation, |notices| (notices.rounds, notices.rounds));
        Notified { wait: Waiting { notify: self, rounds, key: None, over: false, site } }
    }

    /// Tells who has waited longest, or who waits next.
    #[track_caller]
    pub fn notify_one(&self) {
        self.state.operate(Operation::new("notified"), |notices| {
            notices.tell(VecDeque::pop_front);
            ((), 0)
        });
    }

    /// Tells who has waited shortest, or who waits next.
    #[track_caller]
    pub fn notify_last(&self) {
        self.state.operate(Operation::new("notified"), |notices| {
            notices.tell(VecDeque::pop_back);
            ((), 0)
        });
    }

    /// Tells all who wait now.
    #[track_caller]
    pub fn notify_waiters(&self) {
        self.state.operate(Operation::new("notified all"), |notices| {
            notices.rounds += 1;
            for (_, waiter) in notices.queue.drain(..) {
                waiter.wake();
            }
            ((), 0)
        });
    }
}

pin_project! {
    /// Waits to be told.
    #[project(!Unpin)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    #[derive(Debug)]
    pub struct Notified<'a> {
        wait: Waiting<'a>,
    }
}

#[derive(Debug)]
struct Waiting<'a> {
    notify: &'a Notify,
    /// How many rounds there had been when it was made.
    rounds: u64,
    key: Option<u64>,
    over: bool,
    site: Site,
}

impl Future for Notified<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.project().wait.poll(cx)
    }
}

impl Waiting<'_> {
    fn poll(&mut self, cx: &Context<'_>) -> Poll<()> {
        let operation = Operation::new("was notified").at(self.site).awaits("a notification");
        self.notify.state.poll(operation, |notices| {
            let told = self.key.is_some_and(|key| notices.told.remove(&key));
            let taken = |notices: &mut Notices| self.key.is_none() && std::mem::take(&mut notices.kept);
            if self.over || told || notices.rounds != self.rounds || taken(notices) {
                (self.over, self.key) = (true, None);
                return (Poll::Ready(()), 1);
            }
            let waiter = Waiter::new(cx);
            let key = *self.key.get_or_insert(waiter.token());
            match notices.queue.iter_mut().find(|(queued, _)| *queued == key) {
                Some((_, queued)) => *queued = waiter,
                None => notices.queue.push_back((key, waiter)),
            }
            (Poll::Pending, 0)
        })
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let Some(key) = self.key else { return };
        self.notify.state.update(|notices| {
            notices.queue.retain(|(queued, _)| *queued != key);
            if notices.told.remove(&key) {
                notices.tell(VecDeque::pop_front);
            }
        });
    }
}

impl Notices {
    fn tell(&mut self, pick: impl FnOnce(&mut VecDeque<(u64, Waiter)>) -> Option<(u64, Waiter)>) {
        match pick(&mut self.queue) {
            Some((key, waiter)) => {
                self.told.insert(key);
                waiter.wake();
            }
            None => self.kept = true,
        }
    }
}

impl State for Notices {
    fn digest(&self) -> u64 {
        engine::digest((self.kept, self.rounds, &self.queue, &self.told))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        format!("{}; nobody notifies the `Notify` made at line {}", wait.sentence(), wait.made)
    }
}

impl Default for Notify {
    #[track_caller]
    fn default() -> Notify {
        Notify::new()
    }
}

impl fmt::Debug for Notify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notify").finish_non_exhaustive()
    }
}
