//! The threads on which tasks run.

use engine::verb;
use engine::{Operation, Shared, Site, State};
use std::num::NonZero;
use virtual_std::thread::{available_parallelism, destroy_all};

/// The threads on which tasks run. Which of them runs a task when makes a difference only to who uses thread-locals.
pub(crate) struct Workers {
    threads: Shared<Threads>,
    /// How many there are; as many as the machine has processors if nobody says.
    count: Option<usize>,
    site: Site,
}

#[derive(Clone, Default)]
struct Threads {
    /// Those that have ever run anything; the others are all alike.
    known: Vec<Thread>,
}

#[derive(Clone)]
struct Thread {
    busy: bool,
    /// Stands for what was left in its thread-locals.
    token: u64,
    /// The engine's name for it.
    worker: usize,
}

impl Workers {
    pub fn new(count: Option<usize>, site: Site) -> Workers {
        let threads = Shared::new("runtime", Threads::default()).made_at(site).registered();
        Workers { threads, count, site }
    }

    /// Does something on one of them.
    pub fn run<R>(&self, work: impl FnOnce() -> R) -> R {
        if !engine::are_workers_told_apart() {
            return work();
        }
        let most = self.count.unwrap_or_else(|| available_parallelism().map_or(1, NonZero::get));
        let operation = Operation::new(verb::GOT_A_WORKER).at(self.site);
        let operation = operation.when("a worker", move |threads: &Threads| threads.count_free(most) > 0);
        let operation = operation.among(move |threads| threads.count_free(most));
        let index = self.threads.operate(operation, |threads| {
            let index = threads.take(engine::picked());
            (index, engine::digest((index, threads.known[index].token)))
        });
        let _left = Left { workers: self, index };
        self.swap(index);
        work()
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

    fn swap(&self, index: usize) {
        engine::swap_locals(self.threads.look(|threads| threads.known[index].worker));
    }
}

/// Gives a thread back when it is dropped.
struct Left<'a> {
    workers: &'a Workers,
    index: usize,
}

impl Drop for Left<'_> {
    fn drop(&mut self) {
        self.workers.swap(self.index);
        self.workers.threads.update(|threads| {
            let thread = &mut threads.known[self.index];
            (thread.busy, thread.token) = (false, engine::token());
        });
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
        engine::digest(known)
    }
}
