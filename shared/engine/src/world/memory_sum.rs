//! A hash of the memory, the same for all memories that nobody can tell apart.

use crate::parts::digest::digest;
use crate::parts::memory::location::{Location, Write};
use crate::parts::memory::stamp::Stamp;
use crate::parts::memory::view::View;
use crate::world::World;

impl World {
    /// A hash of all of the memory that can influence what happens from here on.
    pub fn memory_digest(&self) -> u64 {
        if !self.is_weak() {
            return 0;
        }
        let ranks = Ranks::new(self);
        let tasks = self.tasks.iter().map(|task| {
            let mind = &task.mind;
            // Who has ended hands on what is current.
            let rest = (!task.finished).then(|| (ranks.view(&mind.brought), ranks.view(&mind.fenced)));
            digest((task.id.canon, ranks.view(&mind.current), rest))
        });
        let handed = self.memory.handed_on.iter().map(|(object, handed)| {
            digest((self.objects[*object].canon, ranks.view(&handed.view), "handed"))
        });
        let parcels = self.memory.parcels.iter().map(|(name, view)| digest((name, ranks.view(view))));
        let graph = self.memory.graph.iter().flat_map(|graph| &graph.events);
        let events = graph.map(|event| {
            let stamp = |stamp: Option<Stamp>| Some(ranks.place(event.location?, stamp?));
            let known = self.tasks.iter().map(|task| (task.id.canon, event.knows.knows(task.id.index)));
            let known =
                known.filter(|(_, done)| *done > 0).fold(0, |all: u64, one| all.wrapping_add(digest(one)));
            let at = event.location.map(|object| self.objects[object].canon);
            let what = (event.is_sequential, event.is_fence);
            digest((
                self.tasks[event.task].id.canon,
                event.number,
                at,
                stamp(event.read),
                stamp(event.written),
                what,
                known,
            ))
        });
        let all = tasks.chain(handed).chain(parcels).chain(events);
        all.fold(ranks.digest(), u64::wrapping_add)
    }
}

/// The places of writes among those that somebody can still see.
struct Ranks<'a> {
    world: &'a World,
    /// By object: the index of the first write that somebody can see.
    firsts: Vec<(usize, usize)>,
}

impl Ranks<'_> {
    fn new(world: &World) -> Ranks<'_> {
        let tracked = world.memory.locations.iter().filter(|(_, location)| location.is_tracked);
        let first = |(object, location): (&usize, &Location)| {
            let from = world.oldest(*object);
            let first = location.writes.iter().position(|write| write.stamp >= from).unwrap_or_default();
            (*object, first)
        };
        let mut firsts: Vec<_> = tracked.map(first).collect();
        firsts.sort_unstable();
        Ranks { world, firsts }
    }

    fn place(&self, object: usize, stamp: Stamp) -> usize {
        let writes = self.world.memory.locations.get(&object).map_or(&[][..], |location| &location.writes);
        writes.iter().take_while(|write| write.stamp <= stamp).count()
    }

    /// What a view says of writes that are left, summed up.
    fn view(&self, view: &View) -> u64 {
        let said = view.seen().iter().filter_map(|(object, stamp)| {
            let found = self.firsts.binary_search_by_key(object, |(object, _)| *object).ok()?;
            let rank = self.place(*object, *stamp).saturating_sub(1 + self.firsts[found].1);
            (rank > 0).then(|| digest((self.world.objects[*object].canon, rank)))
        });
        said.fold(0, u64::wrapping_add)
    }

    /// The writes themselves.
    fn digest(&self) -> u64 {
        let world = self.world;
        let locations = world.memory.locations.iter().map(|(object, location)| {
            let canon = world.objects[*object].canon;
            let write = |write: &Write| (write.digest, write.attached, self.view(&write.view));
            match self.firsts.binary_search_by_key(object, |(object, _)| *object) {
                Ok(found) => {
                    let writes = &location.writes[self.firsts[found].1..];
                    // Nothing comes before the first, whatever it is attached to.
                    let writes: Vec<_> = writes
                        .iter()
                        .enumerate()
                        .map(|(n, w)| (n > 0 && w.attached, write(w).0, write(w).2))
                        .collect();
                    digest((canon, writes))
                }
                Err(_) => {
                    let writers = location.writers.keys().map(|task| digest(world.tasks[*task].id.canon));
                    let last = write(location.last());
                    digest((canon, last.0, last.2, writers.fold(0, u64::wrapping_add)))
                }
            }
        });
        locations.fold(0, u64::wrapping_add)
    }
}
