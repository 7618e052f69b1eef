//! Noting what happens, for events.

use crate::parts::event::Event;
use crate::parts::happened::Happened;
use crate::parts::pending::Pending;
use crate::parts::place::Place;
use crate::parts::settings::Events;
use crate::parts::verb::{self, Verb};
use crate::world::World;
use std::panic::Location;

impl World {
    /// Notes that something happened to the running task.
    pub fn record(&mut self, what: Verb, site: &Location<'_>, happened: impl FnOnce(&World) -> Happened) {
        if self.settings.events == Events::Dropped {
            return;
        }
        let happened = happened(self);
        let place = Place::of_ours(site);
        let (task, number) = self.me().map_or((String::new(), 0), |me| (me.name.clone(), me.id.index));
        self.events.push(Event {
            time: self.clock.now,
            task,
            number,
            branch: happened.branch,
            what,
            about: happened.about,
            object: happened.object,
            others: happened.others,
            value: happened.value,
            place,
            column: if place.line == 0 { 0 } else { site.column() },
        });
    }

    /// Notes that the running task has to wait for what it is about to announce.
    pub fn record_waits(&mut self, pending: &Pending) {
        if !pending.for_future {
            let branch = self.branch();
            return self.record(verb::WAITS_FOR, pending.site, |_| Happened::waits_for(pending, branch));
        }
        for awaited in self.me().map(|me| me.awaits.clone()).unwrap_or_default() {
            let (object, branch) = (Some(awaited.object), awaited.branch);
            let about = awaited.what.to_owned();
            let happened = Happened { about, object, branch, ..Happened::default() };
            self.record(verb::WAITS_FOR, awaited.site, |_| happened);
        }
    }

    /// The branch of the running task.
    pub fn branch(&self) -> Option<usize> {
        self.running.and_then(|index| self.tasks[index].branch)
    }

    /// Notes which tasks could go on.
    pub fn note_ready(&mut self) {
        if self.settings.events == Events::Dropped {
            return;
        }
        for index in 0..self.tasks.len() {
            let pending = self.tasks[index].pending.as_ref();
            let ready = pending.is_some_and(|pending| self.is_ready(index, pending));
            let since = self.tasks[index].ready_since;
            if since.is_some() && !ready {
                self.record_wait(index);
            }
            self.tasks[index].ready_since = ready.then(|| since.unwrap_or(self.clock.now));
        }
    }

    /// Notes that a task that could go on can't any more, as somebody else was first.
    fn record_wait(&mut self, index: usize) {
        let task = &self.tasks[index];
        let Some(pending) = &task.pending else { return };
        let (site, happened) = (pending.site, Happened::waits_for(pending, task.branch));
        let running = self.running.replace(index);
        self.record(verb::WAITS_FOR, site, |_| happened);
        self.running = running;
    }
}
