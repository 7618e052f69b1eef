//! What tasks hand on to each other of what they know of the memory.

use crate::parts::footprint::Access;
use crate::parts::memory::Mind;
use crate::parts::memory::graph::Event;
use crate::parts::memory::stamp::Stamp;
use crate::parts::memory::view::View;
use crate::parts::rounds::Watched;
use crate::world::World;

/// What an answer rests on where something old could have been seen for longer.
const REACHES: &str = "what is written has reached every thread before time passes";
/// What was done longer ago than so many things is not taken back any more.
pub(super) const LONGEST: usize = 400;
const TOO_LONG: &str = "`SeqCst` and weaker orders are mixed in more operations than are followed";

impl World {
    /// Keeps in mind what the running task has done, if that is kept.
    pub fn note_event(
        &mut self,
        location: Option<usize>,
        read: Option<Stamp>,
        written: Option<Stamp>,
        is_sequential: bool,
        is_fence: bool,
    ) {
        let (Some(task), Some(graph)) = (self.running, &mut self.memory.graph) else { return };
        let task_of = &mut self.tasks[task];
        if task_of.rounds.is_tried() {
            return;
        }
        let number = task_of.mind.current.tick(task);
        let knows = task_of.mind.current.clone();
        graph.events.push(Event { task, number, location, read, written, is_sequential, is_fence, knows });
        if graph.events.len() > LONGEST {
            self.knowledge.not_followed.insert(TOO_LONG.into());
        }
    }

    /// What the running task hands on to who takes it over.
    pub fn hand_over(&mut self) -> View {
        self.note_event(None, None, None, false, false);
        self.me().map_or_else(View::default, |me| me.mind.current.clone())
    }

    /// The running task comes to know what was handed on; whether that was more than it knew.
    pub fn take_over(&mut self, view: &View) -> bool {
        let Some(me) = self.running else { return false };
        let current = &self.tasks[me].mind.current;
        let is_news =
            |(object, stamp): &(usize, Stamp)| self.is_tracked(*object) && current.of(*object) < *stamp;
        let is_more = view.seen().iter().any(is_news);
        self.tasks[me].mind.current.join(view);
        self.note_event(None, None, None, false, false);
        is_more
    }

    /// The same for what comes to an object.
    pub fn hand_on_at(&mut self, object: usize) {
        if self.is_weak() {
            let view = self.hand_over();
            // Whether it comes before or after somebody who takes that over matters, whatever it does otherwise.
            self.step.footprint.touch(self.objects[object].canon, Access::Write);
            self.memory.handed_on.entry(object).or_default().view.join(&view);
        }
    }

    /// The running task ends after this, as far as memory goes.
    pub fn leave_at(&mut self, object: usize) {
        self.hand_on_at(object);
        let sure = self.me().map(|me| me.mind.sure.clone()).unwrap_or_default();
        if let Some(handed) = self.memory.handed_on.get_mut(&object) {
            join(&mut handed.sure, &sure);
        }
    }

    /// Takes over what was handed on at an object; whether that was more than was known.
    pub fn take_over_at(&mut self, object: usize) -> bool {
        let Some(handed) = self.memory.handed_on.get(&object).cloned() else { return false };
        self.step.footprint.touch(self.objects[object].canon, Access::Read);
        if let Some(me) = self.me() {
            join(&mut me.mind.sure, &handed.sure);
        }
        self.take_over(&handed.view)
    }

    /// What a task knows that the running one starts.
    pub fn mind_of_a_child(&mut self) -> Mind {
        if !self.is_weak() {
            return Mind::default();
        }
        let current = self.hand_over();
        let sure = self.me().map(|me| me.mind.sure.clone()).unwrap_or_default();
        Mind { current, sure, ..Mind::default() }
    }

    /// The running task comes to know all that a task has done that has ended.
    pub fn take_over_from(&mut self, task: usize) {
        if self.is_weak() {
            let Mind { current, sure, .. } = self.tasks[task].mind.clone();
            if let Some(me) = self.me() {
                join(&mut me.mind.sure, &sure);
            }
            self.take_over(&current);
        }
    }

    /// Whoever goes round and round sees what is last from now on; whether there was something newer than it saw.
    pub fn see_what_is_last(&mut self, watched: &[Watched]) -> bool {
        let objects = watched.iter().filter_map(|watched| match watched {
            Watched::Object(object, _) => Some(*object),
            _ => None,
        });
        let mut was_old = false;
        for object in objects.collect::<Vec<_>>() {
            let Some(location) = self.memory.locations.get(&object).filter(|one| one.is_tracked) else {
                continue;
            };
            let last = location.last().stamp;
            let Some(me) = self.me() else { continue };
            was_old |= me.mind.current.of(object) < last;
            me.mind.current.see(object, last);
        }
        was_old
    }

    /// Time passes, and what was written comes to everybody.
    pub fn reach_everybody(&mut self) {
        let lasts: Vec<(usize, Stamp)> =
            self.memory.locations.iter().map(|(object, location)| (*object, location.last().stamp)).collect();
        for (object, last) in lasts {
            if !self.is_tracked(object) || self.oldest(object) == last {
                continue;
            }
            self.knowledge.rests_on.insert(REACHES.into());
            let canon = self.objects[object].canon;
            self.step.footprint.touch(canon, Access::Write);
            let live = self.tasks.iter_mut().filter(|task| !task.finished);
            live.for_each(|task| task.mind.current.see(object, last));
        }
    }
}

fn join(mine: &mut Vec<u32>, theirs: &[u32]) {
    if mine.len() < theirs.len() {
        mine.resize(theirs.len(), 0);
    }
    mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine = (*mine).max(*theirs));
}
