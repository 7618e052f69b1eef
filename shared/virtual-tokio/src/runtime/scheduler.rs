//! The tasks of one runtime.

use crate::runtime::{Workers, context};
use crate::task::{AbortHandle, Ended, Id, Inbox, JoinError, JoinHandle, call, caught, drive};
use engine::verb;
use engine::{Due, Kind, Operation, Shared, Site, State};
use std::fmt;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The tasks of one runtime.
pub(crate) struct Scheduler {
    shut: Shared<Shut>,
    /// Where tasks are polled.
    workers: Workers,
    /// Where functions are called that may block.
    blocking: Workers,
    /// Those that the runtime's end must stop, in no order that anybody may rely on.
    tasks: Mutex<Vec<AbortHandle>>,
    /// Where it was made.
    site: Site,
    /// When: the ticks of its timers count from there.
    started: Duration,
}

/// How many functions that block are called at the same time; tokio's number.
const MOST_BLOCKING: usize = 512;

/// Whether the runtime has begun to shut down.
#[derive(Clone)]
struct Shut(bool);

impl State for Shut {
    fn digest(&self) -> u64 {
        engine::digest(self.0)
    }
}

impl Scheduler {
    #[track_caller]
    pub fn new(workers: Option<usize>, site: Site) -> Arc<Scheduler> {
        let shut = Shared::new("runtime", Shut(false)).made_at(site).registered();
        let (workers, blocking) = (Workers::new(workers, site), Workers::new(Some(MOST_BLOCKING), site));
        Arc::new(Scheduler { shut, workers, blocking, tasks: Mutex::default(), site, started: engine::now() })
    }

    /// Starts a task that polls a future.
    #[track_caller]
    pub fn spawn<F>(self: Arc<Self>, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let site = Location::caller();
        let scheduler = Arc::clone(&self);
        self.start(move |inbox| {
            let _driving = context::drive(Arc::clone(&scheduler));
            drive(future, inbox, &scheduler.workers, site)
        })
    }

    /// Starts a task that calls a function, which may block.
    #[track_caller]
    pub fn spawn_blocking<T: Send + 'static>(
        self: Arc<Self>,
        function: impl FnOnce() -> T + Send + 'static,
    ) -> JoinHandle<T> {
        let site = Location::caller();
        let scheduler = Arc::clone(&self);
        self.start(move |inbox| {
            context::enter(Arc::clone(&scheduler));
            let result = call(function, inbox, &scheduler.blocking, site);
            context::leave();
            result
        })
    }

    #[track_caller]
    fn start<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Arc<Inbox>) -> Result<T, JoinError> + Send + 'static,
    ) -> JoinHandle<T> {
        let site = Location::caller();
        let output = Arc::new(Mutex::new(None));
        let end = Arc::new(Shared::new("task", Ended::default()).registered());
        let inbox = Inbox::notified(site);
        let body = {
            let (output, end, inbox) = (Arc::clone(&output), Arc::clone(&end), Arc::clone(&inbox));
            move || {
                let result = work(&inbox);
                let nothing_to_tell = size_of::<T>() == 0 && result.is_ok();
                let dropped = result.as_ref().is_err_and(JoinError::is_cancelled);
                *output.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
                // Neither a waker that panics nor an output that does when it is dropped is anybody's fault.
                let _ = caught(|| {
                    let unwanted = end.operate(Operation::new(verb::ENDED).at(site), |end| {
                        if dropped {
                            engine::turn_out(Some(verb::WAS_DROPPED), None);
                        }
                        end.end(if nothing_to_tell { 0 } else { engine::token() });
                        (end.detached, u64::from(end.detached))
                    });
                    if unwanted {
                        output.lock().unwrap_or_else(PoisonError::into_inner).take();
                    }
                });
                end.update(|end| end.over = true);
            }
        };
        let id = engine::spawn(None, Kind::Task, Box::new(body));
        // All this is part of the step that spawned it.
        end.update(|end| end.task = id);
        if self.shut.look(|shut| shut.0) {
            inbox.stop();
        }
        let abort = AbortHandle { inbox, end, id: Id(id), site };
        self.tasks().push(abort.clone());
        JoinHandle { output, joined: false, abort }
    }

    /// Stops all tasks where they next wait.
    pub fn stop_all(&self) {
        self.shut.operate(Operation::new(verb::SHUT_DOWN).at(self.site), |shut| {
            shut.0 = true;
            for task in self.tasks().iter() {
                task.inbox.stop();
            }
            ((), 0)
        });
    }

    /// Stops all tasks where they next wait, and waits for that.
    pub fn shut_down(&self) {
        self.stop_all();
        self.see_the_end(|operation| operation);
    }

    /// The same, but waits no longer than so long.
    pub fn shut_down_within(&self, most: Duration) {
        self.stop_all();
        if let Some(timer) = engine::set_timer(verb::BEGAN_TO_WAIT, Due::After(most)) {
            self.see_the_end(Operation::or_timeout);
            engine::clear_timer(timer);
        }
    }

    /// Waits until all tasks are over, unless it waits in a way that ends before.
    fn see_the_end(&self, waits: impl Fn(Operation<Ended>) -> Operation<Ended>) {
        loop {
            let tasks = self.take_tasks();
            if tasks.is_empty() {
                break;
            }
            for task in tasks {
                let operation = Operation::new(verb::SAW_THE_END).at(self.site).alone(true);
                let operation = waits(operation.when("its end", |end: &Ended| end.over));
                if !task.end.operate(operation, |end| (end.over, u64::from(end.over))) {
                    return;
                }
            }
        }
        self.workers.end();
        self.blocking.end();
    }

    /// What was spawned since the last time, in the same order whatever order it was spawned in.
    fn take_tasks(&self) -> Vec<AbortHandle> {
        let operation = Operation::new(verb::LOOKED_FOR_TASKS).at(self.site).reads().alone(true);
        self.shut.operate(operation, |_| {
            let mut tasks = std::mem::take(&mut *self.tasks());
            tasks.sort_by_key(|task| task.id.0);
            let ids: Vec<_> = tasks.iter().map(|task| task.id).collect();
            (tasks, engine::digest(ids))
        })
    }

    /// The first of the timers' ticks that is not before a time. They are one millisecond apart.
    pub fn tick_at(&self, time: Duration) -> Duration {
        let nanos = time.saturating_sub(self.started).as_nanos();
        let ticks = u64::try_from(nanos.div_ceil(1_000_000)).unwrap_or(u64::MAX);
        self.started.saturating_add(Duration::from_millis(ticks))
    }

    fn tasks(&self) -> MutexGuard<'_, Vec<AbortHandle>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Scheduler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scheduler").finish_non_exhaustive()
    }
}
