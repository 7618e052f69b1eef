//! Futures and streams that somebody else can abort.

use crate::polled_at;
use engine::verb;
use engine::{Operation, Shared, Site, State, Wait};
pub use futures::future::Aborted;
use futures::stream::Stream;
use pin_project_lite::pin_project;
use std::fmt;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use virtual_tokio::polling::{Waiter, poll_waiting};

pin_project! {
    /// As `futures::future::Abortable`.
    #[derive(Clone, Debug)]
    #[must_use = "futures/streams do nothing unless you poll them"]
    pub struct Abortable<T> {
        #[pin]
        task: T,
        asked: Arc<Asked>,
    }
}

/// As `futures::future::AbortRegistration`.
#[derive(Debug)]
pub struct AbortRegistration {
    asked: Arc<Asked>,
}

/// As `futures::future::AbortHandle`.
#[derive(Clone, Debug)]
pub struct AbortHandle {
    asked: Arc<Asked>,
}

/// As `futures::future::abortable`, and as `futures::stream::abortable`.
#[track_caller]
pub fn abortable<T>(task: T) -> (Abortable<T>, AbortHandle) {
    let (handle, registration) = AbortHandle::new_pair();
    (Abortable::new(task, registration), handle)
}

/// Whether somebody asked for the end.
struct Asked {
    state: Shared<Aborting>,
    site: Site,
}

#[derive(Clone, Default)]
struct Aborting {
    aborted: bool,
    waiter: Option<Waiter>,
}

impl State for Aborting {
    fn digest(&self) -> u64 {
        engine::digest((self.aborted, &self.waiter))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        wait.sentence()
    }
}

impl Asked {
    fn is_aborted(&self, site: Site) -> bool {
        let operation = Operation::new(verb::LOOKED_AT).at(site).reads().peeks();
        self.state.operate(operation, |state| (state.aborted, state.aborted.into()))
    }

    /// Waits for it; what the task waits for is something else.
    fn poll(&self, cx: &Context<'_>, site: Site) -> Poll<()> {
        let operation = Operation::new(verb::LOOKED_AT).at(site);
        poll_waiting(&self.state, cx, operation, |state, waiter| {
            if state.aborted {
                return (Poll::Ready(()), 1);
            }
            state.waiter = Some(waiter);
            (Poll::Pending, 0)
        })
    }
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortInner").finish_non_exhaustive()
    }
}

impl AbortHandle {
    /// As `futures::future::AbortHandle::new_pair`.
    #[track_caller]
    pub fn new_pair() -> (AbortHandle, AbortRegistration) {
        let site = Location::caller();
        let state = Shared::new("future", Aborting::default()).made_at(site).registered();
        let asked = Arc::new(Asked { state, site });
        (AbortHandle { asked: Arc::clone(&asked) }, AbortRegistration { asked })
    }

    /// As `futures::future::AbortHandle::abort`.
    #[track_caller]
    pub fn abort(&self) {
        self.asked.state.operate(Operation::new(verb::ABORTED), |state| {
            state.aborted = true;
            if let Some(waiter) = state.waiter.take() {
                waiter.wake();
            }
            ((), 0)
        });
    }

    /// As `futures::future::AbortHandle::is_aborted`.
    #[track_caller]
    pub fn is_aborted(&self) -> bool {
        self.asked.is_aborted(Location::caller())
    }
}

impl AbortRegistration {
    /// As `futures::future::AbortRegistration::handle`.
    pub fn handle(&self) -> AbortHandle {
        AbortHandle { asked: Arc::clone(&self.asked) }
    }
}

impl<T> Abortable<T> {
    /// As `futures::future::Abortable::new`.
    pub fn new(task: T, registration: AbortRegistration) -> Abortable<T> {
        Abortable { task, asked: registration.asked }
    }

    /// As `futures::future::Abortable::is_aborted`.
    #[track_caller]
    pub fn is_aborted(&self) -> bool {
        self.asked.is_aborted(Location::caller())
    }

    #[track_caller]
    fn poll_task<R>(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        poll: impl FnOnce(Pin<&mut T>, &mut Context<'_>) -> Poll<R>,
    ) -> Poll<Result<R, Aborted>> {
        let this = self.project();
        let site = polled_at(Location::caller(), this.asked.site);
        if this.asked.is_aborted(site) {
            return Poll::Ready(Err(Aborted));
        }
        match poll(this.task, cx) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => this.asked.poll(cx, site).map(|()| Err(Aborted)),
        }
    }
}

impl<F: Future> Future for Abortable<F> {
    type Output = Result<F::Output, Aborted>;

    #[track_caller]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.poll_task(cx, |future, cx| future.poll(cx))
    }
}

impl<St: Stream> Stream for Abortable<St> {
    type Item = St::Item;

    #[track_caller]
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<St::Item>> {
        self.poll_task(cx, |stream, cx| stream.poll_next(cx)).map(Result::ok).map(Option::flatten)
    }
}
