//! Everything there is in one execution.

mod hang;
mod looks;
mod memory;
mod memory_sum;
mod names;
mod ready;
mod record;
mod side_by_side;
mod standings;
mod sum;
mod views;

use crate::parts::choice::Step;
use crate::parts::clock::{Clock, TimerId};
use crate::parts::digest::{Set, digest};
use crate::parts::end::End;
use crate::parts::entry::Entry;
use crate::parts::event::{Event, Printed};
use crate::parts::first_panic::FirstPanic;
use crate::parts::footprint::Access;
use crate::parts::joined::Joined;
use crate::parts::keeper::Stuck;
use crate::parts::knowledge::Knowledge;
use crate::parts::memory::Memory;
use crate::parts::rounds::Rounds;
use crate::parts::settings::{Memory as Model, Settings, Sharing};
use crate::parts::site::Site;
use crate::parts::task::{Hook, Kind, Locals, Task};
use crate::parts::task_id::TaskId;
use crate::parts::verb::Verb;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::time::Duration;

thread_local! {
    static WORLD: RefCell<Option<Box<World>>> = const { RefCell::new(None) };
}

/// Something to be done later, and what tells it from other such things, the same in every execution.
pub(crate) type Later = (u64, Box<dyn FnOnce()>);

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
    unnamed: Set<Site>,
    pub running: Option<usize>,
    /// Where the timer goes that the running task is about to set.
    pub place: usize,
    pub step: Step,
    pub events: Vec<Event>,
    pub printed: Vec<Printed>,
    /// What the operation under way turned out to be, and what about, if not its object.
    pub turned_out: Option<(Option<Verb>, Option<String>)>,
    /// The value that it is about.
    pub value: Option<String>,
    pub branches: Vec<Joined>,
    /// Nobody can go on any more.
    pub is_stuck: bool,
    /// What nobody can go on for, at the end.
    pub stuck: Vec<Stuck>,
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
    pub memory: Memory,
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
    pub fn new(stamp: u32, settings: &Settings, mut knowledge: Knowledge) -> World {
        knowledge.rests_on.extend(settings.sharing.rests_on().map(Cow::from));
        let memory = Memory::new(settings.memory == Model::Rust && knowledge.weak && knowledge.mixed);
        World {
            stamp,
            clock: Clock::new(settings.clock),
            settings: settings.clone(),
            tasks: Vec::new(),
            objects: Vec::new(),
            objects_sum: 0,
            unnamed: Set::default(),
            running: None,
            place: 0,
            step: Step::default(),
            events: Vec::new(),
            printed: Vec::new(),
            turned_out: None,
            value: None,
            branches: Vec::new(),
            is_stuck: false,
            stuck: Vec::new(),
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
            memory,
            first_panic: FirstPanic::None,
            end: None,
            over: false,
        }
    }

    pub fn me(&mut self) -> Option<&mut Task> {
        self.running.map(|index| &mut self.tasks[index])
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
    /// know that it came by, so nobody may read what it wrote before. Whether that is more than the change itself.
    fn hand_on(&mut self, index: usize) -> bool {
        let hides = self.settings.sharing == Sharing::Hidden;
        let history = self.me().filter(|_| hides).map(|me| me.history);
        if let Some(history) = history {
            self.objects[index].handed_on = history;
        }
        history.is_some()
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
        let mind = self.mind_of_a_child();
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
            polls_one: false,
            looks_again: None,
            selecting: None,
            branch: None,
            fired: false,
            finished: false,
            hook: Hook::Outside,
            ready_since: None,
            rounds: Rounds::default(),
            mind,
            fiber: None,
            locals: Locals::default(),
            thread: Locals::default(),
            at_exit: None,
        });
        index
    }

    pub fn name_of(&self, task: TaskId) -> String {
        self.tasks.get(task.index).map_or(String::new(), |t| t.name.clone())
    }

    /// The running task does something that lasts, other than to the object that its operation is about.
    pub fn note_effect(&mut self) {
        if let Some(me) = self.me() {
            me.rounds.note_effect();
        }
    }
}
