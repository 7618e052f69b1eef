//! Who holds something, and since where.

use crate::parts::site::Site;
use crate::parts::task_id::TaskId;

/// Who holds something, and since where. It is told, and never acted upon but for the task.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    pub task: TaskId,
    /// Which of the futures that the task polls side by side: an index into [`crate::Execution::branches`].
    pub branch: Option<usize>,
    pub site: Site,
}

/// A task, by its number, and one of the futures that it polls side by side.
pub type Who = (usize, Option<usize>);

impl Holder {
    pub(crate) fn who(&self) -> Who {
        (self.task.index, self.branch)
    }
}
