//! Polls a future until it is ready.

use crate::runtime::{Workers, context};
use crate::task::coop::{Budget, is_spent_much};
use crate::task::inbox::Turn;
use crate::task::{Id, Inbox, JoinError};
use engine::Site;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// What a task's body does: its future's output, or why there is none. What is left of the future is dropped; when it
/// panics, while it unwinds.
pub(crate) fn drive<F: Future>(
    future: F,
    inbox: &Arc<Inbox>,
    workers: &Workers,
    (id, site): (Id, Site),
) -> Result<F::Output, JoinError> {
    let waker = inbox.waker();
    let mut future = Some(Box::pin(future));
    let polled = caught(|| {
        let mut cx = Context::from_waker(&waker);
        while inbox.wait(site) == Turn::Poll {
            let polled = workers.run(|| {
                if workers.are_few() && inbox.ask_again() == Turn::Stop {
                    return None;
                }
                let kept = Kept(&mut future);
                let like_a_thread = workers.are_plenty() && !inbox.may_be_stopped();
                let poll = || kept.0.as_mut()?.as_mut().poll(&mut cx).into();
                let polled = context::poll_on_worker(&waker, || poll_alone(like_a_thread, poll));
                if matches!(polled, Some(Poll::Ready(_))) {
                    kept.0.take();
                }
                polled
            });
            if let Some(Poll::Ready(output)) = polled {
                return Some(output);
            }
        }
        workers.run(|| drop(future.take()));
        None
    });
    match polled {
        Ok(Some(output)) => Ok(output),
        Ok(None) => Err(JoinError::cancelled(id)),
        Err(payload) => Err(JoinError::panic(payload, id)),
    }
}

/// A future that a panic drops where it is polled.
pub(crate) struct Kept<'a, F>(pub &'a mut Option<F>);

impl<F> Drop for Kept<'_, F> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.take();
        }
    }
}

/// The same for a function, which can only be stopped before it is called.
pub(crate) fn call<T>(
    function: impl FnOnce() -> T,
    inbox: &Inbox,
    workers: &Workers,
    (id, site): (Id, Site),
) -> Result<T, JoinError> {
    match inbox.wait(site) {
        Turn::Poll => caught(|| workers.run(function)).map_err(|payload| JoinError::panic(payload, id)),
        Turn::Stop => Err(JoinError::cancelled(id)),
    }
}

/// Polls a future on a thread that waits for the output, each time with so much to spend.
pub(crate) fn drive_here<F: Future>(future: F, budget: Budget, site: Site) -> F::Output {
    let inbox = Inbox::empty(site);
    let waker = inbox.waker();
    let mut cx = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        let poll = || future.as_mut().poll(&mut cx);
        let polled = context::poll_with(&waker, budget, || poll_alone(true, poll));
        if let Poll::Ready(output) = polled {
            return output;
        }
        inbox.wait(site);
    }
}

/// Polls the only future of a task or thread, which may wait like a thread unless it matters how much it does at once.
fn poll_alone<R>(like_a_thread: bool, poll: impl FnOnce() -> R) -> R {
    if like_a_thread && !is_spent_much() { engine::poll_one(poll) } else { poll() }
}

/// What something gives, or what it panics with.
pub(crate) fn caught<R>(body: impl FnOnce() -> R) -> Result<R, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(body))
}
