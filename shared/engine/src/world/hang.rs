//! Why nobody can go on.

use crate::parts::happened::Happened;
use crate::parts::place::Place;
use crate::parts::rounds::Pause;
use crate::parts::site::Site;
use crate::parts::state::Wait;
use crate::parts::task::Task;
use crate::parts::verb;
use crate::world::World;
use std::cell::RefCell;

impl World {
    /// A sentence for each thing that a task waits for, now that nobody can go on.
    pub fn hang_reasons(&mut self) -> Vec<String> {
        let waiting = (0..self.tasks.len()).filter(|&index| !self.tasks[index].finished);
        let stuck: Vec<_> = waiting.flat_map(|index| self.stuck(&self.tasks[index])).collect();
        for (number, site, happened) in &stuck {
            self.running = Some(*number);
            self.record(verb::NEVER_RAN_AGAIN, site, |_| happened.clone());
        }
        self.running = None;
        stuck.into_iter().map(|(_, _, happened)| happened.about).collect()
    }

    fn stuck(&self, task: &Task) -> Vec<(usize, Site, Happened)> {
        let Some(pending) = &task.pending else {
            return Vec::new();
        };
        let never = |awaited: &str, site: Site, object: Option<usize>, branch| {
            let (about, others) = self.reason(self.name_of_waiting(task, branch), awaited, site, object);
            (task.id.index, site, Happened { about, object, others, branch })
        };
        if let Some(pause) = &pending.pause {
            let happened = self.spinning(&task.name, pending.site, pause);
            return vec![(task.id.index, pending.site, Happened { branch: task.branch, ..happened })];
        }
        if pending.for_future && !task.awaits.is_empty() {
            let awaits = task.awaits.iter();
            return awaits.map(|a| never(a.what, a.site, Some(a.object), a.branch)).collect();
        }
        vec![never(pending.awaited, pending.site, pending.object, task.branch)]
    }

    /// Why a task can't go on, and the tasks that keep it from that.
    fn reason(&self, task: &str, awaited: &str, site: Site, object: Option<usize>) -> (String, Vec<usize>) {
        let entry = object.map(|index| &self.objects[index]);
        let named = RefCell::new(Vec::new());
        let wait = Wait {
            task,
            awaited,
            line: Place::of(site),
            made: Place::of(entry.map_or(site, |entry| entry.site)),
            name_of: &|id| {
                named.borrow_mut().push(id.index);
                self.name_of(id)
            },
        };
        let state = entry.and_then(|e| e.state.as_ref());
        let sentence = state.map_or_else(|| wait.sentence(), |state| state.waiting(&wait));
        (sentence, named.into_inner())
    }

    /// Says that a task goes round and round.
    fn spinning(&self, task: &str, site: Site, pause: &Pause) -> Happened {
        let object = pause.object();
        let line = Place::of(site);
        let about = match object.map(|index| self.objects[index].name()) {
            Some(name) => {
                format!(
                    "{task} goes round and round at line {line} until {name} changes, and nobody changes it"
                )
            }
            None => format!("{task} goes round and round at line {line} for ever"),
        };
        Happened { about, object, ..Happened::default() }
    }
}
