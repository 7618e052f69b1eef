//! What happened in a run, for whoever draws it.

use crate::calls::arguments;
use crate::outcome::{name, why};
use crate::replay::Replay;
use crate::told_event::{is_at_a_line, words};
use engine::{Joined, Kind};
use std::collections::{BTreeMap, HashMap, VecDeque};
use timeline::{Event, Lane, Timeline, What};

/// What happened in a run of the program with this source.
pub(crate) fn timeline(replay: &Replay, source: &str) -> Timeline {
    let lanes = Lanes::new(replay, source);
    let mut timeline = Timeline {
        lanes: lanes.all.iter().map(|(lane, _)| lane.clone()).collect(),
        events: Vec::new(),
        end: name(&replay.end).to_owned(),
        why: why(&replay.end),
        ns: nanoseconds(replay.time),
    };
    let mut links = Links::default();
    for event in &replay.events {
        let lane = lanes.of(event.number, event.branch);
        let Some(what) = what(event, timeline.lanes[lane].kind) else { continue };
        let index = timeline.events.len();
        let label = label(what, event);
        if what == What::Waits
            && timeline
                .events
                .iter()
                .rev()
                .find(|e| e.lane == lane)
                .is_some_and(|e| (e.what, &e.label) == (what, &label))
        {
            // It still does.
            continue;
        }
        let cause = links.cause(index, what, event);
        timeline.events.push(Event {
            ns: nanoseconds(event.time),
            lane,
            what,
            label,
            told: told(what, event),
            line: if is_at_a_line(&event.what) { event.line } else { 0 },
            object: event.object,
            cause,
            others: event.others.iter().map(|number| lanes.of(*number, None)).collect(),
        });
    }
    leave_behind(&mut timeline);
    say_until_when(&mut timeline.events);
    tell_locks_apart(&mut timeline);
    timeline
}

