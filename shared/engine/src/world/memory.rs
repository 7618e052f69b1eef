//! What tasks read and write in memory, and what they hand on to each other.

use crate::parts::digest::digest;
use crate::parts::footprint::{self, Access};
use crate::parts::memory::graph::Event;
use crate::parts::memory::location::{Location, Write};
use crate::parts::memory::stamp::Stamp;
use crate::parts::memory::view::View;
use crate::parts::memory::{Aim, Mind, Order, Reach};
use crate::parts::pending::Pending;
use crate::parts::place::Place;
use crate::parts::settings::{Events, Memory as Model};
use crate::parts::site::{Site, key};
use crate::parts::verb;
use crate::world::World;
use crate::world::views::LONGEST;
use std::any::Any;
use std::rc::Rc;

impl World {
    /// Whether memory is weaker than sequentially consistent, and the program asks for that.
    pub fn is_weak(&self) -> bool {
        self.settings.memory == Model::Rust && self.knowledge.weak
    }

    /// Whether it matters for a location who has seen how much of it.
    pub(super) fn is_tracked(&self, object: usize) -> bool {
        self.memory.locations.get(&object).is_some_and(|location| location.is_tracked)
    }

    /// Which of the writes an operation may be about, counted from the last.
    pub fn places(&self, task: usize, pending: &Pending) -> Option<Vec<u32>> {
        let (aim, object) = (pending.aim.as_ref()?, pending.object?);
        Some(if self.is_weak() { self.open(task, object, aim) } else { vec![0] })
    }

    fn open(&self, task: usize, object: usize, aim: &Aim) -> Vec<u32> {
        let Some(location) = self.memory.locations.get(&object).filter(|location| location.is_tracked) else {
            return vec![0];
        };
        let from = self.tasks[task].mind.current.of(object);
        let fits = |back: &usize| aim.fits(location, *back);
        let in_order = |back: &usize| *back == 0 || self.keeps_order(task, object, location, *back, aim);
        (0..location.visible(from)).filter(fits).filter(in_order).map(|back| back as u32).collect()
    }

    /// Whether all that is sequentially consistent still has an order if what is not last is read or put before the last.
    fn keeps_order(&self, task: usize, object: usize, location: &Location, back: usize, aim: &Aim) -> bool {
        let Some(graph) = &self.memory.graph else { return true };
        if graph.events.len() > LONGEST {
            return false;
        }
        let index = location.index(back);
        let write = &location.writes[index];
        let is_it = match &aim.reach {
            Reach::Compares(is_it) => is_it(&*write.value),
            Reach::Stores | Reach::Changes => true,
            Reach::Loads => false,
        };
        let reads = !matches!(aim.reach, Reach::Stores);
        let order = if is_it { aim.order } else { aim.failure };
        let mut knows = self.tasks[task].mind.current.clone();
        if reads && order.acquires() {
            knows.join(&write.view);
        }
        let number = knows.tick(task);
        graph.allows(Event {
            task,
            number,
            location: Some(object),
            read: reads.then_some(write.stamp),
            written: if is_it { location.stamp_behind(index) } else { None },
            is_sequential: order.is_sequential(),
            is_fence: false,
            knows,
        })
    }

    /// The running task performs what it has announced, on the write that was picked; gives its index.
    pub fn pick(&mut self, object: usize, aim: &Aim) -> usize {
        let Some(me) = self.running else { return 0 };
        let place = std::mem::take(&mut self.place);
        self.make_sure(object, aim);
        let from = self.tasks[me].mind.current.of(object);
        let tracked = self.is_tracked(object);
        let tried = self.tasks[me].rounds.is_tried();
        if tracked {
            // Whatever else the task does next can't be in its place.
            self.step.footprint.touch(footprint::chance_of(self.tasks[me].id.canon), Access::Write);
        }
        let Some(location) = self.memory.locations.get(&object) else { return 0 };
        let back = match (tracked, tried) {
            (false, _) => 0,
            (true, false) => place,
            // Who is tried whether it leaves a loop by itself sees the same again.
            (true, true) => {
                let mut same = (0..location.visible(from)).rev().filter(|back| aim.fits(location, *back));
                same.next().filter(|_| !matches!(aim.reach, Reach::Stores)).unwrap_or_default()
            }
        };
        location.index(back)
    }

    /// The location of an object, as it was made.
    pub fn begin(&mut self, object: usize, value: impl FnOnce() -> (Rc<dyn Any>, u64)) {
        let is_tracked = self.knowledge.peeked.contains(&seen_late(self.objects[object].site));
        self.memory.locations.entry(object).or_insert_with(|| {
            let (value, digest) = value();
            Location { is_tracked, ..Location::new(value, digest) }
        });
    }

    /// If somebody may not know all that was written to a location to which only read-modify-writes came, it matters from now on.
    fn make_sure(&mut self, object: usize, aim: &Aim) {
        let (Some(me), false) = (self.running, self.is_tracked(object)) else { return };
        let is_alone = self.tasks.iter().all(|task| task.finished || task.id.index == me);
        let sure = &self.tasks[me].mind.sure;
        let Some(location) = self.memory.locations.get_mut(&object) else { return };
        let is_sure =
            location.writers.iter().all(|(task, done)| sure.get(*task).copied().unwrap_or(0) >= *done);
        let is_sure = match aim.reach {
            Reach::Changes => return,
            Reach::Loads | Reach::Compares(_) if location.writers.is_empty() => true,
            Reach::Stores | Reach::Compares(_) => is_sure && is_alone,
            Reach::Loads => is_sure,
        };
        if is_sure && is_alone {
            // All who may come know it from whom they come from.
            location.writers.clear();
        }
        if !is_sure {
            let site = self.objects[object].site;
            self.learned |= self.knowledge.peeked.insert(seen_late(site));
        }
    }

