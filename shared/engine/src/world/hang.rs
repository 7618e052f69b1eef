//! Why nobody can go on.

use crate::parts::happened::Happened;
use crate::parts::holder::{Holder, Who};
use crate::parts::keeper::Stuck;
use crate::parts::place::Place;
use crate::parts::rounds::Pause;
use crate::parts::site::Site;
use crate::parts::state::Wait;
use crate::parts::task::{Awaited, Task};
use crate::parts::verb;
use crate::world::World;
use std::cell::RefCell;

impl World {
    /// A sentence for each thing that a task waits for, now that nobody can go on.
    pub fn hang_reasons(&mut self) -> Vec<String> {
        self.is_stuck = true;
        let waiting = (0..self.tasks.len()).filter(|&index| !self.tasks[index].finished);
        let stuck: Vec<_> = waiting.flat_map(|index| self.stuck(&self.tasks[index])).collect();
        let mut sentences = Vec::new();
        for (stuck, happened) in stuck {
            sentences.push(happened.about.clone());
            self.running = Some(stuck.who.0);
            self.record(verb::NEVER_RAN_AGAIN, stuck.site, |_| happened);
            self.stuck.push(stuck);
        }
        self.running = None;
        sentences
    }

    fn stuck(&self, task: &Task) -> Vec<(Stuck, Happened)> {
        let Some(pending) = &task.pending else {
            return Vec::new();
        };
        let own = Awaited { what: pending.awaited, site: pending.site, object: 0, branch: task.branch };
        if let Some(pause) = &pending.pause {
            let happened = self.spinning(&self.name_of_waiting(task, task.branch), pending.site, pause);
            let stuck = self.waits(task, &own, pause.object());
            return vec![(stuck, Happened { branch: task.branch, ..happened })];
        }
        let never = |awaited: &Awaited, object: Option<usize>| {
            let stuck = self.waits(task, awaited, object);
            let (about, others) = self.reason(task, awaited, object);
            (stuck, Happened { about, object, others, branch: awaited.branch, ..Happened::default() })
        };
        if pending.for_future && !task.awaits.is_empty() {
            return task.awaits.iter().map(|awaited| never(awaited, Some(awaited.object))).collect();
        }
        vec![never(&own, pending.object)]
    }

    /// What a task waits for, and what keeps that from coming.
    fn waits(&self, task: &Task, awaited: &Awaited, object: Option<usize>) -> Stuck {
        let entry = object.map(|index| &self.objects[index]);
        let state = entry.and_then(|entry| entry.state.as_ref());
        let made = entry.map_or(awaited.site, |entry| entry.site);
        let keepers = state.map_or(Vec::new(), |state| state.keepers(awaited.what, made));
        Stuck {
            who: (task.id.index, awaited.branch),
            site: awaited.site,
            awaited: awaited.what,
            made: entry.map(|entry| (entry.site, entry.kind)),
            keepers: keepers.into_iter().map(|keeper| (keeper, keeper.who())).collect(),
        }
    }

    /// Why a task can't go on, and those that keep it from that.
    pub fn reason(&self, task: &Task, awaited: &Awaited, object: Option<usize>) -> (String, Vec<Who>) {
        let entry = object.map(|index| &self.objects[index]);
        let named = RefCell::new(Vec::new());
        let wait = Wait {
            task: &self.name_of_waiting(task, awaited.branch),
            awaited: awaited.what,
            line: Place::of(awaited.site),
            made: Place::of(entry.map_or(awaited.site, |entry| entry.site)),
            for_ever: self.is_stuck,
            name_of: &|id| {
                named.borrow_mut().push((id.index, None));
                self.name_of(id)
            },
            name_of_holder: &|holder| {
                named.borrow_mut().push(holder.who());
                self.name_of_holder((task.id.index, awaited.branch), holder)
            },
        };
        let state = entry.and_then(|e| e.state.as_ref());
        let sentence = state.map_or_else(|| wait.sentence(), |state| state.waiting(&wait));
        (sentence, named.into_inner())
    }

    /// What a reader calls who holds something that this one waits for.
    fn name_of_holder(&self, waits: Who, holder: &Holder) -> String {
        if holder.who() == waits {
            return "itself".to_owned();
        }
        let branch = holder.branch.and_then(|branch| self.branches.get(branch));
        branch.map_or_else(|| self.name_of(holder.task), |joined| self.settings.names.of(joined))
    }

    /// Says that a task goes round and round.
    pub fn spinning(&self, task: &str, site: Site, pause: &Pause) -> Happened {
        let object = pause.object();
        let line = Place::of(site);
        let goes_round = format!("{task} goes round and round at line {line}");
        let about = match object.map(|index| self.objects[index].name()) {
            Some(name) => {
                let nobody = if self.is_stuck { ", and nobody changes it" } else { "" };
                format!("{goes_round} until {name} changes{nobody}")
            }
            None if pause.watches_time() => format!("{goes_round} until time passes"),
            None => format!("{goes_round} for ever"),
        };
        Happened { about, object, ..Happened::default() }
    }
}
