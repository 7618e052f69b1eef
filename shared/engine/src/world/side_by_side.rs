//! The futures that a task polls side by side.

use crate::parts::task::Task;
use crate::world::World;

impl World {
    /// The running task polls one of its branches again, or all that is not a task of its own: what this found last time that it
    /// has to wait for counts no more.
    pub fn forget_what_is_awaited(&mut self, branch: Option<usize>) {
        let branches = &self.branches;
        let within = |inner: Option<usize>| match branch {
            Some(branch) => outwards(branches, inner).any(|outer| outer == branch),
            None => !outwards(branches, inner)
                .any(|outer| branches.get(outer).is_some_and(|branch| branch.is_task)),
        };
        if let Some(me) = self.running.map(|index| &mut self.tasks[index]) {
            me.awaits.retain(|awaited| !within(awaited.branch));
        }
    }

    /// Who waits in a branch of a task.
    pub fn name_of_waiting(&self, task: &Task, branch: Option<usize>) -> String {
        let branch = branch.and_then(|branch| self.branches.get(branch));
        branch.map_or_else(|| task.name.clone(), |joined| self.settings.names.of(joined))
    }
}

/// A branch, the one that it is within, and so on.
pub fn outwards(
    branches: &[crate::parts::joined::Joined],
    inner: Option<usize>,
) -> impl Iterator<Item = usize> {
    std::iter::successors(inner, |&inner| branches.get(inner)?.within)
}
