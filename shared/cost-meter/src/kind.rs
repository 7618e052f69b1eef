//! A thread or a task.

use serde::{Deserialize, Serialize};

/// What can be started in great numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    Thread,
    Task,
}

impl Kind {
    pub const BOTH: [Kind; 2] = [Kind::Thread, Kind::Task];

    pub fn plural(self) -> &'static str {
        match self {
            Kind::Thread => "threads",
            Kind::Task => "tasks",
        }
    }
}
