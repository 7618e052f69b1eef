//! Whether a task has ended.

use crate::task::Id;
use crate::waiter::Waiter;
use engine::{Keeper, Site, State, Wait};

/// Whether a task has ended, and who waits for that.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ended {
    pub task: Id,
    /// Stands for its output once there is one.
    pub output: Option<u64>,
    /// Nothing is left to be done.
    pub over: bool,
    pub joiner: Option<Waiter>,
    /// Nobody wants the output.
    pub detached: bool,
}

impl Ended {
    pub fn end(&mut self, output: u64) {
        self.output = Some(output);
        if let Some(joiner) = self.joiner.take() {
            joiner.wake();
        }
    }
}

impl State for Ended {
    fn digest(&self) -> u64 {
        engine::digest((self.output, self.over, &self.joiner, self.detached))
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        let child = self.task.task().map_or(self.task.name().to_owned(), wait.name_of);
        format!("{} waits at line {} for {child} to end", wait.task, wait.line)
    }

    fn keepers(&self, _awaited: &str, _made: Site) -> Vec<Keeper> {
        vec![Keeper::Task(self.task.task())]
    }
}
