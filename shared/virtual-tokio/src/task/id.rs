//! Telling tasks apart.

use crate::runtime::context;
use engine::{Shared, State, TaskId};
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// Which task.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Id(Who);

#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
enum Who {
    #[default]
    Nobody,
    /// One that has a coroutine of its own.
    Task(TaskId),
    /// One that a thread polls among others, by its number.
    Job(u64),
}

/// The task that runs.
///
/// # Panics
/// Outside of any.
#[track_caller]
pub fn id() -> Id {
    let Some(id) = try_id() else {
        panic!("Can't get a task id when not inside a task");
    };
    id
}

/// The task that runs, if one does.
pub fn try_id() -> Option<Id> {
    context::task()
}

/// How many jobs there were.
#[derive(Clone, Hash)]
struct Jobs(u64);

impl State for Jobs {
    fn digest(&self) -> u64 {
        engine::digest(self)
    }
}

thread_local! {
    // Programs that are explored at the same time count each their own.
    static JOBS: Shared<Jobs> = const { Shared::new("task", Jobs(0)) };
}

impl Id {
    /// Of a task that has a coroutine of its own.
    pub(crate) fn of_a_task(task: Option<TaskId>) -> Id {
        Id(task.map_or(Who::Nobody, Who::Task))
    }

    /// Of the next task that a thread polls among others.
    pub(crate) fn of_a_job() -> Id {
        let number = JOBS.with(|jobs| {
            jobs.update(|jobs| {
                jobs.0 += 1;
                jobs.0
            })
        });
        Id(Who::Job(number))
    }

    pub(crate) fn task(self) -> Option<TaskId> {
        match self.0 {
            Who::Task(task) => Some(task),
            Who::Nobody | Who::Job(_) => None,
        }
    }

    /// The place of a job among all.
    pub(crate) fn place(self) -> u64 {
        if let Who::Job(number) = self.0 { number } else { 0 }
    }

    /// What a reader calls a job.
    pub(crate) fn name(self) -> &'static str {
        static NAMES: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
        let Who::Job(number) = self.0 else { return "" };
        let place = usize::try_from(number).unwrap_or_default();
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        while names.len() <= place {
            // Once for each number, however many executions there are.
            let name = format!("task {}", names.len());
            names.push(name.leak());
        }
        names[place]
    }

    fn number(self) -> u64 {
        match self.0 {
            Who::Nobody => 0,
            Who::Job(number) => number,
            Who::Task(task) => {
                if JOBS.with(|jobs| jobs.look(|jobs| jobs.0 > 0)) {
                    engine::not_followed("the program asks for the ids of tasks of different kinds");
                }
                task.number()
            }
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Id").field(&self.number()).finish()
    }
}
