//! Tasks that one thread polls, one after the other, in the order in which they were woken.

mod job;
mod line;
mod member;

pub(crate) use job::{Job, Work};
pub(crate) use line::Line;

use crate::runtime::context;
use crate::task::coop::Budget;
use crate::task::{Id, JoinHandle, Outcome};
use engine::Site;
use line::Next;
use member::Member;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Waker};

/// Tasks that one thread polls, one after the other.
pub(crate) struct Row<J: ?Sized> {
    line: Arc<Line>,
    jobs: Mutex<BTreeMap<u64, Entry<J>>>,
    /// In how many parts the tasks are stopped, one after the other, by their ids.
    parts: u64,
}

struct Entry<J: ?Sized> {
    job: Box<J>,
    waker: Waker,
    id: Id,
}

impl<J: Job + ?Sized> Row<J> {
    /// One whose tasks are stopped in so many parts.
    pub fn new(line: Line, parts: u64) -> Row<J> {
        Row { line: Arc::new(line), jobs: Mutex::default(), parts }
    }

    pub fn line(&self) -> &Arc<Line> {
        &self.line
    }

    /// Adds a task, which waits for its turn.
    pub fn spawn<F: Future>(
        &self,
        future: F,
        site: Site,
        boxed: impl FnOnce(Work<F>) -> Box<J>,
    ) -> JoinHandle<F::Output>
    where
        F::Output: 'static,
    {
        let id = Id::of_a_job();
        let number = self.line.enrol(site);
        let member = Arc::new(Member::new(Arc::clone(&self.line), number));
        let outcome = Outcome::new(id, site);
        engine::tell(engine::verb::SPAWNED, id.name(), site);
        let mut job = boxed(Work::new(future, outcome.clone(), number, site));
        let waker = Waker::from(Arc::clone(&member));
        if self.line.is_closed() {
            job.cancel();
        } else {
            self.jobs().insert(number, Entry { job, waker, id });
        }
        outcome.joined_by(member)
    }

    /// Polls the task whose turn it is, if it is anybody's.
    pub fn run_next(&self, site: Site) -> bool {
        let Some(next) = self.line.next(site) else { return false };
        self.run(next, site);
        true
    }

    fn run(&self, Next { number, stopped }: Next, site: Site) {
        let Some(mut entry) = self.jobs().remove(&number) else { return };
        if stopped || self.poll(&mut entry) {
            if stopped {
                entry.job.cancel();
            }
            return self.line.leave(number);
        }
        if self.line.rest(number, site) {
            entry.job.cancel();
            return self.line.leave(number);
        }
        self.jobs().insert(number, entry);
    }

    /// Whether the task has ended.
    fn poll(&self, entry: &mut Entry<J>) -> bool {
        let mut cx = Context::from_waker(&entry.waker);
        context::poll_with(&entry.waker, Budget::FULL, || entry.job.poll(&mut cx)).is_ready()
    }

    /// Whether there is no task.
    pub fn is_empty(&self) -> bool {
        self.jobs().is_empty()
    }

    /// Stops all tasks, and those that will be.
    pub fn shut_down(&self, site: Site) {
        self.line.close(site);
        for part in 0..self.parts {
            while let Some((number, mut entry)) = self.take_first_of(part) {
                entry.job.cancel();
                self.line.leave(number);
            }
        }
    }

    fn take_first_of(&self, part: u64) -> Option<(u64, Entry<J>)> {
        let mut jobs = self.jobs();
        let is_of_it = |entry: &Entry<J>| entry.id.place() % self.parts == part;
        let number = jobs.iter().find(|(_, entry)| is_of_it(entry)).map(|(number, _)| *number)?;
        jobs.remove(&number).map(|entry| (number, entry))
    }

    fn jobs(&self) -> MutexGuard<'_, BTreeMap<u64, Entry<J>>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
