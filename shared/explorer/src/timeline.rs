//! What happened in a run, for whoever draws it.

mod calls;
mod lanes;
mod links;
mod words;

use crate::outcome::{name, why};
use crate::replay::Replay;
use crate::source::Sources;
use crate::told_event::{file_of, line_of};
pub(crate) use lanes::{Lanes, name_of, named};
use links::Links;
use std::collections::BTreeMap;
use timeline::{Event, Timeline, What};
use words::told;
pub(crate) use words::{label, what};

/// What happened in a run of the program with these sources.
pub(crate) fn timeline(replay: &Replay, sources: &Sources) -> Timeline {
    let lanes = Lanes::new(replay, sources);
    let mut timeline = Timeline {
        lanes: lanes.all.clone(),
        events: Vec::new(),
        end: name(&replay.end).to_string(),
        why: why(&replay.end, &replay.tasks),
        ns: nanoseconds(replay.time),
    };
    let mut links = Links::default();
    for event in &replay.events {
        let lane = lanes.of(event.number, event.branch);
        let Some(what) = what(event, timeline.lanes[lane].kind) else { continue };
        let index = timeline.events.len();
        let label = label(what, event);
        if what == What::Waits && still_waits(&timeline.events, lane, &label) {
            continue;
        }
        let cause = links.cause(index, what, event);
        timeline.events.push(Event {
            ns: nanoseconds(event.time),
            lane,
            what,
            label,
            told: told(what, event),
            line: line_of(event),
            file: file_of(event),
            object: event.object,
            cause,
            value: event.value.clone(),
            others: event.others.iter().map(|(number, branch)| lanes.of(*number, *branch)).collect(),
        });
    }
    leave_behind(&mut timeline);
    say_until_when(&mut timeline.events);
    tell_locks_apart(&mut timeline);
    timeline
}

/// Whether a lane waits for the same already.
fn still_waits(events: &[Event], lane: usize, label: &str) -> bool {
    let last = events.iter().rev().find(|event| event.lane == lane);
    last.is_some_and(|last| last.what == What::Waits && last.label == label)
}

fn nanoseconds(time: std::time::Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// Where there are several locks, it must be said which one.
fn tell_locks_apart(timeline: &mut Timeline) {
    let is_lock = |event: &Event| matches!(event.what, What::Locked | What::Unlocked);
    let locks: BTreeMap<usize, String> = timeline
        .events
        .iter()
        .filter(|event| is_lock(event))
        .filter_map(|event| Some((event.object?, made_at(&event.told)?.to_owned())))
        .collect();
    if locks.len() < 2 {
        return;
    }
    for event in &mut timeline.events {
        let Some(line) = event.object.and_then(|object| locks.get(&object)) else { continue };
        match event.what {
            What::Waits => event.label += &format!(" of line {line}"),
            What::Locked | What::Unlocked => event.label = of_line(&event.label, line),
            _ => {}
        }
    }
}

/// The line in "locked the lock made at line 6 to read".
fn made_at(told: &str) -> Option<&str> {
    told.rsplit_once("line ")?.1.split(' ').next()
}

/// What is done to a lock, of which it is said where it was made: "locks to read" becomes "takes the lock of line 6 to read".
pub(crate) fn of_line(label: &str, line: &str) -> String {
    let (does, what_for) = label.split_once(' ').unwrap_or((label, ""));
    match does {
        "locks" => format!("takes the lock of line {line} {what_for}").trim_end().to_owned(),
        "unlocks" => format!("releases the lock of line {line}"),
        _ => format!("{label} that of line {line}"),
    }
}

/// Who goes to sleep knows when that will be over.
fn say_until_when(events: &mut [Event]) {
    for woke in 0..events.len() {
        let (What::Woke, Some(slept)) = (events[woke].what, events[woke].cause) else { continue };
        let until = timeline::time(events[woke].ns);
        let (label, told) = match events[slept].what {
            What::Slept => ("sleeps", "went to sleep"),
            What::Blocked => ("blocks", "blocked its thread"),
            _ => continue,
        };
        events[slept].label = format!("{label} until {until}");
        events[slept].told = format!("{told} until {until}");
    }
}

/// Whoever is not done when the program ends is stopped.
fn leave_behind(timeline: &mut Timeline) {
    if timeline.end == "hangs" {
        return;
    }
    for lane in 0..timeline.lanes.len() {
        let mut own = timeline.events.iter().filter(|event| event.lane == lane);
        let done = [What::Ended, What::Dropped, What::Exited];
        if own.any(|event| done.contains(&event.what)) || lane == 0 {
            continue;
        }
        let (what, label, told) = match timeline.lanes[lane].kind {
            timeline::Kind::Thread => {
                (What::NeverRanAgain, "is stopped", "never ran again: the program ended")
            }
            _ => (What::Dropped, "is dropped", "was dropped at the program's end"),
        };
        let (label, told, ns) = (label.to_owned(), told.to_owned(), timeline.ns);
        let event = Event {
            ns,
            lane,
            what,
            label,
            told,
            line: 0,
            file: None,
            object: None,
            cause: None,
            value: None,
            others: Vec::new(),
        };
        timeline.events.push(event);
    }
}
