//! Waiting for a future, but not for ever.

use crate::time::error::Elapsed;
use crate::time::{Duration, Instant, Sleep};
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
    let now = Instant::now();
    let site = Location::caller();
    #[expect(clippy::manual_map, reason = "the panic's line is the caller's, which a closure would not know")]
    let delay = match now.checked_add(duration) {
        Some(deadline) => Some(Sleep::new(now, deadline, site)),
        None => None,
    };
    Timeout { value: future.into_future(), delay }
}

/// Gives a future time until then.
///
/// # Panics
/// Outside of any runtime.
#[track_caller]
pub fn timeout_at<F: IntoFuture>(deadline: Instant, future: F) -> Timeout<F::IntoFuture> {
    let delay = Some(Sleep::new(Instant::now(), deadline, Location::caller()));
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
        delay: Option<Sleep>,
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
        if let Poll::Ready(output) = this.value.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        match this.delay.as_pin_mut() {
            Some(delay) => delay.poll(cx).map(|()| Err(Elapsed(()))),
            None => Poll::Pending,
        }
    }
}
