//! Tasks that go round and round until somebody else changes something: who has looked twice at the same and done nothing else goes on
//! only when that has changed, as everything between would be the same again.

use crate::digest::digest;
use crate::fiber;
use crate::happened::Happened;
use crate::pending::{Pending, Site};
use crate::world::{self, World};
use std::time::Duration;

/// A longer round than this is not recognised.
const LONGEST: usize = 32;
/// After so many operations it is taken for granted that a loop has no end of its own.
const PATIENCE: usize = 1_000;

/// What a task has done since it last did something that lasts.
#[derive(Default)]
pub(crate) struct Rounds {
    looks: Vec<Look>,
    /// It has done something since the last look that lasts.
    lasts: bool,
    /// For so many operations it is known that it does not go round for ever.
    excused: usize,
    /// It has to wait until one of these has changed.
    pub pause: Option<Pause>,
    trial: Option<Trial>,
}

/// An operation that changed nothing that lasts.
#[derive(Clone, Copy)]
struct Look {
    seen: Seen,
    watched: Watched,
    /// What the task knew after it.
    history: u64,
}

/// What makes an operation the same as another one.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Seen {
    site: Site,
    object: Option<usize>,
    observed: u64,
    /// What it left behind.
    left: u64,
    /// How many things the task had made.
    made: (u64, u64),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Watched {
    /// An object, and how often it had changed.
    Object(usize, u64),
    Time(Duration),
    Nothing,
}

/// What a task waits for that goes round and round.
#[derive(Clone)]
pub(crate) struct Pause {
    watched: Vec<Watched>,
}

/// Whether a task that is alone leaves a loop by itself.
struct Trial {
    /// What the task knew when it began.
    key: u64,
    round: Vec<Seen>,
    done: usize,
}

/// What a trial has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It goes round until something changes.
    Spins,
    /// It leaves after so many operations.
    Leaves(usize),
}

impl Pause {
    /// Whether something has changed, or somebody waits for something that the task has only for a while.
    pub fn is_over(&self, world: &World) -> bool {
        self.watched.iter().any(|watched| match *watched {
            Watched::Object(index, changes) => {
                world.objects[index].changes != changes || world.is_waited_for(index)
            }
            Watched::Time(time) => world.clock.now != time,
            Watched::Nothing => false,
        })
    }

    /// Whether it waits for time to pass.
    pub fn watches_time(&self) -> bool {
        self.watched.iter().any(|watched| matches!(watched, Watched::Time(_)))
    }

    /// The first object that it looks at.
    pub fn object(&self) -> Option<usize> {
        self.watched.iter().find_map(|watched| match watched {
            Watched::Object(index, _) => Some(*index),
            _ => None,
        })
    }
}

/// Suspends the running task, unless it is tried whether it leaves a loop by itself: then nobody else may go on.
pub(crate) fn suspend() {
    let tried = world::with(|world| {
        let pending = world.me()?.pending.take()?;
        let goes_on = world.me()?.rounds.trial.is_some() && pending.is_ready(world);
        if !goes_on {
            world.end_trial();
        }
        let me = world.me()?;
        me.pending = (!goes_on).then_some(pending);
        Some(goes_on)
    });
    if tried.flatten() != Some(true) {
        fiber::suspend();
    }
}

impl World {
    /// Notes an operation that the running task has performed.
    pub fn note_look(&mut self, site: Site, object: Option<usize>, observed: u64) {
        let watched =
            object.map_or(Watched::Nothing, |index| Watched::Object(index, self.objects[index].changes));
        self.note_look_at(watched, site, object, observed);
    }

    /// The same for something else that can change.
    pub fn note_look_at(&mut self, watched: Watched, site: Site, object: Option<usize>, observed: u64) {
        let left = object.map_or(0, |index| self.objects[index].counted);
        let Some(me) = self.me() else { return };
        let seen = Seen { site, object, observed, left, made: (me.made, me.children) };
        let lasts = std::mem::take(&mut me.rounds.lasts);
        if me.rounds.trial.is_some() {
            return self.try_on(seen, lasts);
        }
        if lasts {
            me.rounds.looks.clear();
        }
        // Many at once, so that each costs little.
        if me.rounds.looks.len() == 4 * LONGEST {
            me.rounds.looks.drain(..2 * LONGEST);
        }
        me.rounds.looks.push(Look { seen, watched, history: me.history });
        me.rounds.excused = me.rounds.excused.saturating_sub(1);
        if me.rounds.excused == 0 {
            self.find_round();
        }
    }

