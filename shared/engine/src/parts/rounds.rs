//! Tasks that go round and round until somebody else changes something: who has looked twice at the same and done nothing else goes on
//! only when that has changed, as everything between would be the same again.

use crate::parts::digest::{Map, digest};
use crate::parts::site::Site;
use std::ops::Range;
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
pub(crate) struct Look {
    pub seen: Seen,
    pub watched: Watched,
    /// What the task knew after it.
    pub history: u64,
}

/// What makes an operation the same as another one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    pub object: Option<usize>,
    pub observed: u64,
    /// What it left behind.
    pub left: u64,
    /// How many things the task had made.
    pub made: (u64, u64),
    /// Where; the last thing to be compared, as that takes longest.
    pub site: Site,
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
    pub watched: Vec<Watched>,
}

/// A task goes round alone.
struct Trial {
    round: Vec<Seen>,
    done: usize,
    /// For so many operations.
    most: usize,
    purpose: Purpose,
}

enum Purpose {
    /// To find out whether it leaves the loop by itself; with what the task knew when it began.
    Verdict(u64),
    /// To have gone round more often before it waits, which is known to be what it does then.
    Delay,
}

/// What a trial has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It goes round until something changes.
    Spins,
    /// It leaves after so many operations.
    Leaves(usize),
}

/// Verdicts, by what the task knew when its trial began.
pub(crate) type Verdicts = Map<u64, Verdict>;

/// What is known of tasks that go round.
pub(crate) struct Known<'a> {
    pub verdicts: &'a Verdicts,
    /// How often more they go round before they wait.
    pub delay: usize,
}

impl Rounds {
    /// The task does something that lasts, other than to the object that its operation is about.
    pub fn note_effect(&mut self) {
        self.lasts = true;
    }

    /// Notes an operation that the task has performed, and gives what it knows then: no more than before, if it has only gone
    /// round once more. With it goes the verdict if that ends a trial.
    pub fn note(&mut self, look: Look, known: &Known<'_>) -> (u64, Option<(u64, Verdict)>) {
        let lasts = std::mem::take(&mut self.lasts);
        if self.trial.is_some() {
            let verdict = self.try_on(look.seen, lasts);
            let waits = self.pause.is_some();
            let history = if waits { self.looks.last().map(|look| look.history) } else { None };
            return (history.unwrap_or(look.history), verdict);
        }
        if lasts {
            self.looks.clear();
        }
        // Many at once, so that each costs little.
        if self.looks.len() == 4 * LONGEST {
            self.looks.drain(..2 * LONGEST);
        }
        self.looks.push(look);
        self.excused = self.excused.saturating_sub(1);
        let known = if self.excused == 0 { self.find_round(known) } else { None };
        (known.unwrap_or(look.history), None)
    }

    /// Whether nobody else may go on, as it is tried whether the task leaves a loop by itself.
    pub fn is_tried(&self) -> bool {
        self.trial.is_some()
    }

    /// The task does something else: the verdict of its trial, if there was one.
    pub fn end_trial(&mut self) -> Option<(u64, Verdict)> {
        let trial = self.trial.take()?;
        trial.verdict(Verdict::Leaves(trial.done + 1))
    }

    /// Has the task wait if it has done the same twice and is known to spin, or has it tried; gives what it knows if it waits.
    fn find_round(&mut self, known: &Known<'_>) -> Option<u64> {
        let length = round(&self.looks)?;
        let second = self.looks.len() - length;
        let key = digest((self.looks[second - 1].history, length));
        let (most, purpose) = match known.verdicts.get(&key) {
            Some(Verdict::Spins) if known.delay == 0 => return Some(self.wait(length)),
            Some(Verdict::Spins) => (known.delay * length, Purpose::Delay),
            Some(Verdict::Leaves(after)) => {
                self.excused = *after;
                return None;
            }
            None => (PATIENCE, Purpose::Verdict(key)),
        };
        let round = self.looks[second..].iter().map(|look| look.seen).collect();
        self.trial = Some(Trial { round, done: 0, most, purpose });
        None
    }

    /// Has the task wait, which has gone round twice; gives what it knows.
    fn wait(&mut self, length: usize) -> u64 {
        let looks = &mut self.looks;
        let (first, second) = (looks.len() - 2 * length, looks.len() - length);
        // What it did twice it did once: it knows no more than before.
        let history = looks[second - 1].history;
        let watched = looks[second..].iter().map(|look| look.watched).collect();
        self.pause = Some(Pause { watched });
        looks.drain(first..second);
        for look in &mut looks[first..] {
            look.history = history;
        }
        history
    }

    /// The task goes round alone, and has done something.
    fn try_on(&mut self, seen: Seen, lasts: bool) -> Option<(u64, Verdict)> {
        let trial = self.trial.as_mut()?;
        let same = !lasts && trial.round[trial.done % trial.round.len()] == seen;
        trial.done += 1;
        if same && trial.done < trial.most {
            return None;
        }
        let trial = self.trial.take()?;
        if same && matches!(trial.purpose, Purpose::Delay) {
            self.wait(trial.round.len());
        }
        trial.verdict(if same { Verdict::Spins } else { Verdict::Leaves(trial.done) })
    }
}

impl Trial {
    fn verdict(&self, verdict: Verdict) -> Option<(u64, Verdict)> {
        match self.purpose {
            Purpose::Verdict(key) => Some((key, verdict)),
            Purpose::Delay => None,
        }
    }
}

impl Pause {
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

/// How many looks there are in a round that ends the list twice in a row.
fn round(looks: &[Look]) -> Option<usize> {
    let seen = |range: Range<usize>| looks[range].iter().map(|look| &look.seen);
    let end = looks.len();
    (1..=LONGEST.min(end / 2)).find(|length| seen(end - 2 * length..end - length).eq(seen(end - length..end)))
}
