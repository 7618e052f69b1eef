//! What makes a thing in one execution the same as one in another.

use crate::parts::clock::TimerId;
use crate::parts::digest::digest;
use crate::parts::entry::Name;
use crate::parts::footprint::Access;
use crate::parts::site::Site;
use crate::world::World;

impl World {
    /// A name for something that the running task makes.
    pub fn fresh(&mut self) -> u64 {
        self.me().map_or(0, |me| {
            me.made += 1;
            digest((me.id, me.made))
        })
    }

    /// A name for an object made at a place of which nobody knows who made it: its place if there is no other, else by who
    /// uses it first, knowing what.
    pub fn name_unnamed(&mut self, site: Site) -> Name {
        if !self.unnamed.insert(site) && self.knowledge.crowded.insert(site) {
            self.learned = true;
        }
        if !self.knowledge.crowded.contains(&site) {
            return Name::Given(digest(site));
        }
        // It has another name when somebody else is first, so who is must not be taken for a thing that does not matter.
        self.step.footprint.touch(digest(site), Access::Write);
        let past = self.me().map(|me| me.history);
        Name::Earned(digest((site, past)))
    }

    /// The running task comes to an object. If that has its name from who used it first, this task might have been the first.
    pub fn note_name(&mut self, index: usize) {
        let entry = &self.objects[index];
        if entry.untouched.is_none() {
            self.step.footprint.touch(digest(entry.site), Access::Read);
        }
    }

    pub fn timer_id(&mut self) -> TimerId {
        TimerId(self.fresh())
    }
}
