//! Everything there is in one execution.

use crate::branch::Joined;
use crate::choice::{Actor, Choice, Move, Step};
use crate::clock::{Clock, Place, TimerId};
use crate::digest::digest;
use crate::end::End;
use crate::event::{Event, Printed};
use crate::footprint::Access;
use crate::knowledge::Knowledge;
use crate::later::Later;
use crate::locals::Locals;
use crate::object::{Entry, Name};
use crate::panics::FirstPanic;
use crate::pending::Site;
use crate::settings::{ClockMode, Settings, Sharing};
use crate::spinning::Rounds;
use crate::task::{Kind, Task, TaskId};
use crate::verb::Verb;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::panic::Location;
use std::time::Duration;

thread_local! {
    static WORLD: RefCell<Option<Box<World>>> = const { RefCell::new(None) };
}

/// Everything there is in one execution.
pub(crate) struct World {
    /// Tells this execution's objects from those of others.
    pub stamp: u32,
    pub settings: Settings,
    pub clock: Clock,
    pub tasks: Vec<Task>,
    pub objects: Vec<Entry>,
    /// The sum of their digests.
    objects_sum: u64,
    /// Where objects were made of which nobody was told.
    unnamed: HashSet<Site>,
    pub running: Option<usize>,
    /// Where the timer goes that the running task is about to set.
    pub place: usize,
    pub step: Step,
    pub events: Vec<Event>,
    pub printed: Vec<Printed>,
    /// What the operation under way turned out to be, and what about, if not its object.
    pub turned_out: Option<(Option<Verb>, Option<String>)>,
    pub branches: Vec<Joined>,
    pub knowledge: Knowledge,
    /// When timers ought to have fired, and for what line; kept for events.
    pub wanted: HashMap<TimerId, (Duration, Site)>,
    pub learned: bool,
    /// What tasks came to who never go on.
    pub left: Vec<String>,
    /// How many operations have been performed, and how often something was printed.
    pub operations: u64,
    /// Who ends the process, and is still at what it does before.
    pub leaving: Option<usize>,
    /// What the threads keep on which tasks run.
    pub workers: Vec<Locals>,
    /// How many objects' states are being changed, one within the other.
    pub changing: usize,
    /// What is to be done when that is over.
    pub later: Vec<Later>,
    /// The object that the operation under way is about.
    pub about: Option<usize>,
    pub first_panic: FirstPanic,
    pub end: Option<End>,
    /// Nothing that happens counts any more.
    pub over: bool,
}

/// Uses the world of the execution that runs on this thread; `None` outside of one.
///
/// # Panics
/// While it is being used: what may use it itself, such as a destructor or a waker of the program's, must wait until then.
pub(crate) fn with<R>(use_it: impl FnOnce(&mut World) -> R) -> Option<R> {
    let used = |world: &RefCell<Option<Box<World>>>| {
        world.try_borrow_mut().expect("the world is used by one at a time").as_deref_mut().map(use_it)
    };
    WORLD.try_with(used).ok().flatten()
}

pub(crate) fn replace(world: Option<Box<World>>) -> Option<Box<World>> {
    WORLD.replace(world)
}

impl World {
    pub fn new(stamp: u32, settings: &Settings, knowledge: Knowledge) -> World {
        World {
            stamp,
            clock: Clock::new(settings.clock),
            settings: settings.clone(),
            tasks: Vec::new(),
            objects: Vec::new(),
            objects_sum: 0,
            unnamed: HashSet::new(),
            running: None,
            place: 0,
            step: Step::default(),
            events: Vec::new(),
            printed: Vec::new(),
            turned_out: None,
            branches: Vec::new(),
            knowledge,
            wanted: HashMap::new(),
            learned: false,
            left: Vec::new(),
            operations: 0,
            leaving: None,
            workers: Vec::new(),
            changing: 0,
            later: Vec::new(),
            about: None,
            first_panic: FirstPanic::None,
            end: None,
            over: false,
        }
    }

    pub fn me(&mut self) -> Option<&mut Task> {
        self.running.map(|index| &mut self.tasks[index])
    }

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

    /// The running task uses an object, and comes to know what was handed on there.
    pub fn touch(&mut self, index: usize, access: Access) {
        self.step.footprint.touch(self.objects[index].canon, access);
        if self.settings.sharing == Sharing::Hidden {
            let handed_on = self.objects[index].handed_on;
            let Some(me) = self.me() else { return };
            me.history = digest((me.history, handed_on));
        }
    }

