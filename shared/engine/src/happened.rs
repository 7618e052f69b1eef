//! Noting what happens, for events.

use crate::event::Event;
use crate::pending::Pending;
use crate::settings::Events;
use crate::verb::{self, Verb};
use crate::world::World;
use std::panic::Location;
use std::time::Duration;

/// What there is to note about something that happened.
#[derive(Clone, Default)]
pub(crate) struct Happened {
    pub about: String,
    pub object: Option<usize>,
    pub others: Vec<usize>,
    pub branch: Option<usize>,
}

impl World {
    /// Notes that something happened to the running task.
    pub fn record(&mut self, what: Verb, site: &Location<'_>, happened: impl FnOnce(&World) -> Happened) {
        if self.settings.events == Events::Dropped {
            return;
        }
        let happened = happened(self);
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
            line: self.line_of(site),
        });
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
            let ready = self.tasks[index].pending.as_ref().is_some_and(|pending| pending.is_ready(self));
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

impl Happened {
    /// A task has to wait for what it has announced.
    pub fn waits_for(pending: &Pending, branch: Option<usize>) -> Happened {
        let (about, object) = (pending.awaited.to_owned(), pending.object);
        Happened { about, object, branch, ..Happened::default() }
    }
}

/// A time as people read it: "1500 ms".
pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_nanos() as f64 / 1e6)
}