    /// The running task reads a write.
    pub fn read(&mut self, object: usize, index: usize, order: Order) {
        let Some(write) = self.memory.locations.get(&object).map(|location| location.writes[index].clone())
        else {
            return;
        };
        let Some(me) = self.me() else { return };
        let mind = &mut me.mind;
        mind.current.see(object, write.stamp);
        if order.acquires() { &mut mind.current } else { &mut mind.brought }.join(&write.view);
    }

    /// The only one who has a location, or had it until others came to know of it, finds or leaves this there.
    pub fn own(&mut self, object: usize, value: Option<(Rc<dyn Any>, u64)>) {
        let Some(location) = self.memory.locations.get_mut(&object) else { return };
        if let Some((value, digest)) = value
            && let Some(stamp) = location.stamp_behind(location.writes.len() - 1)
        {
            location.writes.push(Write {
                stamp,
                value,
                digest,
                attached: false,
                view: View::default(),
                by: None,
            });
        }
        let last = location.last().stamp;
        self.tasks.iter_mut().for_each(|task| task.mind.current.see(object, last));
    }

    /// The running task writes behind a write, which it has read if it is attached; whether that is last.
    pub fn write(
        &mut self,
        object: usize,
        behind: usize,
        attached: bool,
        value: Rc<dyn Any>,
        aim: &Aim,
        by: Site,
    ) -> bool {
        let Some(me) = self.running else { return true };
        let location = &self.memory.locations[&object];
        let Some(stamp) = location.stamp_behind(behind) else { return true };
        let (value_digest, before) = (aim.digest, location.writes[behind].clone());
        let is_last = behind + 1 == location.writes.len();
        let mind = &mut self.tasks[me].mind;
        if mind.sure.len() <= me {
            mind.sure.resize(me + 1, 0);
        }
        mind.sure[me] += 1;
        let done = mind.sure[me];
        let read = attached.then_some(before.stamp);
        let released = |mind: &Mind| {
            let mut view = if aim.order.releases() { mind.current.clone() } else { mind.fenced.clone() };
            if attached {
                view.join(&before.view);
            }
            view.forget(object);
            view
        };
        let is_same = attached && before.digest == value_digest && before.view == released(mind);
        if is_same && self.memory.graph.is_none() {
            // Nobody can tell the two apart, and nothing ever comes between them.
            self.memory.locations.get_mut(&object).map(|location| location.writers.insert(me, done));
            return is_last;
        }
        mind.current.see(object, stamp);
        self.note_event(Some(object), read, Some(stamp), aim.order.is_sequential(), false);
        let view = released(&self.tasks[me].mind);
        let Some(location) = self.memory.locations.get_mut(&object) else { return true };
        location.writers.insert(me, done);
        let write = Write { stamp, value, digest: value_digest, attached, view, by: Some(by) };
        location.writes.insert(behind + 1, write);
        if !is_same {
            self.objects[object].changes += 1;
        }
        if self.memory.graph.is_none() {
            self.drop_old(object);
        }
        is_last
    }

    /// Says for events that what is loaded is older than what stands there, and what wrote that.
    pub fn tell_of_old(&mut self, object: usize, index: usize, aim: &Aim) {
        let newer =
            self.memory.locations.get(&object).and_then(|location| location.writes.get(index + 1)?.by);
        if let (Reach::Loads, Events::Kept, Some(by)) = (&aim.reach, self.settings.events, newer) {
            let about =
                format!("{} as it was before line {}", self.objects[object].name(), Place::of_ours(by));
            self.turned_out = Some((Some(verb::LOADED), Some(about)));
        }
    }

    /// What the running task left of an object: of a location, what it knows to stand there.
    pub fn left(&self, object: usize) -> u64 {
        let location = self.memory.locations.get(&object).filter(|location| location.is_tracked);
        let (Some(location), Some(me)) = (location, self.running) else {
            return self.objects[object].counted;
        };
        let mine = self.tasks[me].mind.current.of(object);
        location.writes.iter().find(|write| write.stamp >= mine).map_or(0, |write| write.digest)
    }

    /// Drops the writes of a location that nobody can see any more.
    fn drop_old(&mut self, object: usize) {
        let from = self.oldest(object);
        let Some(location) = self.memory.locations.get_mut(&object) else { return };
        let first = location.writes.iter().position(|write| write.stamp >= from).unwrap_or_default();
        location.writes.drain(..first);
    }

    /// Before this write of a location nobody can see anything.
    pub(super) fn oldest(&self, object: usize) -> Stamp {
        let live = self.tasks.iter().filter(|task| !task.finished);
        live.map(|task| task.mind.current.of(object)).min().unwrap_or_default()
    }
}

fn seen_late(site: Site) -> u64 {
    digest(("seen late", key(site)))
}
