//! What a lane does, in words.

use super::lanes::Lanes;
use crate::timeline::{label, of_line, what};
use crate::told_event::{file_of, line_of};
use answers::graph::{Deed, Stance};
use engine::{Event, Who, verb};
use std::collections::{BTreeSet, HashMap};
use timeline::What;

/// What one did who is in a lane, and what about.
#[derive(Clone, Debug)]
pub(super) struct Done {
    pub lane: usize,
    pub what: What,
    pub deed: Deed,
    /// The line where the lock was made, if it is about one.
    lock: Option<String>,
}

/// What happened, as a reader would tell it.
pub(super) fn deeds(events: &[Event], of: &HashMap<Who, usize>, lanes: &Lanes) -> Vec<Done> {
    events.iter().filter_map(|event| done(event, of, lanes)).collect()
}

fn done(event: &Event, of: &HashMap<Who, usize>, lanes: &Lanes) -> Option<Done> {
    let lane = of.get(&(event.number, event.branch)).copied()?;
    let what = what(event, lanes.kind(lane))?;
    let is_said_elsewhere = matches!(what, What::Waits | What::Stuck) || event.what == verb::WENT_ON_LATE;
    let does = if what == What::Printed { "prints".to_owned() } else { label(what, event) };
    if is_said_elsewhere || does.is_empty() {
        return None;
    }
    let is_lock = matches!(what, What::Locked | What::Unlocked);
    let lock = event.about.rsplit_once("line ").filter(|_| is_lock).map(|(_, line)| line.to_owned());
    let deed = Deed { does, line: line_of(event), file: file_of(event), value: event.value.clone() };
    Some(Done { lane, what, deed, lock })
}

impl Done {
    /// Whoever went to sleep knows when that will be over.
    pub fn until(&mut self, stands: &Stance) {
        if let (Some(ms), What::Slept | What::Blocked) = (stands.until_ms, self.what) {
            self.deed.does += &format!(" until {ms} ms");
        }
    }
}

/// Where there are several locks, it must be said which one.
pub(super) fn tell_locks_apart<'a>(all: impl Iterator<Item = &'a mut Done>) {
    let all: Vec<&mut Done> = all.collect();
    let locks: BTreeSet<String> = all.iter().filter_map(|done| done.lock.clone()).collect();
    if locks.len() < 2 {
        return;
    }
    for done in all {
        if let Some(line) = done.lock.take() {
            done.deed.does = of_line(&done.deed.does, &line);
        }
    }
}
