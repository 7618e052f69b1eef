//! A hash of all that can influence what happens from here on.

use crate::parts::digest::digest;
use crate::parts::entry::Entry;
use crate::parts::task::Task;
use crate::world::World;

impl World {
    /// Adds an object, and gives its number. If its name tells who used it first, so does the sum from now on.
    pub fn add_object(&mut self, entry: Entry) -> usize {
        let index = self.objects.len();
        let counted = entry.digest();
        self.objects_sum = self.objects_sum.wrapping_add(counted);
        self.objects.push(Entry { counted, ..entry });
        index
    }

    /// Keeps the sum of all objects' digests up to date when one has changed.
    pub fn count_object(&mut self, index: usize) {
        let mut digest = self.objects[index].digest();
        if digest != self.objects[index].counted && self.hand_on(index) {
            digest = self.objects[index].digest();
        }
        let entry = &mut self.objects[index];
        let before = std::mem::replace(&mut entry.counted, digest);
        let mine = self.running.is_some() && entry.owner == self.running;
        self.objects_sum = self.objects_sum.wrapping_sub(before).wrapping_add(digest);
        if before != digest && !mine {
            entry.changes += 1;
            if self.about != Some(index) {
                self.note_effect();
            }
        }
    }

    /// A hash of all that can influence what happens from here on.
    pub fn digest(&self) -> u64 {
        let tasks = self.tasks.iter().filter(|t| !t.finished);
        let pauses = |task: &Task| Some(self.is_over(task.pending.as_ref()?.pause.as_ref()?));
        let turn = |task: &Task| task.pending.as_ref()?.turn();
        let tasks = tasks.map(|t| digest((t.id, t.history, t.fired, pauses(t), turn(t))));
        // A sum, as the order in which they came into being depends on the past.
        let all = tasks.fold(self.objects_sum, u64::wrapping_add);
        digest((all, self.clock.digest(self.knowledge.time), self.first_panic, self.memory_digest()))
    }
}
