//! The tasks of one runtime.

mod functions;

use crate::runtime::current_thread::CurrentThread;
use crate::runtime::driver::Driver;
use crate::runtime::{Config, Flavor, Place, Workers, context};
use crate::task::coop::Budget;
use crate::task::drive_here;
use crate::task::{Ended, Id, Inbox, JoinError, JoinHandle, Outcome, drive};
use crate::time::ticks_of;
use engine::verb;
use engine::{Due, Kind, Operation, Shared, Site, State, TaskId};
use std::fmt;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The tasks of one runtime.
pub(crate) struct Scheduler {
    shut: Shared<Shut>,
    /// Where tasks are polled.
    threads: Threads,
    /// Where functions are called that may block.
    blocking: Workers,
    /// Those that the runtime's end must stop, in no order that anybody may rely on.
    tasks: Mutex<Vec<Stopped>>,
    /// Where it was made.
    site: Site,
    /// When: the ticks of its timers count from there.
    started: Duration,
    is_timed: bool,
    pub name: Option<String>,
}

enum Threads {
    /// On the thread that waits for a future.
    One(Box<CurrentThread>),
    Many(Workers),
}

/// A task that the runtime's end must stop.
struct Stopped {
    id: Option<TaskId>,
    inbox: Arc<Inbox>,
    end: Arc<Shared<Ended>>,
}

/// Whether the runtime has begun to shut down.
#[derive(Clone)]
struct Shut(bool);

impl State for Shut {
    fn digest(&self) -> u64 {
        engine::digest(self.0)
    }
}

impl Scheduler {
    pub fn new(config: Config, site: Site) -> Arc<Scheduler> {
        let shut = Shared::new("runtime", Shut(false)).made_at(site).registered();
        let started = engine::now();
        let threads = match config.flavor {
            Flavor::CurrentThread => {
                Threads::One(Box::new(CurrentThread::new(config.intervals, config.paused, started, site)))
            }
            Flavor::MultiThread => Threads::Many(Workers::new(config.workers, site)),
        };
        let blocking = Workers::new(Some(config.blocking), site);
        Arc::new(Scheduler {
            shut,
            threads,
            blocking,
            tasks: Mutex::default(),
            site,
            started,
            is_timed: config.timed,
            name: config.name,
        })
    }

    /// Starts a task that polls a future.
    #[track_caller]
    pub fn spawn<F>(self: Arc<Self>, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let site = Location::caller();
        if let Threads::One(one) = &self.threads {
            return one.spawn(future, site);
        }
        let scheduler = Arc::clone(&self);
        self.start(None, site, move |id, inbox| {
            let _driving = context::drive(Arc::clone(&scheduler), true);
            match &scheduler.threads {
                Threads::Many(workers) => drive(future, inbox, workers, (id, site)),
                Threads::One(_) => Err(JoinError::cancelled(id)),
            }
        })
    }

    fn start<T: Send + 'static>(
        &self,
        id: Option<Id>,
        site: Site,
        work: impl FnOnce(Id, &Arc<Inbox>) -> Result<T, JoinError> + Send + 'static,
    ) -> JoinHandle<T> {
        let outcome = Outcome::new(Id::default(), site);
        let inbox = Inbox::notified(site);
        let body = {
            let (outcome, inbox) = (outcome.clone(), Arc::clone(&inbox));
            move || {
                let id = id.unwrap_or_else(|| Id::of_a_task(engine::current()));
                let _current = context::be(id);
                outcome.end(work(id, &inbox));
            }
        };
        let task = engine::spawn_at(site, None, Kind::Task, Box::new(body));
        // All this is part of the step that spawned it.
        let outcome = outcome.of(id.unwrap_or_else(|| Id::of_a_task(task)));
        if self.shut.look(|shut| shut.0) {
            inbox.stop();
        }
        self.tasks().push(Stopped { id: task, inbox: Arc::clone(&inbox), end: Arc::clone(outcome.ended()) });
        outcome.joined_by(inbox)
    }

    /// Polls a future on this thread until it is ready.
    #[track_caller]
    pub fn block_on<F: Future>(self: Arc<Self>, future: F, site: Site) -> F::Output {
        let _driving = context::drive(Arc::clone(&self), matches!(self.threads, Threads::Many(_)));
        match &self.threads {
            Threads::One(one) => one.block_on(future, site),
            Threads::Many(_) => drive_here(future, Budget::FULL, site),
        }
    }

    /// # Panics
    /// When it has no timers.
    #[track_caller]
    pub fn must_be_timed(&self) {
        assert!(
            self.is_timed,
            "A Tokio 1.x context was found, but timers are disabled. Call `enable_time` on the runtime builder to enable timers."
        );
    }

    /// Who looks after its timers, if they ring only between two tasks.
    pub fn driver(&self) -> Option<&Driver> {
        match &self.threads {
            Threads::One(one) => Some(&one.driver),
            Threads::Many(_) => None,
        }
    }

    /// Stops all tasks of its own thread.
    pub fn shut_down_here(self: &Arc<Self>) {
        if let Threads::One(one) = &self.threads {
            context::enter(Arc::clone(self));
            one.shut_down();
            context::leave();
        }
    }

    /// Has others use the thread of a task that is about to block.
    pub fn hand_over(&self, place: Place) {
        if let Place::On(_) = place {
            engine::not_followed("a task uses thread-locals before or after `block_in_place`");
        }
        if let Threads::Many(workers) = &self.threads {
            workers.give_back(place);
        }
    }

    /// Does something for which a task has to wait without a thread, of which there are [plenty](Workers::are_plenty).
    pub fn step_aside<R>(&self, wait: impl FnOnce() -> R) -> R {
        match (&self.threads, context::leave_place()) {
            (Threads::Many(workers), Some(place)) => {
                workers.give_back(place);
                let result = wait();
                workers.come_back();
                result
            }
            _ => wait(),
        }
    }

    /// Stops all tasks where they next wait.
    pub fn stop_all(&self) {
        self.shut.operate(Operation::new(verb::SHUT_DOWN).at(self.site), |shut| {
            shut.0 = true;
            for task in self.tasks().iter().filter(|task| !task.end.look(|end| end.over)) {
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
            self.see_the_end(|operation| operation.or_timeout().peeks());
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
        if let Threads::Many(workers) = &self.threads {
            workers.end();
        }
        self.blocking.end();
    }

    /// What was spawned since the last time, in the same order whatever order it was spawned in.
    fn take_tasks(&self) -> Vec<Stopped> {
        let operation = Operation::new(verb::LOOKED_FOR_TASKS).at(self.site).reads().alone(true);
        self.shut.operate(operation, |_| {
            let mut tasks = std::mem::take(&mut *self.tasks());
            tasks.sort_by_key(|task| task.id);
            let ids: Vec<_> = tasks.iter().map(|task| task.id).collect();
            (tasks, engine::digest(ids))
        })
    }

    /// The first of the timers' ticks that is not before a time. They are one millisecond apart.
    pub fn tick_at(&self, time: Duration) -> Duration {
        let ticks = ticks_of(time, self.started);
        self.started.saturating_add(Duration::from_millis(ticks))
    }

    fn tasks(&self) -> MutexGuard<'_, Vec<Stopped>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Scheduler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scheduler").finish_non_exhaustive()
    }
}
