//! Telling a task that something has happened.

mod notices;

use crate::waiter::{Waiter, poll_waiting};
use engine::verb;
use engine::{Operation, Shared, Site};
use notices::{Notices, Whom};
use pin_project_lite::pin_project;
use std::fmt;
use std::ops::Deref;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};
use virtual_std::sync::Arc;

/// Tells tasks that something has happened.
pub struct Notify {
    state: Shared<Notices>,
}

impl Notify {
    /// Nothing has happened yet.
    #[track_caller]
    pub fn new() -> Notify {
        Notify { state: Shared::new("`Notify`", Notices::new()).registered() }
    }

    /// The same, for a `static`.
    #[track_caller]
    pub const fn const_new() -> Notify {
        Notify { state: Shared::new("`Notify`", Notices::new()) }
    }

    /// Waits to be told.
    #[track_caller]
    pub fn notified(&self) -> Notified<'_> {
        Notified { wait: Waiting::new(self, Location::caller()) }
    }

    /// Waits to be told, and keeps what tells it.
    #[track_caller]
    pub fn notified_owned(self: Arc<Self>) -> OwnedNotified {
        OwnedNotified { wait: Waiting::new(self, Location::caller()) }
    }

    /// Tells who has waited longest, or who waits next.
    #[track_caller]
    pub fn notify_one(&self) {
        self.tell(Whom::First, Location::caller());
    }

    /// Tells who has waited shortest, or who waits next.
    #[track_caller]
    pub fn notify_last(&self) {
        self.tell(Whom::Last, Location::caller());
    }

    /// Tells all who wait now.
    #[track_caller]
    pub fn notify_waiters(&self) {
        let operation = Operation::new(verb::NOTIFIED_ALL);
        let site = operation.site();
        self.state.operate(operation, |notices| {
            notices.tell_all(site);
            ((), 0)
        });
    }

    fn tell(&self, whom: Whom, site: Site) {
        self.state.operate(Operation::new(verb::NOTIFIED).at(site), |notices| {
            notices.tell(whom);
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
        wait: Waiting<&'a Notify>,
    }
}

pin_project! {
    /// Waits to be told, and keeps what tells it.
    #[project(!Unpin)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    #[derive(Debug)]
    pub struct OwnedNotified {
        wait: Waiting<Arc<Notify>>,
    }
}

impl Notified<'_> {
    /// Waits from now on, though nobody is woken before it is polled: whether it is told already.
    pub fn enable(self: Pin<&mut Self>) -> bool {
        self.project().wait.enable()
    }
}

impl OwnedNotified {
    /// Waits from now on, though nobody is woken before it is polled: whether it is told already.
    pub fn enable(self: Pin<&mut Self>) -> bool {
        self.project().wait.enable()
    }
}

impl Future for Notified<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.project().wait.poll(cx)
    }
}

impl Future for OwnedNotified {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.project().wait.poll(cx)
    }
}

#[derive(Debug)]
struct Waiting<N: Deref<Target = Notify>> {
    notify: N,
    /// How many rounds there had been when it was made.
    rounds: u64,
    key: Option<u64>,
    over: bool,
    site: Site,
}

impl<N: Deref<Target = Notify>> Waiting<N> {
    fn new(notify: N, site: Site) -> Waiting<N> {
        let operation = Operation::new(verb::ASKED_TO_BE_NOTIFIED).at(site).reads();
        let rounds = notify.state.operate(operation, |notices| (notices.rounds, notices.rounds));
        Waiting { notify, rounds, key: None, over: false, site }
    }

    fn poll(&mut self, cx: &Context<'_>) -> Poll<()> {
        let operation = Operation::new(verb::WAS_NOTIFIED).at(self.site).awaits("a notification");
        let (rounds, key, over) = (self.rounds, &mut self.key, &mut self.over);
        poll_waiting(&self.notify.state, cx, operation, |notices, waiter| {
            *over = *over || notices.is_told(key, rounds, waiter);
            if *over { (Poll::Ready(()), 1) } else { (Poll::Pending, 0) }
        })
    }

    fn enable(&mut self) -> bool {
        let (rounds, key) = (self.rounds, &mut self.key);
        let over = &mut self.over;
        self.notify.state.operate(Operation::new(verb::BEGAN_TO_WAIT_FOR).at(self.site), |notices| {
            *over = *over || notices.is_told(key, rounds, Waiter::nobody());
            (*over, u64::from(*over))
        })
    }
}

impl<N: Deref<Target = Notify>> Drop for Waiting<N> {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.notify.state.update(|notices| notices.forget(key));
        }
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
