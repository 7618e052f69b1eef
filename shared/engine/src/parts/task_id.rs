//! Which task.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// Which task: equal in every execution for the task that was spawned at the same place of the same history.
#[derive(Clone, Copy, Debug)]
pub struct TaskId {
    pub(crate) index: usize,
    pub(crate) canon: u64,
}

impl PartialEq for TaskId {
    fn eq(&self, other: &Self) -> bool {
        self.canon == other.canon
    }
}

impl Eq for TaskId {}

impl PartialOrd for TaskId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TaskId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.canon.cmp(&other.canon)
    }
}

impl Hash for TaskId {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.canon.hash(hasher);
    }
}
