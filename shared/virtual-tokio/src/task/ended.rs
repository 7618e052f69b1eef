//! Whether a task has ended.

use crate::waiter::Waiter;
use engine::{State, TaskId, Wait};

/// Whether a task has ended, and who waits for that.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ended {
    pub task: Option<TaskId>,
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
        let child = self.task.map_or(String::new(), wait.name_of);
        format!("{} waits at line {} for {child} to end", wait.task, wait.line)
    }
}
