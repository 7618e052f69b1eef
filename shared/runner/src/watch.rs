//! When a run that does not end by itself is over.

use std::time::{Duration, Instant};

use crate::activity::{Activity, Stretch};
use crate::memory::Memory;
use crate::process::{TICK, Until};
use crate::process_group::ProcessGroup;
use crate::reader::Reader;
use crate::transcript::{Ended, Resting};

/// How long a run that may hang must rest before it counts as hanging.
const REST: Duration = Duration::from_secs(1);
/// How long a run may print nothing before it counts as hanging whatever it promised.
const SILENCE: Duration = Duration::from_secs(30);
/// How much a run may print, in bytes.
pub const FLOOD: usize = 1 << 20;

/// How often its memory is looked at.
const LOOK: Duration = Duration::from_millis(200);

/// Looks at a run from time to time.
pub struct Watch<'a> {
    until: &'a Until<'a>,
    memory: Option<Memory>,
    memory_seen_at: Instant,
    /// How much it had printed when it was looked at last.
    bytes: usize,
    printed_at: Instant,
    /// Whether what it has printed is all that it promised, so that it is over once it rests.
    satisfied: bool,
    resting_since: Instant,
    activity: Option<Activity>,
    /// What it did since it printed last, as far as that was looked at.
    stretch: Stretch,
}

impl<'a> Watch<'a> {
    pub fn new(until: &'a Until<'a>, memory: Option<Memory>) -> Self {
        let now = Instant::now();
        let satisfied = matches!(until, Until::Settled(satisfied) if satisfied(&[]));
        Watch {
            until,
            memory,
            memory_seen_at: now,
            bytes: 0,
            printed_at: now,
            satisfied,
            resting_since: now,
            activity: None,
            stretch: Stretch::default(),
        }
    }

    /// How the run ended, if it is over.
    pub fn look(&mut self, reader: &Reader, group: &mut ProcessGroup) -> Option<Ended> {
        let now = Instant::now();
        if let Some(limit) = self.memory
            && now - self.memory_seen_at >= LOOK
        {
            self.memory_seen_at = now;
            let used = group.members(LOOK).into_iter().map(|member| member.memory().0).sum();
            if Memory(used) > limit {
                return Some(Ended::OutOfMemory { limit });
            }
        }
        let Until::Settled(satisfied) = self.until else { return None };
        if reader.bytes > FLOOD {
            return Some(Ended::Flooded { limit: FLOOD });
        }
        if reader.bytes != self.bytes {
            (self.bytes, self.printed_at, self.resting_since) = (reader.bytes, now, now);
            (self.activity, self.stretch) = (None, Stretch::default());
            self.satisfied = satisfied(&reader.lines);
            return None;
        }
        let silence = now - self.printed_at;
        // To ask the system is dear, and most runs end long before the answer matters.
        if !self.satisfied && silence < SILENCE - 2 * REST {
            return None;
        }
        let activity = activity(group);
        if !rested(self.activity, activity) {
            self.resting_since = now;
        }
        self.stretch.add(self.activity, activity);
        self.activity = activity;
        let rests = now - self.resting_since >= REST;
        let resting = if rests { Resting::Idle } else { self.stretch.without_rest() };
        ((rests && self.satisfied) || silence >= SILENCE).then_some(Ended::Hung { resting })
    }
}

/// What all of its processes do; where only the first is known, what that does.
fn activity(group: &mut ProcessGroup) -> Option<Activity> {
    let members = group.members(TICK / 2);
    match &members[..] {
        [] => Activity::of(group.leader().id()),
        members => members.iter().filter_map(|member| Activity::of(member.pid)).reduce(Activity::and),
    }
}

/// Where the system does not tell what a process does, printing nothing is all that rest can mean.
fn rested(before: Option<Activity>, now: Option<Activity>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => Activity::rested(before, now),
        (None, None) => true,
        _ => false,
    }
}
