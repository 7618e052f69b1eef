//! A task as the thread sees it that polls it.

use crate::runtime::context;
use crate::task::{JoinError, Kept, Outcome, caught};
use engine::{Branch, Site};
use std::pin::Pin;
use std::task::{Context, Poll};

/// A task as the thread sees it that polls it.
pub(crate) trait Job {
    /// Ready when it has ended.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()>;

    /// Drops its future.
    fn cancel(&mut self);
}

/// A future, and what becomes of its output.
pub(crate) struct Work<F: Future> {
    future: Option<Pin<Box<F>>>,
    outcome: Outcome<F::Output>,
    branch: Branch,
}

impl<F: Future> Work<F> {
    pub fn new(future: F, outcome: Outcome<F::Output>, number: u64, site: Site) -> Work<F> {
        let place = usize::try_from(number).unwrap_or(usize::MAX);
        let branch = Branch::task(site, place, outcome.id().name());
        Work { future: Some(Box::pin(future)), outcome, branch }
    }
}

impl<F: Future> Job for Work<F> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let (future, outcome) = (&mut self.future, &self.outcome);
        let polled = self.branch.poll(|| {
            let _current = context::be(outcome.id());
            let polled = caught(|| {
                let kept = Kept(future);
                let polled = kept.0.as_mut().map_or(Poll::Pending, |future| future.as_mut().poll(cx));
                if polled.is_ready() {
                    kept.0.take();
                }
                polled
            });
            let result = match polled {
                Ok(Poll::Pending) => return Poll::Pending,
                Ok(Poll::Ready(output)) => Ok(output),
                Err(payload) => Err(JoinError::panic(payload, outcome.id())),
            };
            outcome.end(result);
            Poll::Ready(())
        });
        if polled.is_ready() {
            self.branch.end();
        }
        polled
    }

    fn cancel(&mut self) {
        let (future, outcome) = (&mut self.future, &self.outcome);
        self.branch.poll(|| {
            let _current = context::be(outcome.id());
            let error = match caught(|| drop(future.take())) {
                Ok(()) => JoinError::cancelled(outcome.id()),
                Err(payload) => JoinError::panic(payload, outcome.id()),
            };
            outcome.end(Err(error));
        });
    }
}
