//! What happened in a run, for whoever draws it.

use screen::escaped;
use serde::{Deserialize, Serialize};

/// What happened in a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// In the order in which they are drawn: threads and tasks as they were spawned, each followed by its futures.
    pub lanes: Vec<Lane>,
    /// In the order in which they happened.
    pub events: Vec<Event>,
    /// How it ended: `returns`, `hangs`, `panics` or `still running`.
    pub end: String,
    /// What there is to say about the end; empty for a plain return.
    pub why: String,
    /// Virtual time at the end, in nanoseconds since the program's start.
    pub ns: u64,
}

/// Who does things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// What a reader calls it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The lane of the thread or task that polls this future.
    pub within: Option<usize>,
}

/// What a lane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A thread, also `main`.
    Thread,
    /// An async task.
    Task,
    /// One of several futures that a task polls side by side.
    Future,
}

/// One thing that somebody did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Virtual time in nanoseconds since the program's start.
    pub ns: u64,
    /// Who: an index into [`Timeline::lanes`].
    pub lane: usize,
    /// What.
    pub what: What,
    /// The printed text; of other events what a lane says in two or three words: "sends".
    pub label: String,
    /// The same as a story tells it: "sent a message into the channel made at line 6".
    pub told: String,
    /// The line of the program that did it; 0 if that is none of its own.
    pub line: u32,
    /// The file of that line, if it is not the program's first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The channel, lock or whatever else it is about, by number.
    pub object: Option<usize>,
    /// The message or number, where it is a text or a number.
    #[serde(default)]
    pub value: Option<String>,
    /// What had to happen first: an index into [`Timeline::events`].
    pub cause: Option<usize>,
    /// Whom else it is about: the one that was spawned, those that hold what is waited for.
    pub others: Vec<usize>,
}

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// It started another thread or task.
    Spawned,
    /// It printed a text.
    Printed,
    /// It went to sleep.
    Slept,
    /// It went to sleep as a thread does, although it is a task or a future: nobody else can use its thread meanwhile.
    Blocked,
    /// It woke up.
    Woke,
    /// It has to wait for something.
    Waits,
    /// It sent a message.
    Sent,
    /// It received a message.
    Received,
    /// It found out that there will be no more messages, or nobody to send to.
    FoundClosed,
    /// It took a lock.
    Locked,
    /// It gave a lock back.
    Unlocked,
    /// It woke others that wait for a notification.
    Notified,
    /// It saw another's end.
    Joined,
    /// It closed its end of a channel.
    Closed,
    /// Its work is done.
    Ended,
    /// It was dropped before its work was done.
    Dropped,
    /// It panicked.
    Panicked,
    /// It ended the program.
    Exited,
    /// It waits for what will never come.
    Stuck,
    /// It was not done when the program ended.
    NeverRanAgain,
    /// Something else that a story tells.
    Other,
}

impl Timeline {
    /// Who polls futures side by side, and the lanes of these, from the first to the last.
    pub(crate) fn futures(&self) -> Vec<(usize, usize, usize)> {
        let polls = |lane: usize| self.lanes.iter().any(|other| other.within == Some(lane));
        let inside = |lane: usize| {
            let inside = self.lanes.iter().skip(lane + 1).take_while(|other| other.kind == Kind::Future);
            lane + inside.count()
        };
        let tasks =
            (0..self.lanes.len()).filter(|&lane| self.lanes[lane].kind != Kind::Future && polls(lane));
        tasks.map(|lane| (lane, lane + 1, inside(lane))).collect()
    }

    /// The same with only the first lanes and what happens in them.
    pub(crate) fn first_lanes(&self, most: usize) -> Timeline {
        let most = most.min(self.lanes.len());
        let mut events: Vec<Event> = Vec::new();
        // Where each event is then.
        let mut places: Vec<Option<usize>> = Vec::new();
        for event in &self.events {
            let kept = event.lane < most;
            places.push(kept.then_some(events.len()));
            if kept {
                let cause = event.cause.and_then(|cause| places[cause]);
                let others = event.others.iter().copied().filter(|other| *other < most).collect();
                let (label, told) = (escaped(&event.label).into_owned(), escaped(&event.told).into_owned());
                events.push(Event { cause, others, label, told, ..event.clone() });
            }
        }
        let (end, why) = (self.end.clone(), escaped(&self.why).into_owned());
        let lane = |lane: &Lane| Lane { name: escaped(&lane.name).into_owned(), ..lane.clone() };
        Timeline { lanes: self.lanes[..most].iter().map(lane).collect(), events, end, why, ns: self.ns }
    }
}

impl What {
    /// Whether the clock ends it.
    pub(crate) fn is_sleep(self) -> bool {
        matches!(self, What::Slept | What::Blocked)
    }
}

/// A time as people read it, in the largest unit that needs no more than three decimals: "1500 ms".
pub fn time(ns: u64) -> String {
    let (unit, name) = match ns {
        _ if ns.is_multiple_of(1_000) => (1_000_000, "ms"),
        _ => (1_000, "µs"),
    };
    let text = format!("{}.{:03}", ns / unit, ns % unit / (unit / 1000));
    format!("{} {name}", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times_are_told_in_milliseconds_unless_that_takes_many_decimals() {
        assert_eq!(time(0), "0 ms");
        assert_eq!(time(1_500_000_000), "1500 ms");
        assert_eq!(time(1_500_000), "1.5 ms");
        assert_eq!(time(20_000), "0.02 ms");
        assert_eq!(time(1_250), "1.25 µs");
    }
}
