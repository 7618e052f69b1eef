//! A runtime whose tasks run on the thread that waits for a future.

use crate::row::{Job, Line, Row};
use crate::runtime::context;
use crate::runtime::driver::Driver;
use crate::task::JoinHandle;
use crate::task::coop::Budget;
use engine::Site;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

/// A runtime whose tasks run on the thread that waits for a future.
pub(crate) struct CurrentThread {
    tasks: Row<dyn Job + Send>,
    pub driver: Driver,
    /// After how many tasks timers are looked after.
    event_interval: u32,
    site: Site,
}

/// In how many parts its tasks are stopped; tokio's number.
const PARTS: u64 = 4;

/// After how many turns what others woke comes first, and timers are looked after.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Intervals {
    pub others: u32,
    pub events: u32,
}

impl CurrentThread {
    pub fn new(intervals: Intervals, paused: bool, started: Duration, site: Site) -> CurrentThread {
        let tasks = Row::new(Line::new("runtime", None, intervals.others, site), PARTS);
        let driver = Driver::new(Arc::clone(tasks.line()), paused, started);
        CurrentThread { tasks, driver, event_interval: intervals.events, site }
    }

    /// Starts a task.
    pub fn spawn<F>(&self, future: F, site: Site) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        self.tasks.spawn(future, site, |work| Box::new(work))
    }

    /// Polls a future on this thread until it is ready, and all tasks besides.
    pub fn block_on<F: Future>(&self, future: F, site: Site) -> F::Output {
        let _taken = self.take(site);
        let _defers = context::defer_wakes();
        let waker =
            Waker::from(Arc::new(Root { line: Arc::clone(self.line()), execution: engine::execution() }));
        let mut cx = Context::from_waker(&waker);
        let mut future = pin!(future);
        loop {
            if self.line().was_woken(site)
                && let Poll::Ready(output) =
                    context::poll_with(&waker, Budget::FULL, || future.as_mut().poll(&mut cx))
            {
                return output;
            }
            let ran = (0..self.event_interval).all(|_| self.tasks.run_next(site));
            self.look_after_events(!ran, site);
        }
    }

    fn look_after_events(&self, may_wait: bool, site: Site) {
        if may_wait && !context::has_deferred() {
            self.driver.park(site);
        }
        self.driver.fire();
        context::wake_deferred();
    }

    /// Stops all tasks.
    pub fn shut_down(&self) {
        let _taken = self.take(self.site);
        self.tasks.shut_down(self.site);
    }

    pub fn line(&self) -> &Arc<Line> {
        self.tasks.line()
    }

    fn take(&self, site: Site) -> Taken<'_> {
        if !self.line().take(site) {
            engine::refuse(
                "two threads call `block_on` of one current-thread runtime at a time, which is not modelled by the explorer",
            );
        }
        Taken(self.line())
    }
}

/// The thread polls the tasks as long as this lives.
struct Taken<'a>(&'a Line);

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.0.give_back();
    }
}

/// Wakes the future that the thread waits for.
struct Root {
    line: Arc<Line>,
    execution: Option<u32>,
}

impl Wake for Root {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.execution == engine::execution() {
            self.line.wake_owner();
        }
    }
}
