//! Waiting for a future, but not for ever.

use crate::task::coop::{Budget, has_budget_remaining};
use crate::time::error::Elapsed;
use crate::time::{Duration, Instant, Sleep, safe_delay};
use pin_project_lite::pin_project;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Gives a future so much time.
///
/// # Panics
/// Outside of any runtime.
#[track_caller]
pub fn timeout<F: IntoFuture>(duration: Duration, future: F) -> Timeout<F::IntoFuture> {
    let site = Location::caller();
    let (now, deadline) = Instant::and_after(safe_delay(duration), site);
    Timeout { value: future.into_future(), delay: Sleep::new(now, deadline, site) }
}

/// Gives a future time until then.
///
/// # Panics
/// Outside of any runtime.
#[track_caller]
pub fn timeout_at<F: IntoFuture>(deadline: Instant, future: F) -> Timeout<F::IntoFuture> {
    let delay = Sleep::new(Instant::now(), deadline, Location::caller());
    Timeout { value: future.into_future(), delay }
}

pin_project! {
    /// Waits for a future, but not for ever.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Timeout<T> {
        #[pin]
        value: T,
        #[pin]
        delay: Sleep,
    }
}

impl<T> Timeout<T> {
    /// The future.
    pub fn get_ref(&self) -> &T {
        &self.value
    }

    /// The future.
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.value
    }

    /// The future.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T: Future> Future for Timeout<T> {
    type Output = Result<T::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let could_go_on = has_budget_remaining();
        if let Poll::Ready(output) = engine::poll_beside(|| this.value.poll(cx)) {
            return Poll::Ready(Ok(output));
        }
        let is_over = || this.delay.poll(cx).map(|()| Err(Elapsed(())));
        // A future that spends all there is must not keep the time from running out.
        if could_go_on && !has_budget_remaining() {
            Budget::UNCONSTRAINED.spend_on(is_over)
        } else {
            is_over()
        }
    }
}
