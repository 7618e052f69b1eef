//! What earlier executions found out about a program.

use crate::parts::digest::Set;
use crate::parts::rounds::{Verdict, Verdicts};
use crate::parts::settings::{Orders, Settings};
use crate::parts::site::Site;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What earlier executions found out about a program, handed from each to the next.
///
/// Most of it is about scheduling points that would be too many if they were put everywhere.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// Places where several objects of one execution were made as part of a constant or a `static`, so that nobody was told:
    /// an object is known by its place only where there is one.
    pub(crate) crowded: Set<Site>,
    /// Objects (by where they were made) that somebody looks at without waiting for them (`try_lock`, `try_recv`):
    /// for them, when something is released matters even if nobody waits. And other such facts about places.
    pub(crate) peeked: Set<u64>,
    /// Somebody asked for a task's number, so the order in which tasks are spawned matters.
    pub(crate) numbers: bool,
    /// A task uses what its thread keeps, so it matters which thread that is.
    pub(crate) workers: bool,
    /// Somebody asks for an order of memory that is weaker than sequential consistency.
    pub weak: bool,
    /// Where, with its file and line, and what for.
    pub weak_at: BTreeSet<(&'static str, u32, &'static str)>,
    /// Somebody asks for sequential consistency in such a program, too.
    pub mixed: bool,
    /// Somebody looked at the time, so more than what is left until timers fire matters.
    pub(crate) time: bool,
    /// Whether a task that does the same again and again leaves off by itself, by what it knew then.
    pub(crate) rounds: Verdicts,
    /// What an answer rests on, a sentence each.
    pub rests_on: BTreeSet<Cow<'static, str>>,
    /// What was not followed, so that there may be other outputs, a sentence each.
    pub not_followed: BTreeSet<Cow<'static, str>>,
}

impl Knowledge {
    /// Whether somebody asks for a weaker order than sequential consistency.
    pub fn is_weak(&self) -> bool {
        self.weak
    }

    /// Where, by file and line, and for which.
    pub fn weak_at(&self) -> &BTreeSet<(&'static str, u32, &'static str)> {
        &self.weak_at
    }

    /// What is known of a program before it has run.
    pub fn before(settings: &Settings) -> Knowledge {
        let Orders { weak, sequential } = settings.orders;
        // Where some are taken for stronger ones, it has to be found out what is left.
        let weak = weak && settings.sequential.is_empty();
        Knowledge { weak, mixed: weak && sequential, ..Knowledge::default() }
    }

    /// Whether somebody goes round and round until something changes.
    pub fn has_spinning(&self) -> bool {
        self.rounds.values().any(|verdict| *verdict == Verdict::Spins)
    }

    /// How much is known that holds for the whole program. When it grows, states that were explored before are not
    /// comparable.
    pub fn extent(&self) -> usize {
        let said = [self.numbers, self.workers, self.weak, self.mixed, self.time]
            .into_iter()
            .filter(|said| *said)
            .count();
        self.peeked.len() + self.crowded.len() + said
    }

    /// Of how many loops it is known whether a task leaves them by itself. That changes no state, so it may be found out at any
    /// time.
    pub fn verdicts(&self) -> usize {
        self.rounds.len()
    }
}
