//! A future that is polled beside others, as whoever draws what happened wants to know.

use engine::Site;
use pin_project_lite::pin_project;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

pin_project! {
    /// A future that is polled beside others.
    #[derive(Debug)]
    pub struct Branch<F> {
        #[pin]
        future: F,
        branch: engine::Branch,
    }
}

impl<F> Branch<F> {
    /// The future at a place, from 0, of the call at a site.
    pub fn new(future: F, site: Site, place: usize) -> Branch<F> {
        Branch { future, branch: engine::Branch::new(site, place, None) }
    }

    /// The same, of the macro that is called, which knows how the program calls it.
    #[track_caller]
    pub fn named(future: F, place: usize, name: &'static str) -> Branch<F> {
        Branch { future, branch: engine::Branch::new(Location::caller(), place, Some(name)) }
    }
}

impl<F: Future> Future for Branch<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let polled = this.branch.poll(|| this.future.poll(cx));
        if polled.is_ready() {
            this.branch.end();
        }
        polled
    }
}
