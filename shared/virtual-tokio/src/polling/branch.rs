//! A future that is polled beside others, as whoever draws what happened wants to know.

use engine::Site;
use pin_project_lite::pin_project;
use std::any::type_name;
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

impl<F> Branch<F> {
    /// Whether the future is one of ours through and through, which runs nothing of the program's before it is ready.
    pub fn is_ours(&self) -> bool {
        is_ours(type_name::<F>())
    }
}

/// Modules whose futures are ours. Where they take a function, that is called only as soon as they are ready, but for [`CALLS`].
const OURS: [&str; 13] = [
    "sync::barrier::",
    "sync::broadcast::",
    "sync::mpsc::",
    "sync::mutex::",
    "sync::notify::",
    "sync::oneshot::",
    "sync::rwlock::",
    "sync::semaphore::",
    "sync::watch::",
    "task::join_handle::",
    "task::join_set::",
    "time::interval::",
    "time::sleep::",
];
/// Part of the names of those that call a function of the program's before they are ready.
const CALLS: &str = "wait_for";

/// Goes by the name of a type. Were it to change, futures would no longer be known as ours, which only makes a search longer.
fn is_ours(name: &str) -> bool {
    let mut name = name;
    for around in
        ["&", "mut ", "core::pin::Pin<", "core::future::poll_fn::PollFn<"].into_iter().cycle().take(16)
    {
        name = name.strip_prefix(around).unwrap_or(name);
    }
    if name.starts_with("core::future::pending::Pending<") {
        return true;
    }
    let inner = name.strip_prefix("virtual_tokio::");
    inner.is_some_and(|inner| OURS.iter().any(|module| inner.starts_with(module)) && !inner.contains(CALLS))
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
