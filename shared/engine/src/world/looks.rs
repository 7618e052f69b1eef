//! What the running task learns, and whether it only goes round and round.

use crate::parts::digest::digest;
use crate::parts::fatal::Fatal;
use crate::parts::pulse;
use crate::parts::rounds::{Known, Look, Seen, Verdict, Watched};
use crate::parts::site::Site;
use crate::world::World;
use std::borrow::Cow;
use std::hash::Hash;

/// What an answer rests on where somebody spins.
const SPINS: &str = "a loop that looks a thousand times at what does not change goes on until it changes";

impl World {
    /// Adds something to the running task's history, and gives what the task is known to come to after that.
    pub fn remember(&mut self, what: &impl Hash) -> Option<Fatal> {
        let me = self.me()?;
        me.history = digest((me.history, what));
        let history = me.history;
        pulse::learn(history);
        self.settings.fatal.get(&history).cloned()
    }

    /// Notes an operation that the running task has performed.
    pub fn note_look(&mut self, site: Site, object: Option<usize>, observed: u64) {
        let watched =
            object.map_or(Watched::Nothing, |index| Watched::Object(index, self.objects[index].changes));
        self.note_look_at(watched, site, object, observed);
    }

    /// The same for something else that can change.
    pub fn note_look_at(&mut self, watched: Watched, site: Site, object: Option<usize>, observed: u64) {
        let left = object.map_or(0, |index| self.left(index));
        let Some(me) = self.running.map(|index| &mut self.tasks[index]) else { return };
        let seen = Seen { site, object, observed, left, made: (me.made, me.children) };
        let look = Look { seen, watched, history: me.history };
        let known = Known { verdicts: &self.knowledge.rounds, delay: self.settings.delay };
        let (history, verdict) = me.rounds.note(look, &known);
        me.history = history;
        let watched = me.rounds.pause.as_ref().map_or(Vec::new(), |pause| pause.watched.clone());
        if self.see_what_is_last(&watched)
            && let Some(me) = self.me()
        {
            // What it waits for may have come already.
            me.rounds.pause = None;
        }
        self.conclude(verdict);
    }

    /// Whether the running task must let others go on, though nobody could notice what it does.
    pub fn must_give_way(&mut self) -> bool {
        self.learned || self.me().is_some_and(|me| me.rounds.pause.is_some())
    }

    /// The running task does something else.
    pub fn end_trial(&mut self) {
        let verdict = self.me().and_then(|me| me.rounds.end_trial());
        self.conclude(verdict);
    }

    fn conclude(&mut self, verdict: Option<(u64, Verdict)>) {
        if let Some((key, verdict)) = verdict {
            if verdict == Verdict::Spins {
                self.knowledge.rests_on.insert(Cow::from(SPINS));
            }
            self.knowledge.rounds.insert(key, verdict);
            self.learned = true;
        }
    }
}