    /// The running task does something that lasts, other than to the object that its operation is about.
    pub fn note_effect(&mut self) {
        if let Some(me) = self.me() {
            me.rounds.lasts = true;
        }
    }

    /// Whether the running task must let others go on, though nobody could notice what it does.
    pub fn must_give_way(&mut self) -> bool {
        self.learned || self.me().is_some_and(|me| me.rounds.pause.is_some())
    }

    /// Has the running task wait if it has done the same twice.
    fn find_round(&mut self) {
        let Some(me) = self.running.map(|index| &mut self.tasks[index]) else { return };
        let looks = &mut me.rounds.looks;
        let Some(length) = round(looks) else { return };
        let (first, second) = (looks.len() - 2 * length, looks.len() - length);
        // What it did twice it did once: it knows no more than before.
        let key = digest((looks[second - 1].history, length));
        match self.knowledge.rounds.get(&key) {
            Some(Verdict::Spins) => {
                me.history = looks[second - 1].history;
                let watched = looks[second..].iter().map(|look| look.watched).collect();
                me.rounds.pause = Some(Pause { watched });
                looks.drain(first..second);
                for look in &mut looks[first..] {
                    look.history = me.history;
                }
            }
            Some(Verdict::Leaves(after)) => me.rounds.excused = *after,
            None => {
                let round = looks[second..].iter().map(|look| look.seen).collect();
                me.rounds.trial = Some(Trial { key, round, done: 0 });
            }
        }
    }

    /// The running task is tried, and has done something.
    fn try_on(&mut self, seen: Seen, lasts: bool) {
        let Some(trial) = self.me().and_then(|me| me.rounds.trial.as_mut()) else { return };
        let same = !lasts && trial.round[trial.done % trial.round.len()] == seen;
        trial.done += 1;
        if !same || trial.done >= PATIENCE {
            let verdict = if same { Verdict::Spins } else { Verdict::Leaves(trial.done) };
            self.conclude_trial(verdict);
        }
    }

    /// The running task does something else.
    pub fn end_trial(&mut self) {
        if let Some(trial) = self.me().and_then(|me| me.rounds.trial.as_ref()) {
            let verdict = Verdict::Leaves(trial.done + 1);
            self.conclude_trial(verdict);
        }
    }

    fn conclude_trial(&mut self, verdict: Verdict) {
        let Some(trial) = self.me().and_then(|me| me.rounds.trial.take()) else { return };
        self.knowledge.rounds.insert(trial.key, verdict);
        self.learned = true;
    }

    /// Whether somebody who does not go round waits for an object.
    fn is_waited_for(&self, index: usize) -> bool {
        let waits = |pending: &Pending| {
            pending.object == Some(index) && pending.pause.is_none() && !pending.is_ready(self)
        };
        self.tasks.iter().any(|task| !task.finished && task.pending.as_ref().is_some_and(waits))
    }

    /// Whether somebody goes round until some time has passed.
    pub fn is_time_watched(&self) -> bool {
        let watches = |pending: &Pending| pending.pause.as_ref().is_some_and(Pause::watches_time);
        self.tasks.iter().any(|task| task.pending.as_ref().is_some_and(watches))
    }

    /// Says for a hang that a task goes round and round.
    pub fn spinning(&self, task: &str, site: Site, pause: &Pause) -> Happened {
        let object = pause.object();
        let line = site.line();
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

/// How many looks there are in a round that ends the list twice in a row.
fn round(looks: &[Look]) -> Option<usize> {
    let seen = |range: std::ops::Range<usize>| looks[range].iter().map(|look| look.seen);
    let end = looks.len();
    (1..=LONGEST.min(end / 2)).find(|length| seen(end - 2 * length..end - length).eq(seen(end - length..end)))
}
