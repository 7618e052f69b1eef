//! Tasks that stay on the thread that spawned them.

use crate::row::{Job, Line, Row, Work};
use crate::runtime::{Runtime, context};
use crate::task::JoinHandle;
use engine::Site;
use std::cell::RefCell;
use std::fmt;
use std::panic::Location;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Tasks that stay on the thread that spawned them, and are polled there as a part of this future.
pub struct LocalSet {
    tasks: Rc<Row<dyn Job>>,
    site: Site,
}

/// Spawning is for a set as long as this lives.
#[must_use]
pub struct LocalEnterGuard {
    line: Arc<Line>,
    was_at_it: bool,
}

/// How many tasks are polled in a row, at most; tokio's number.
const MOST_AT_ONCE: usize = 61;
/// After how many turns those come first that other threads woke; tokio's number.
const INTERVAL: u32 = 31;

/// The sets that are entered.
type Entered = RefCell<Vec<Rc<Row<dyn Job>>>>;

/// Its address tells our thread-locals from those of others.
static KEY: u8 = 0;

fn entered<R>(use_it: impl FnOnce(&Entered) -> R) -> Option<R> {
    let kept = engine::local(&raw const KEY as usize, || Rc::new(Entered::default()))?;
    kept.downcast_ref().map(use_it)
}

/// Starts a task on this thread.
///
/// # Panics
/// Outside of any [`LocalSet`].
#[track_caller]
pub fn spawn_local<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future<Output: 'static> + 'static,
{
    let Some(tasks) = entered(|sets| sets.borrow().last().cloned()).flatten() else {
        panic!("`spawn_local` called from outside of a `task::LocalSet` or `runtime::LocalRuntime`");
    };
    tasks.spawn(future, Location::caller(), boxed)
}

fn boxed<F: Future<Output: 'static> + 'static>(work: Work<F>) -> Box<dyn Job> {
    Box::new(work)
}

impl LocalSet {
    /// No tasks.
    #[track_caller]
    pub fn new() -> LocalSet {
        let site = Location::caller();
        let tasks = Rc::new(Row::new(Line::new("local set", engine::current(), INTERVAL, site), 1));
        LocalSet { tasks, site }
    }

    /// Starts a task on this thread, which is polled as a part of this set.
    #[track_caller]
    pub fn spawn_local<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: 'static> + 'static,
    {
        self.tasks.spawn(future, Location::caller(), boxed)
    }

    /// Polls a future and the tasks of the set on this thread until the future is ready.
    ///
    /// # Panics
    /// Within a runtime.
    #[track_caller]
    pub fn block_on<F: Future>(&self, runtime: &Runtime, future: F) -> F::Output {
        runtime.block_on(self.run_until(future))
    }

    /// Polls a future and the tasks of the set until the future is ready.
    pub async fn run_until<F: Future>(&self, future: F) -> F::Output {
        let mut future = std::pin::pin!(future);
        std::future::poll_fn(|cx| {
            let _guard = self.begin(true);
            self.tasks.line().wake_later(cx);
            let _stays = context::stay();
            let polled = engine::poll_beside(|| future.as_mut().poll(cx));
            if polled.is_pending() && self.run() {
                cx.waker().wake_by_ref();
            }
            polled
        })
        .await
    }

    /// Has [`spawn_local`] spawn tasks of this set for a while.
    pub fn enter(&self) -> LocalEnterGuard {
        self.begin(false)
    }

    fn begin(&self, is_at_it: bool) -> LocalEnterGuard {
        entered(|sets| sets.borrow_mut().push(Rc::clone(&self.tasks)));
        let line = Arc::clone(self.tasks.line());
        let was_at_it = line.be_at_it(is_at_it);
        LocalEnterGuard { line, was_at_it }
    }

    /// Polls tasks whose turn it is: whether there may be more.
    fn run(&self) -> bool {
        (0..MOST_AT_ONCE).all(|_| self.tasks.run_next(self.site))
    }
}

impl Future for LocalSet {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.tasks.line().wake_later(cx);
        let _stays = context::stay();
        let more = {
            let _guard = self.begin(true);
            self.run()
        };
        if more {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.tasks.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    }
}

impl Default for LocalSet {
    #[track_caller]
    fn default() -> LocalSet {
        LocalSet::new()
    }
}

impl Drop for LocalSet {
    fn drop(&mut self) {
        let _guard = self.begin(true);
        let _stays = context::stay();
        self.tasks.shut_down(self.site);
    }
}

impl Drop for LocalEnterGuard {
    fn drop(&mut self) {
        self.line.be_at_it(self.was_at_it);
        entered(|sets| sets.borrow_mut().pop());
    }
}

impl fmt::Debug for LocalSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalSet").finish()
    }
}

impl fmt::Debug for LocalEnterGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalEnterGuard").finish()
    }
}