fn nanoseconds(time: std::time::Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// `None` for what nobody draws.
fn what(event: &engine::Event, kind: timeline::Kind) -> Option<What> {
    Some(match event.what.as_str() {
        "spawned" if event.others.is_empty() => return None,
        "spawned" => What::Spawned,
        "printed" => What::Printed,
        "slept as a thread" if kind != timeline::Kind::Thread => What::Blocked,
        "slept" | "slept as a thread" | "parked until" | "waits until" | "waits for a message until" => {
            What::Slept
        }
        // Being polled is how a task goes on, not something that it does.
        "woke" if event.about.starts_with("the task") => return None,
        "woke" | "was unparked" | "was notified" | "went on" | "went past the barrier" => What::Woke,
        // A sleeper does, too.
        "waits for" if event.about == "its timer" => return None,
        "waits for" => What::Waits,
        "sent" => What::Sent,
        "received" => What::Received,
        "found no sender left of" | "found nobody to receive from" => What::FoundClosed,
        "locked" | "locked to read" | "locked to write" | "took" => What::Locked,
        "unlocked" | "gave back" => What::Unlocked,
        "notified" | "notified all" | "unparked" | "came to the barrier" => What::Notified,
        "joined" | "saw the threads end of" => What::Joined,
        "dropped a sender of" | "dropped the receiver of" | "dropped" | "closed" => What::Closed,
        "ended" => What::Ended,
        "was dropped" => What::Dropped,
        "panicked" => What::Panicked,
        "exited" => What::Exited,
        "never ran again" => What::Stuck,
        "saw the end" | "shut down" | "detached" | "looked for tasks" => return None,
        other => words(other, &event.about).map(|_| What::Other)?,
    })
}

fn told(what: What, event: &engine::Event) -> String {
    match what {
        What::Stuck => event.about.clone(),
        _ => words(&event.what, &event.about).unwrap_or_else(|| format!("{} {}", event.what, event.about)),
    }
}

/// In two or three words.
fn label(what: What, event: &engine::Event) -> String {
    match what {
        What::Spawned => format!("starts {}", event.about),
        What::Printed => event.about.clone(),
        What::Slept => "sleeps".to_owned(),
        What::Blocked => "blocks".to_owned(),
        What::Other if event.what == "woke late" => {
            format!("wakes {} late", event.about.replace("ms", " ms"))
        }
        What::Woke => "wakes".to_owned(),
        What::Waits => format!("waits for {}", event.about),
        What::Sent => "sends".to_owned(),
        What::Received => "receives".to_owned(),
        What::FoundClosed if event.what.contains("sender") => "no sender left".to_owned(),
        What::FoundClosed => "no receiver left".to_owned(),
        What::Joined if event.what != "joined" => "sees its threads end".to_owned(),
        What::Joined => "joins".to_owned(),
        What::Ended => "ends".to_owned(),
        What::Dropped => "is dropped".to_owned(),
        What::Panicked => "panics".to_owned(),
        What::Exited => "ends the program".to_owned(),
        What::Stuck => "waits for ever".to_owned(),
        What::NeverRanAgain => "is stopped".to_owned(),
        What::Locked | What::Unlocked | What::Notified | What::Closed | What::Other => {
            present(&event.what).trim_end_matches(" of").to_owned()
        }
    }
}

/// What somebody does, from what they did: "locks to read" from "locked to read".
fn present(past: &str) -> String {
    let (verb, rest) =
        past.split_once(' ').map_or((past, String::new()), |(verb, rest)| (verb, format!(" {rest}")));
    let stem = |end: &str| verb.strip_suffix(end);
    let verb = match verb {
        "tried" => "tries".to_owned(),
        "notified" => "notifies".to_owned(),
        "came" => "comes".to_owned(),
        "gave" => "gives".to_owned(),
        "found" => "finds".to_owned(),
        "forgot" => "forgets".to_owned(),
        "left" => "leaves".to_owned(),
        "made" => "makes".to_owned(),
        "saw" => "sees".to_owned(),
        "took" => "takes".to_owned(),
        "went" => "goes".to_owned(),
        "dropped" => "drops".to_owned(),
        "swapped" => "swaps".to_owned(),
        "stored" | "closed" | "raised" | "combined" | "negated" | "compared" | "upgraded" => {
            format!("{}s", stem("d").unwrap_or(verb))
        }
        _ => stem("ed").map_or(verb.to_owned(), |stem| format!("{stem}s")),
    };
    verb + &rest
}

/// Where there are several locks, it must be said which one.
fn tell_locks_apart(timeline: &mut Timeline) {
    let is_lock = |event: &Event| matches!(event.what, What::Locked | What::Unlocked);
    let locks: BTreeMap<usize, String> = timeline
        .events
        .iter()
        .filter(|event| is_lock(event))
        .filter_map(|event| Some((event.object?, event.told.rsplit_once("line ")?.1.to_owned())))
        .collect();
    if locks.len() < 2 {
        return;
    }
    for event in &mut timeline.events {
        let Some(line) = event.object.and_then(|object| locks.get(&object)) else { continue };
        match event.what {
            What::Waits => event.label += &format!(" of line {line}"),
            What::Locked | What::Unlocked => event.label += &format!(" that of line {line}"),
            _ => {}
        }
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
        let event =
            Event { ns, lane, what, label, told, line: 0, object: None, cause: None, others: Vec::new() };
        timeline.events.push(event);
    }
}

/// The lanes, and of which task and branch they are.
struct Lanes {
    all: Vec<(Lane, Who)>,
}

/// A task, by its number, and one of the futures that it polls side by side.
type Who = (usize, Option<usize>);

impl Lanes {
    fn new(replay: &Replay, source: &str) -> Lanes {
        let mut lanes = Lanes { all: Vec::new() };
        let names = names(&replay.branches, source);
        for (number, (name, kind)) in replay.tasks.iter().enumerate() {
            let kind = match kind {
                Kind::Thread => timeline::Kind::Thread,
                Kind::Task => timeline::Kind::Task,
            };
            lanes.all.push((Lane { name: name.clone(), kind, within: None }, (number, None)));
            lanes.branches_of((number, None), &replay.branches, &names);
        }
        lanes
    }

    fn branches_of(&mut self, who: Who, branches: &[Joined], names: &[String]) {
        let within = Some(self.of(who.0, who.1));
        for branch in (0..branches.len()).filter(|&b| (branches[b].number, branches[b].within) == who) {
            let lane = Lane { name: names[branch].clone(), kind: timeline::Kind::Future, within };
            let who = (who.0, Some(branch));
            self.all.push((lane, who));
            self.branches_of(who, branches, names);
        }
    }

    fn of(&self, number: usize, branch: Option<usize>) -> usize {
        self.all.iter().position(|(_, who)| *who == (number, branch)).unwrap_or_default()
    }
}

/// What the program calls its branches: as they are written in the call, or else by number.
fn names(branches: &[Joined], source: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for branch in branches {
        let written = arguments(source, branch.site.line(), branch.site.column());
        let written = match (branch.name, written.as_slice()) {
            (Some(name), _) if name.len() <= 28 && !name.contains('{') => Some(name.to_owned()),
            (None, [Some(all)]) => Some(format!("{all}[{}]", branch.place)),
            (None, several) => several.get(branch.place).cloned().flatten(),
            _ => None,
        };
        let name = written.unwrap_or_else(|| format!("future {}", branch.place + 1));
        let same =
            names.iter().filter(|other| **other == name || other.starts_with(&format!("{name} ("))).count();
        names.push(if same == 0 { name } else { format!("{name} ({})", same + 1) });
    }
    names
}

/// Which event had to happen before another.
#[derive(Default)]
struct Links {
    /// Messages that nobody has received yet, by channel.
    messages: HashMap<Option<usize>, VecDeque<usize>>,
    /// The last of a kind, by object.
    last: HashMap<(What, Option<usize>), usize>,
    /// Who was started by what.
    spawned: HashMap<usize, usize>,
    slept: HashMap<Who, usize>,
}

impl Links {
    fn cause(&mut self, index: usize, what: What, event: &engine::Event) -> Option<usize> {
        let who = (event.number, event.branch);
        let first = self.spawned.remove(&event.number);
        let last = |what: What| self.last.get(&(what, event.object)).copied();
        let cause = match what {
            What::Received => self.messages.get_mut(&event.object).and_then(VecDeque::pop_front),
            What::FoundClosed => last(What::Closed),
            What::Locked => last(What::Unlocked),
            What::Joined => last(What::Ended),
            What::Woke => last(What::Notified).or_else(|| self.slept.remove(&who)),
            _ => None,
        };
        match what {
            What::Sent => self.messages.entry(event.object).or_default().push_back(index),
            What::Spawned => self.spawned.extend(event.others.iter().map(|number| (*number, index))),
            What::Slept | What::Blocked => drop(self.slept.insert(who, index)),
            _ => {}
        }
        self.last.insert((what, event.object), index);
        cause.or(first)
    }
}

#[cfg(test)]
mod tests {
    use super::present;

    #[test]
    fn what_was_done_is_told_as_being_done() {
        assert_eq!(present("locked to read"), "locks to read");
        assert_eq!(present("tried to lock"), "tries to lock");
        assert_eq!(present("stored"), "stores");
        assert_eq!(present("went past the barrier"), "goes past the barrier");
        assert_eq!(present("dropped the receiver of"), "drops the receiver of");
    }
}