    /// The running task has changed an object. Where it left it as it was, such as by a compare-exchange that failed, nobody can
    /// know that it came by, so nobody may read what it wrote before.
    fn hand_on(&mut self, index: usize) {
        if self.settings.sharing == Sharing::Hidden
            && let Some(history) = self.me().map(|me| me.history)
        {
            self.objects[index].handed_on = history;
        }
    }

    pub fn timer_id(&mut self) -> TimerId {
        TimerId(self.fresh())
    }

    pub fn add_task(&mut self, name: Option<String>, kind: Kind) -> usize {
        let canon = self.me().map_or(0, |parent| {
            parent.children += 1;
            digest((parent.id, "child", parent.children))
        });
        let number = 1 + self.tasks.iter().skip(1).filter(|t| t.kind == kind).count();
        let named = name.is_some();
        let name = name.unwrap_or_else(|| match kind {
            Kind::Thread => format!("thread {number}"),
            Kind::Task | Kind::Driver => format!("task {number}"),
        });
        let index = self.push_task(canon, name, kind);
        self.tasks[index].named = named;
        index
    }

    /// Adds a task that is called something.
    pub fn push_task(&mut self, canon: u64, name: String, kind: Kind) -> usize {
        let index = self.tasks.len();
        // What its parent knows, it may know too.
        let born_with = self.me().map(|parent| parent.history);
        self.note_effect();
        self.tasks.push(Task {
            id: TaskId { index, canon },
            name,
            named: false,
            kind,
            history: digest((canon, born_with, self.knowledge.numbers.then_some(index))),
            children: 0,
            made: 0,
            pending: None,
            awaits: Vec::new(),
            branch: None,
            fired: false,
            finished: false,
            reporting: false,
            ready_since: None,
            rounds: Rounds::default(),
            fiber: None,
            locals: Locals::new(),
            thread: Locals::new(),
            at_exit: None,
        });
        index
    }

    /// A line of the program; 0 for one of another file.
    pub fn line_of(&self, site: &Location<'_>) -> u32 {
        if self.settings.file.is_none_or(|file| file == site.file()) { site.line() } else { 0 }
    }

    pub fn name_of(&self, task: TaskId) -> String {
        self.tasks.get(task.index).map_or(String::new(), |t| t.name.clone())
    }

    /// Everything that could go next. Tasks are in the order of their digests, as their numbers depend on the past.
    pub fn moves(&self) -> Vec<Move> {
        let mut moves = Vec::new();
        for task in self.tasks.iter().filter(|t| !t.finished) {
            let Some(pending) = task.pending.as_ref().filter(|p| p.is_ready(self)) else {
                continue;
            };
            let places = match (pending.sets, self.clock.mode) {
                (Some(due), ClockMode::Late) => self.clock.ways_to_be_late(due),
                _ => pending.chances.count(self).saturating_sub(1),
            };
            moves.extend((0..=places).map(|place| Move {
                choice: Choice { actor: Actor::Task(task.id.canon), place: place as u32 },
                alone: pending.alone,
            }));
        }
        moves.sort_by_key(|m| m.choice);
        if moves.is_empty() && self.is_time_watched() && self.clock.may_tick() {
            return vec![Move {
                choice: Choice { actor: Actor::Clock, place: Place::Tick as u32 },
                alone: false,
            }];
        }
        for place in self.clock.may_fire(!moves.is_empty()) {
            let alone = self.clock.may_fire_unnoticed();
            moves.push(Move { choice: Choice { actor: Actor::Clock, place: place as u32 }, alone });
        }
        moves
    }

    /// Keeps the sum of all objects' digests up to date when one has changed.
    pub fn count_object(&mut self, index: usize) {
        if self.objects[index].digest() != self.objects[index].counted {
            self.hand_on(index);
        }
        let entry = &mut self.objects[index];
        let digest = entry.digest();
        let before = std::mem::replace(&mut entry.counted, digest);
        let mine = self.running.is_some() && entry.owner == self.running;
        self.objects_sum = self.objects_sum.wrapping_sub(before).wrapping_add(digest);
        if before != digest && !mine {
            entry.changes += 1;
            if self.about != Some(index) {
                self.note_effect();
            }
        }
    }

    /// A hash of all that can influence what happens from here on.
    pub fn digest(&self) -> u64 {
        let tasks = self.tasks.iter().filter(|t| !t.finished);
        let pauses = |task: &Task| Some(task.pending.as_ref()?.pause.as_ref()?.is_over(self));
        let tasks = tasks.map(|t| digest((t.id, t.history, t.fired, pauses(t))));
        // A sum, as the order in which they came into being depends on the past.
        let all = tasks.fold(self.objects_sum, u64::wrapping_add);
        digest((all, self.clock.digest(self.knowledge.time), self.first_panic))
    }
}
