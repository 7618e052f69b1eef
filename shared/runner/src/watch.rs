//! When a run that does not end by itself is over.

use std::time::{Duration, Instant};

use crate::activity::Activity;
use crate::process::Until;
use crate::reader::Reader;
use crate::transcript::{Ended, Resting};

/// How long a run that may hang must rest before it counts as hanging.
const REST: Duration = Duration::from_secs(1);
/// How long a run may print nothing before it counts as hanging whatever it promised.
const SILENCE: Duration = Duration::from_secs(30);
/// How much a run may print, in bytes.
pub const FLOOD: usize = 1 << 20;

/// Looks at a run from time to time.
pub struct Watch<'a> {
    pid: u32,
    until: &'a Until<'a>,
    /// How much it had printed when it was looked at last.
    bytes: usize,
    printed_at: Instant,
    /// Whether what it has printed is all that it promised, so that it is over once it rests.
    satisfied: bool,
    resting_since: Instant,
    activity: Option<Activity>,
}

impl<'a> Watch<'a> {
    pub fn new(pid: u32, until: &'a Until<'a>) -> Self {
        let now = Instant::now();
        let satisfied = matches!(until, Until::Settled(satisfied) if satisfied(&[]));
        Watch { pid, until, bytes: 0, printed_at: now, satisfied, resting_since: now, activity: None }
    }

    /// How the run ended, if it is over.
    pub fn look(&mut self, reader: &Reader) -> Option<Ended> {
        let Until::Settled(satisfied) = self.until else { return None };
        if reader.bytes > FLOOD {
            return Some(Ended::Flooded { limit: FLOOD });
        }
        let now = Instant::now();
        if reader.bytes != self.bytes {
            (self.bytes, self.printed_at, self.resting_since) = (reader.bytes, now, now);
            self.satisfied = satisfied(&reader.lines);
            return None;
        }
        let silence = now - self.printed_at;
        // To ask the system is dear, and most runs end long before the answer matters.
        if !self.satisfied && silence < SILENCE - 2 * REST {
            return None;
        }
        let activity = Activity::of(self.pid);
        if !rested(self.activity, activity) {
            self.resting_since = now;
        }
        self.activity = activity;
        let rests = now - self.resting_since >= REST;
        let resting = if rests { Resting::Idle } else { Resting::Busy };
        ((rests && self.satisfied) || silence >= SILENCE).then_some(Ended::Hung { resting })
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
