//! Who can go on.

use crate::parts::choice::{Actor, Choice, Move};
use crate::parts::clock::Place;
use crate::parts::first_panic::FirstPanic;
use crate::parts::pending::{Chances, Pending, Ready};
use crate::parts::rounds::{Pause, Watched};
use crate::parts::settings::ClockMode;
use crate::world::World;
use std::any::Any;

impl World {
    /// Everything that could go next. Tasks are in the order of their digests, as their numbers depend on the past.
    pub fn moves(&self) -> Vec<Move> {
        let mut moves = Vec::with_capacity(self.tasks.len() + 1);
        for task in self.tasks.iter().filter(|t| !t.finished) {
            let Some(pending) = task.pending.as_ref().filter(|p| self.is_ready(task.id.index, p)) else {
                continue;
            };
            let (places, may_be_late) = match (pending.sets, self.clock.mode) {
                (Some(due), ClockMode::Late) => (self.clock.ways_to_be_late(due), true),
                _ => (self.ways(pending).saturating_sub(1), false),
            };
            let one = |place| Move {
                choice: Choice { actor: Actor::Task(task.id.canon), place },
                alone: pending.alone,
                late: may_be_late && place > 0,
            };
            match self.places(task.id.index, pending) {
                Some(places) => moves.extend(places.into_iter().map(one)),
                None => moves.extend((0..=places as u32).map(one)),
            }
        }
        moves.sort_by_key(|m| m.choice);
        if moves.is_empty() && self.is_time_watched() && self.clock.may_tick() {
            let choice = Choice { actor: Actor::Clock, place: Place::Tick as u32 };
            return vec![Move { choice, alone: false, late: false }];
        }
        let someone_can_run = !moves.is_empty();
        for place in self.clock.may_fire(someone_can_run) {
            let choice = Choice { actor: Actor::Clock, place: place as u32 };
            let late = self.clock.is_late(place, someone_can_run);
            moves.push(Move { choice, alone: self.clock.may_fire_unnoticed(), late });
        }
        moves
    }

    /// Whether a task can perform an operation.
    pub fn is_ready(&self, task: usize, pending: &Pending) -> bool {
        if pending.pause.as_ref().is_some_and(|pause| !self.is_over(pause)) {
            return false;
        }
        let mut others = self.tasks.iter().filter_map(|task| task.pending.as_ref());
        if pending.in_turn && others.any(|other| pending.is_behind(other)) {
            return false;
        }
        let fired = pending.timed && self.tasks[task].fired;
        fired
            || match &pending.ready {
                Ready::Always => true,
                Ready::Never => false,
                Ready::In(condition) => self.state(pending).is_some_and(condition),
                Ready::After(other) => self.tasks[*other].finished,
                Ready::BetweenPanics => self.first_panic != FirstPanic::Reported,
            }
    }

    /// Whether something has changed of what a task watches, or somebody waits for something that it has only for a while.
    pub fn is_over(&self, pause: &Pause) -> bool {
        pause.watched.iter().any(|watched| match *watched {
            Watched::Object(index, changes) => {
                self.objects[index].changes != changes || self.is_waited_for(index)
            }
            Watched::Time(time) => self.clock.now != time,
            Watched::Nothing => false,
        })
    }

    /// Among how many ways chance picks.
    fn ways(&self, pending: &Pending) -> usize {
        match &pending.chances {
            Chances::Of(count) => *count,
            Chances::In(count) => self.state(pending).map_or(0, count),
        }
    }

    /// The state of the object that an operation is about.
    fn state(&self, pending: &Pending) -> Option<&dyn Any> {
        self.objects[pending.object?].any()
    }

    /// Whether somebody who does not go round waits for an object.
    fn is_waited_for(&self, index: usize) -> bool {
        self.tasks.iter().filter(|task| !task.finished).any(|task| {
            task.pending.as_ref().is_some_and(|pending| {
                let waits = pending.object == Some(index) && pending.pause.is_none();
                waits && !self.is_ready(task.id.index, pending)
            })
        })
    }

    /// Whether somebody goes round until some time has passed.
    fn is_time_watched(&self) -> bool {
        let watches = |pending: &Pending| pending.pause.as_ref().is_some_and(Pause::watches_time);
        self.tasks.iter().any(|task| task.pending.as_ref().is_some_and(watches))
    }
}
