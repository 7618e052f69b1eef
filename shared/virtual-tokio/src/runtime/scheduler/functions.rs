//! Functions that a runtime calls and that may block.

use super::{Scheduler, Threads};
use crate::runtime::context;
use crate::task::{Id, Inbox, JoinHandle, call};
use engine::Site;
use std::panic::Location;
use std::sync::Arc;

impl Scheduler {
    /// Starts a task that calls a function, which may block.
    #[track_caller]
    pub fn spawn_blocking<T: Send + 'static>(
        self: Arc<Self>,
        function: impl FnOnce() -> T + Send + 'static,
    ) -> JoinHandle<T> {
        self.spawn_blocking_at(function, Location::caller())
    }

    /// The same on behalf of a line.
    pub fn spawn_blocking_at<T: Send + 'static>(
        self: Arc<Self>,
        function: impl FnOnce() -> T + Send + 'static,
        site: Site,
    ) -> JoinHandle<T> {
        let scheduler = Arc::clone(&self);
        let id = matches!(self.threads, Threads::One(_)).then(Id::of_a_job);
        let handle = self.start(id, site, move |id, inbox| {
            context::enter(Arc::clone(&scheduler));
            let result = call(function, inbox, &scheduler.blocking, (id, site));
            context::leave();
            scheduler.keep_busy(false);
            result
        });
        self.keep_busy(true);
        handle
    }

    /// The same, but it is also called when the runtime shuts down, unless that has begun.
    pub fn spawn_mandatory<T: Send + 'static>(
        self: Arc<Self>,
        function: impl FnOnce() -> T + Send + 'static,
        site: Site,
    ) -> Option<JoinHandle<T>> {
        if self.shut.look(|shut| shut.0) {
            return None;
        }
        let handle = Arc::clone(&self).spawn_blocking_at(function, site);
        if let Some(task) = self.tasks().last_mut() {
            // Who stops it is not heard.
            task.inbox = Inbox::empty(site);
        }
        Some(handle)
    }

    /// A function begins that keeps the time from being moved on, or one ends.
    fn keep_busy(&self, begins: bool) {
        if let Threads::One(one) = &self.threads {
            one.line().keep_busy(begins);
        }
    }
}
