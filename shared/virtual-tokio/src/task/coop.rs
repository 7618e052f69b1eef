//! The budget of operations that a task has until it must let others go on.
//!
//! A runtime gives each poll of a task so many. What is ready costs one; with none left, what is ready has to wait for
//! the next poll all the same.

mod budget;
mod unconstrained;

pub use budget::has_budget_remaining;
pub(crate) use budget::{Budget, is_spent_much};
pub use unconstrained::{Unconstrained, unconstrained};

use crate::runtime::context;
use pin_project_lite::pin_project;
use std::cell::Cell;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Gives what was spent back when it is dropped, unless there was progress.
#[derive(Debug)]
#[must_use]
pub struct RestoreOnPending {
    before: Cell<Option<Budget>>,
    /// It belongs to the thread whose budget it is.
    here: PhantomData<*mut ()>,
}

/// Spends one operation; with none left, the task has to be polled again.
pub fn poll_proceed(cx: &mut Context<'_>) -> Poll<RestoreOnPending> {
    let before = context::budget();
    let Some(after) = before.spent() else {
        context::defer(cx.waker());
        return Poll::Pending;
    };
    context::set_budget(after);
    after.note();
    Poll::Ready(RestoreOnPending { before: Cell::new(Some(before)), here: PhantomData })
}

/// Whether there is an operation left; with none, the task has to be polled again.
#[doc(hidden)]
pub fn poll_budget_available(cx: &mut Context<'_>) -> Poll<()> {
    if has_budget_remaining() {
        return Poll::Ready(());
    }
    context::defer(cx.waker());
    Poll::Pending
}

/// Spends one operation on what a poll does, if that is ready.
pub(crate) fn poll_with_budget<R>(
    cx: &mut Context<'_>,
    poll: impl FnOnce(&mut Context<'_>) -> Poll<R>,
) -> Poll<R> {
    let spent = ready!(poll_proceed(cx));
    let polled = poll(cx);
    if polled.is_ready() {
        spent.made_progress();
    }
    polled
}

/// Spends one operation, and lets others go on when none is left.
pub async fn consume_budget() {
    poll_fn(|cx| poll_with_budget(cx, |_| Poll::Ready(()))).await;
}

/// A future of which each poll costs one operation if it is ready.
pub fn cooperative<F: Future>(fut: F) -> Coop<F> {
    Coop { fut }
}

impl RestoreOnPending {
    /// What was spent is not given back.
    pub fn made_progress(&self) {
        self.before.set(None);
    }
}

impl Drop for RestoreOnPending {
    fn drop(&mut self) {
        if let Some(before) = self.before.get() {
            context::set_budget(before);
        }
    }
}

pin_project! {
    /// A future of which each poll costs one operation if it is ready.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Coop<F> {
        #[pin]
        fut: F,
    }
}

impl<F: Future> Future for Coop<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let future = self.project().fut;
        poll_with_budget(cx, |cx| future.poll(cx))
    }
}
