//! How everybody stands, for whoever shows a state to somebody.

use crate::parts::holder::Who;
use crate::parts::joined::Joined;
use crate::parts::pending::{Pending, Ready};
use crate::parts::place::Place;
use crate::parts::standing::{At, Standing};
use crate::parts::task::{Awaited, Task};
use crate::world::World;
use crate::world::side_by_side::outwards;

/// What who can only go on when it is polled waits for.
const TURN: &str = "waits for its turn to be polled";

impl World {
    /// How each task stands, and each of the futures that tasks poll side by side.
    pub fn standings(&self) -> Vec<Standing> {
        let branches = self.branches.iter().enumerate();
        let futures = branches.map(|(branch, joined)| self.standing_of_future(branch, joined));
        self.tasks.iter().map(|task| self.standing_of_task(task)).chain(futures).collect()
    }

    fn standing_of_task(&self, task: &Task) -> Standing {
        let who = (task.id.index, None);
        let Some(pending) = task.pending.as_ref().filter(|_| !task.finished) else {
            return Standing::new(who, At::Ended, Place::NONE);
        };
        match task.branch {
            Some(_) => {
                Standing { why: "polls its futures".to_owned(), ..Standing::new(who, At::Waits, Place::NONE) }
            }
            None => self.standing_at(who, task, pending),
        }
    }

    fn standing_of_future(&self, branch: usize, joined: &Joined) -> Standing {
        let who = (joined.number, Some(branch));
        let task = &self.tasks[joined.number];
        let place = joined.waited.map_or(Place::NONE, Place::of_ours);
        let Some(pending) = task.pending.as_ref().filter(|_| !task.finished && !joined.ended) else {
            return Standing::new(who, At::Ended, place);
        };
        if task.branch == Some(branch) {
            return self.standing_at(who, task, pending);
        }
        if outwards(&self.branches, task.branch).any(|outer| outer == branch) {
            return Standing { why: "polls its futures".to_owned(), ..Standing::new(who, At::Waits, place) };
        }
        let is_woken = !pending.for_future || self.is_ready(task.id.index, pending);
        self.standing_in(task, Some(branch), is_woken)
            .unwrap_or_else(|| Standing { why: TURN.to_owned(), ..Standing::new(who, At::Waits, place) })
    }

    /// How somebody stands who is about to perform an operation.
    fn standing_at(&self, who: Who, task: &Task, pending: &Pending) -> Standing {
        let place = Place::of_ours(pending.site);
        let standing = Standing { awaited: pending.awaited, ..Standing::new(who, At::Ready, place) };
        if self.is_ready(task.id.index, pending) {
            return standing;
        }
        let until = self.clock.deadline_of(task.id).filter(|_| pending.timed);
        if pending.timed && matches!(pending.ready, Ready::Never) {
            return Standing { at: At::Sleeps, until, ..standing };
        }
        let standing = Standing { at: At::Waits, until, ..standing };
        if let Some(pause) = &pending.pause {
            let name = self.name_of_waiting(task, task.branch);
            let about = self.spinning(&name, pending.site, pause).about;
            return Standing { why: after(&name, about), ..standing };
        }
        if pending.for_future && !task.awaits.is_empty() {
            let own = self.standing_in(task, who.1, false);
            let why = "waits until one of its futures can go on".to_owned();
            return own.unwrap_or(Standing { why, ..standing });
        }
        let awaited = Awaited { what: pending.awaited, site: pending.site, object: 0, branch: task.branch };
        let (sentence, others) = self.reason(task, &awaited, pending.object);
        Standing { why: after(&self.name_of_waiting(task, task.branch), sentence), others, ..standing }
    }

    /// How a future stands that was polled and has to wait; if it is to be polled again, only who sleeps is known to do so still.
    /// `None` if it is not known to wait.
    fn standing_in(&self, task: &Task, branch: Option<usize>, is_woken: bool) -> Option<Standing> {
        let own = || task.awaits.iter().filter(|awaited| awaited.branch == branch);
        let until = |awaited: &Awaited| self.objects[awaited.object].state.as_ref()?.until();
        let first = own().find(|awaited| until(awaited).is_none()).or(own().next())?;
        let standing = Standing {
            until: own().filter_map(until).min(),
            ..Standing::new((task.id.index, branch), At::Sleeps, Place::of_ours(first.site))
        };
        if until(first).is_some() {
            return Some(standing);
        }
        if is_woken {
            return None;
        }
        let (sentence, others) = self.reason(task, first, Some(first.object));
        let why = after(&self.name_of_waiting(task, branch), sentence);
        Some(Standing { at: At::Waits, why, others, ..standing })
    }
}

/// A sentence without whom it is about.
fn after(name: &str, sentence: String) -> String {
    sentence.strip_prefix(name).map_or(sentence.clone(), |rest| rest.trim_start().to_owned())
}
