//! What of the memory somebody knows.

use crate::parts::memory::stamp::Stamp;

/// What of the memory somebody knows: of each location a write before which nothing can be seen any more, and how much of what
/// each task has done. What is not there is known since the beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct View {
    /// By location.
    seen: Vec<(usize, Stamp)>,
    /// By task; kept only for a graph.
    clock: Vec<u32>,
}

impl View {
    pub fn of(&self, location: usize) -> Stamp {
        let place = self.seen.binary_search_by_key(&location, |(at, _)| *at);
        place.map_or(0, |place| self.seen[place].1)
    }

    /// From now on nothing before this write is seen.
    pub fn see(&mut self, location: usize, stamp: Stamp) {
        match self.seen.binary_search_by_key(&location, |(at, _)| *at) {
            Ok(place) => self.seen[place].1 = self.seen[place].1.max(stamp),
            Err(place) => self.seen.insert(place, (location, stamp)),
        }
    }

    pub fn join(&mut self, other: &View) {
        other.seen.iter().for_each(|(location, stamp)| self.see(*location, *stamp));
        if self.clock.len() < other.clock.len() {
            self.clock.resize(other.clock.len(), 0);
        }
        self.clock.iter_mut().zip(&other.clock).for_each(|(mine, theirs)| *mine = (*mine).max(*theirs));
    }

    /// Forgets about a location.
    pub fn forget(&mut self, location: usize) {
        self.seen.retain(|(at, _)| *at != location);
    }

    pub fn seen(&self) -> &[(usize, Stamp)] {
        &self.seen
    }

    /// The task does one thing more; gives its number.
    pub fn tick(&mut self, task: usize) -> u32 {
        if self.clock.len() <= task {
            self.clock.resize(task + 1, 0);
        }
        self.clock[task] += 1;
        self.clock[task]
    }

    /// How much it knows of what a task has done.
    pub fn knows(&self, task: usize) -> u32 {
        self.clock.get(task).copied().unwrap_or_default()
    }
}
