//! What is known of a trouble.

use super::Case;
use cures::{Actor, Facts, Keeper, Place, Rewrite, Wait};
use engine::{Event, Kind, Role, Site, Who, verb};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

impl Case<'_> {
    /// Who waits for what that will never come.
    pub fn waits(&self) -> Facts {
        let waits = self.run.stuck.iter().filter_map(|stuck| {
            let keeper = |(keeper, who): &(engine::Keeper, Option<Who>)| {
                Some(match keeper {
                    engine::Keeper::Holder(holder) => {
                        Keeper::Holder(self.actor((*who)?), self.place(holder.site)?)
                    }
                    engine::Keeper::Sender(site) => Keeper::Sender(self.place(site)?),
                    engine::Keeper::Missed(site) => Keeper::Missed(self.place(site)?),
                    engine::Keeper::Task(_) => Keeper::End,
                })
            };
            Some(Wait {
                who: self.actor(stuck.who),
                at: self.place(stuck.site)?,
                awaited: stuck.awaited.to_owned(),
                kind: stuck.made.map(|(_, kind)| kind.to_owned()).unwrap_or_default(),
                keepers: stuck.keepers.iter().filter_map(keeper).collect(),
            })
        });
        let mut last: BTreeMap<Actor, Place> = BTreeMap::new();
        for event in self.run.events.iter().filter(|event| event.what.role() != Role::Stuck) {
            if let Some(place) = place_of(event) {
                last.insert(self.actor((event.number, event.branch)), place);
            }
        }
        Facts { waits: waits.collect(), last: last.into_iter().collect(), ..Facts::default() }
    }

    /// Where the thread of tasks sleeps: if there are others that need it, then those places; all, if there are none.
    pub fn blocks(&self) -> Blocks {
        let is_task = |event: &Event| self.run.tasks[event.number].1 == Kind::Task;
        let has_others = self.run.tasks.iter().filter(|(_, kind)| *kind == Kind::Task).count() > 1;
        // A thread may sleep thousands of times at one place.
        let known: RefCell<BTreeMap<Place, bool>> = RefCell::default();
        let is_async = |place: &Place| {
            *known.borrow_mut().entry(*place).or_insert_with(|| cures::is_async(self.source.text, *place))
        };
        let polls = |event: &Event| {
            let place =
                place_of(event).filter(|_| self.run.branches.iter().any(|b| b.number == event.number));
            place.is_some_and(|place| is_async(&place))
        };
        let is_needed =
            |event: &Event| event.branch.is_some() || (is_task(event) && has_others) || polls(event);
        let sleeps = || self.run.events.iter().filter(|event| event.what.role() == Role::SleptAsThread);
        let are_needed = sleeps().any(is_needed);
        let mut blocks: Vec<Place> = if are_needed {
            sleeps().filter(|event| is_needed(event)).filter_map(place_of).collect()
        } else {
            sleeps().filter_map(place_of).filter(is_async).collect()
        };
        blocks.sort();
        blocks.dedup();
        Blocks { facts: Facts { blocks, ..Facts::default() }, are_needed }
    }

    /// What somebody read and then wrote, where somebody else wrote in between.
    pub fn rewrites(&self) -> Facts {
        // Who looked at what and when, by the number of writes before it.
        let mut looked: HashMap<(usize, usize), (usize, Place)> = HashMap::new();
        let mut writes: HashMap<usize, usize> = HashMap::new();
        let mut rewrites = Vec::new();
        for event in &self.run.events {
            let (Some(object), Some(place)) = (event.object, place_of(event)) else { continue };
            let key = (object, event.number);
            let count = writes.get(&object).copied().unwrap_or_default();
            let is_lock = event.what == verb::LOCKED;
            if is_lock || event.what == verb::STORED {
                if let Some((before, read)) = looked.get(&key)
                    && *before != count
                    && *read != place
                {
                    rewrites.push(Rewrite { read: *read, write: place });
                }
                writes.insert(object, count + 1);
            }
            if is_lock || event.what == verb::LOADED {
                looked.insert(key, (writes.get(&object).copied().unwrap_or_default(), place));
            }
        }
        rewrites.sort_by_key(|rewrite| (rewrite.read, rewrite.write));
        rewrites.dedup();
        Facts { rewrites, ..Facts::default() }
    }

    pub fn actor(&self, (number, branch): Who) -> Actor {
        self.lanes.of(number, branch)
    }

    /// A place of the program's own.
    pub fn place(&self, site: Site) -> Option<Place> {
        let is_own = site.file() == self.source.path;
        is_own.then(|| Place { line: site.line(), column: site.column() })
    }
}

/// Where a thread is blocked.
pub struct Blocks {
    pub facts: Facts,
    /// Whether others need it.
    pub are_needed: bool,
}

pub fn place_of(event: &Event) -> Option<Place> {
    let engine::Place { file, line } = event.place;
    (file.is_none() && line > 0).then_some(Place { line, column: event.column })
}
