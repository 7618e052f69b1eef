//! Everything there is in one execution.

use crate::branch::Joined;
use crate::choice::{Actor, Choice, Move, Step};
use crate::clock::{Clock, TimerId};
use crate::digest::digest;
use crate::end::End;
use crate::event::{Event, Printed};
use crate::knowledge::Knowledge;
use crate::object::{Entry, Wait};
use crate::pending::Site;
use crate::settings::{ClockMode, Events, Settings};
use crate::task::{Kind, Task, TaskId};
use std::cell::RefCell;
use std::collections::HashMap;
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
    /// How many objects there are of each site.
    ordinals: HashMap<Site, u64>,
    pub running: Option<usize>,
    /// Where the timer goes that the running task is about to set.
    pub place: usize,
    pub step: Step,
    pub events: Vec<Event>,
    pub printed: Vec<Printed>,
    /// What the operation under way turned out to be, and what about, if not its object.
    pub turned_out: Option<(&'static str, Option<String>)>,
    pub branches: Vec<Joined>,
    pub knowledge: Knowledge,
    /// When timers ought to have fired, and for what line; kept for events.
    pub wanted: HashMap<TimerId, (Duration, Site)>,
    pub learned: bool,
    /// Only the first panic of a process comes with a note.
    pub panicked: bool,
    pub end: Option<End>,
}

/// Uses the world of the execution that runs on this thread; `None` outside of one.
pub(crate) fn with<R>(use_it: impl FnOnce(&mut World) -> R) -> Option<R> {
    WORLD.try_with(|world| world.try_borrow_mut().ok()?.as_deref_mut().map(use_it)).ok().flatten()
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
            ordinals: HashMap::new(),
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
            panicked: false,
            end: None,
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

    /// A name for something made at a place of which nobody knows which task made it.
    pub fn ordinal(&mut self, site: Site) -> u64 {
        let count = self.ordinals.entry(site).or_default();
        *count += 1;
        digest((site, *count))
    }

    pub fn timer_id(&mut self) -> TimerId {
        TimerId(self.fresh())
    }

    pub fn add_task(&mut self, name: Option<String>, kind: Kind) -> usize {
        let index = self.tasks.len();
        let canon = self.me().map_or(0, |parent| {
            parent.children += 1;
            digest((parent.id, "child", parent.children))
        });
        let number = 1 + self.tasks.iter().skip(1).filter(|t| t.kind == kind).count();
        let named = name.is_some();
        let name = name.unwrap_or_else(|| match kind {
            Kind::Thread => format!("thread {number}"),
            Kind::Task => format!("task {number}"),
        });
        self.tasks.push(Task {
            id: TaskId { index, canon },
            name,
            named,
            kind,
            history: digest((canon, self.knowledge.numbers.then_some(index))),
            children: 0,
            made: 0,
            pending: None,
            awaits: Vec::new(),
            branch: None,
            fired: false,
            finished: false,
            unwinding: false,
            ready_since: None,
            fiber: None,
            locals: HashMap::new(),
        });
        index
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
                _ => 0,
            };
            moves.extend((0..=places).map(|place| Move {
                choice: Choice { actor: Actor::Task(task.id.canon), place: place as u32 },
                alone: pending.alone,
            }));
        }
        moves.sort_by_key(|m| m.choice);
        for place in self.clock.may_fire(!moves.is_empty()) {
            let alone = self.clock.may_fire_unnoticed();
            moves.push(Move { choice: Choice { actor: Actor::Clock, place: place as u32 }, alone });
        }
        moves
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
        let (site, branch) = (pending.site, task.branch);
        let (about, object) = (pending.awaited.to_owned(), pending.object);
        let running = self.running.replace(index);
        self.record("waits for", site, |_| Happened { about, object, branch, ..Happened::default() });
        self.running = running;
    }

    /// Keeps the sum of all objects' digests up to date when one has changed.
    pub fn count_object(&mut self, index: usize) {
        let entry = &mut self.objects[index];
        let digest = entry.digest();
        let before = std::mem::replace(&mut entry.counted, digest);
        self.objects_sum = self.objects_sum.wrapping_sub(before).wrapping_add(entry.counted);
    }

    /// A hash of all that can influence what happens from here on.
    pub fn digest(&self) -> u64 {
        let tasks = self.tasks.iter().filter(|t| !t.finished);
        let tasks = tasks.map(|t| digest((t.id, t.history, t.fired)));
        // A sum, as the order in which they came into being depends on the past.
        let all = tasks.fold(self.objects_sum, u64::wrapping_add);
        digest((all, self.clock.digest(self.knowledge.time), self.panicked))
    }

    /// A sentence for each thing that a task waits for, now that nobody can go on.
    pub fn hang_reasons(&mut self) -> Vec<String> {
        let waiting = (0..self.tasks.len()).filter(|&index| !self.tasks[index].finished);
        let stuck: Vec<_> = waiting.flat_map(|index| self.stuck(&self.tasks[index])).collect();
        for (number, site, happened) in &stuck {
            self.running = Some(*number);
            self.record("never ran again", site, |_| happened.clone());
        }
        self.running = None;
        stuck.into_iter().map(|(_, _, happened)| happened.about).collect()
    }

    fn stuck(&self, task: &Task) -> Vec<(usize, Site, Happened)> {
        let Some(pending) = &task.pending else {
            return Vec::new();
        };
        let never = |awaited: &str, site: Site, object: Option<usize>, branch| {
            let (about, others) = self.reason(task, awaited, site, object);
            (task.id.index, site, Happened { about, object, others, branch })
        };
        if pending.for_future && !task.awaits.is_empty() {
            let awaits = task.awaits.iter();
            return awaits.map(|a| never(a.what, a.site, Some(a.object), a.branch)).collect();
        }
        vec![never(pending.awaited, pending.site, pending.object, task.branch)]
    }

    /// Why a task can't go on, and the tasks that keep it from that.
    fn reason(&self, task: &Task, awaited: &str, site: Site, object: Option<usize>) -> (String, Vec<usize>) {
        let entry = object.map(|index| &self.objects[index]);
        let named = RefCell::new(Vec::new());
        let wait = Wait {
            task: &task.name,
            awaited,
            line: site.line(),
            made: entry.map_or(0, |e| e.site.line()),
            name_of: &|id| {
                named.borrow_mut().push(id.index);
                self.name_of(id)
            },
        };
        let state = entry.and_then(|e| e.state.as_ref());
        let sentence = state.map_or_else(|| wait.sentence(), |state| state.waiting(&wait));
        (sentence, named.into_inner())
    }

    /// Notes that something happened to the running task.
    pub fn record(&mut self, what: &str, site: &Location<'_>, happened: impl FnOnce(&World) -> Happened) {
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
            what: what.to_owned(),
            about: happened.about,
            object: happened.object,
            others: happened.others,
            line: site.line(),
            file: site.file().to_owned(),
        });
    }

    /// The branch of the running task.
    pub fn branch(&self) -> Option<usize> {
        self.running.and_then(|index| self.tasks[index].branch)
    }
}
