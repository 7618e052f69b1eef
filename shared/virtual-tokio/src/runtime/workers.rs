//! The threads on which tasks run.

use crate::runtime::context;
use engine::verb;
use engine::{Operation, Shared, Site, State};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use virtual_std::thread::{PROCESSORS, available_parallelism, destroy_all};

/// The threads on which tasks run. Which of them runs a task when makes a difference only to who uses thread-locals, and that they
/// are so few only where more tasks could run at the same time.
pub(crate) struct Workers {
    threads: Shared<Threads>,
    /// How many there are, if somebody says.
    count: Option<usize>,
    /// How many tasks run, as long as there has always been a thread for each.
    running: AtomicUsize,
    site: Site,
}

/// More tasks would run at the same time than there are threads.
const FEW: &str = "has few workers";
/// What an answer rests on where many tasks run at the same time, and nobody said how many may.
const MANY: &str =
    "a runtime has a worker, and the machine a processor, for each task that runs at the same time";

#[derive(Clone, Default)]
struct Threads {
    /// Those that have ever run anything; the others are all alike.
    known: Vec<Thread>,
    /// How many run something, where they are not told apart.
    busy: usize,
}

#[derive(Clone)]
struct Thread {
    busy: bool,
    /// Stands for what was left in its thread-locals.
    token: u64,
    /// The engine's name for it.
    worker: usize,
}

/// What a task has as long as it runs.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// A thread, of which there are enough.
    Sure,
    /// A thread, which others may wait for.
    Rare,
    /// This one.
    On(usize),
}

impl Workers {
    pub fn new(count: Option<usize>, site: Site) -> Workers {
        let threads = Shared::new("runtime", Threads::default()).made_at(site).registered();
        Workers { threads, count, running: AtomicUsize::new(0), site }
    }

    /// Does something on one of them.
    pub fn run<R>(&self, work: impl FnOnce() -> R) -> R {
        self.come_back();
        let _left = Left(self);
        work()
    }

    /// The task has one of them again.
    pub fn come_back(&self) {
        context::take_place(self.take());
    }

    /// Whether there is one for each task, and nobody can tell which.
    pub fn are_plenty(&self) -> bool {
        self.count.is_none() && !self.are_few()
    }

    /// Whether tasks may have to wait for one of them.
    pub fn are_few(&self) -> bool {
        engine::are_workers_told_apart() || engine::is_known(FEW, self.site)
    }

    /// Has others use what a task had.
    pub fn give_back(&self, place: Place) {
        match place {
            Place::Sure => {
                self.running.fetch_sub(1, Relaxed);
            }
            Place::Rare => self.threads.update(|threads| threads.busy -= 1),
            Place::On(index) => {
                self.swap(index);
                self.threads.update(|threads| {
                    let thread = &mut threads.known[index];
                    (thread.busy, thread.token) = (false, engine::token());
                });
            }
        }
    }

    /// Ends them all.
    pub fn end(&self) {
        let count = self.threads.look(|threads| threads.known.len());
        for index in 0..count {
            self.swap(index);
            self.threads.learn("ended a worker", |threads| ((), threads.known[index].token));
            destroy_all();
            self.swap(index);
        }
    }

    fn take(&self) -> Place {
        if !self.are_few() {
            let running = 1 + self.running.fetch_add(1, Relaxed);
            match self.count {
                Some(count) if running > count => engine::learn_fact(FEW, self.site),
                None if running > PROCESSORS.get() => engine::rests_on(MANY),
                _ => {}
            }
            return Place::Sure;
        }
        let most = self.count.unwrap_or_else(|| available_parallelism().map_or(1, NonZero::get));
        let operation = Operation::new(verb::GOT_A_WORKER).at(self.site);
        if !engine::are_workers_told_apart() {
            let operation = operation.when("a worker", move |threads: &Threads| threads.busy < most);
            return self.threads.operate(operation, |threads| {
                threads.busy += 1;
                (Place::Rare, 0)
            });
        }
        let operation = operation.when("a worker", move |threads: &Threads| threads.count_free(most) > 0);
        let operation = operation.among(move |threads| threads.count_free(most));
        let index = self.threads.operate(operation, |threads| {
            let index = threads.take(engine::picked());
            (index, engine::digest((index, threads.known[index].token)))
        });
        self.swap(index);
        Place::On(index)
    }

    fn swap(&self, index: usize) {
        engine::swap_locals(self.threads.look(|threads| threads.known[index].worker));
    }
}

/// Gives back what the task has when it is dropped, unless it has handed it over.
struct Left<'a>(&'a Workers);

impl Drop for Left<'_> {
    fn drop(&mut self) {
        if let Some(place) = context::leave_place() {
            self.0.give_back(place);
        }
    }
}

impl Threads {
    fn count_free(&self, most: usize) -> usize {
        let idle = self.known.iter().filter(|thread| !thread.busy).count();
        idle + usize::from(self.known.len() < most)
    }

    /// Takes one that is free: a new one comes after those that are known.
    fn take(&mut self, free: usize) -> usize {
        let idle = (0..self.known.len()).filter(|&index| !self.known[index].busy).nth(free);
        let index = idle.unwrap_or_else(|| {
            self.known.push(Thread { busy: true, token: 0, worker: engine::add_worker() });
            self.known.len() - 1
        });
        self.known[index].busy = true;
        index
    }
}

impl State for Threads {
    fn digest(&self) -> u64 {
        let known: Vec<_> = self.known.iter().map(|thread| (thread.busy, thread.token)).collect();
        engine::digest((known, self.busy))
    }
}
