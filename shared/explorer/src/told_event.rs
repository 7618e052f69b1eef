//! What happens in an execution, in the words of a story.

use crate::replay::Replay;
use crate::source::Sources;
use crate::timeline::Lanes;
use answers::Happening;
use engine::{Event, Role, verb};

/// What happens in an execution of the program with these files, as a reader would tell it.
pub(crate) fn story(replay: &Replay, sources: &Sources) -> Vec<Happening> {
    let lanes = Lanes::new(replay, sources);
    let started = Started::of(replay, &lanes);
    let before = [None].into_iter().chain(replay.events.iter().map(Some));
    let told = before
        .zip(&replay.events)
        .filter(|(before, event)| !before.is_some_and(|before| says_it(before, event)));
    let mut story: Vec<Happening> = told.filter_map(|(_, event)| happening(event, &lanes)).collect();
    for happening in &mut story {
        happening.did = started.named(&happening.did);
    }
    story
}

/// Who was started at which line, where that was one alone.
struct Started(Vec<(String, String)>);

impl Started {
    fn of(replay: &Replay, lanes: &Lanes<'_>) -> Started {
        let spawned = replay.events.iter().filter(|event| event.what.role() == Role::Spawned);
        let mut all: Vec<(String, String)> = spawned
            .flat_map(|event| {
                let place = format!(" made at line {}", event.place);
                let name =
                    |(number, branch): &engine::Who| lanes.all[lanes.of(*number, *branch)].name.clone();
                event.others.iter().map(move |who| (place.clone(), name(who)))
            })
            .collect();
        let is_one = |place: &str| all.iter().filter(|(other, _)| other == place).count() == 1;
        let alone: Vec<bool> = all.iter().map(|(place, _)| is_one(place)).collect();
        let mut alone = alone.into_iter();
        all.retain(|_| alone.next().unwrap_or_default());
        Started(all)
    }

    /// "joined thread 1" for "joined the thread made at line 4".
    fn named(&self, did: &str) -> String {
        let found = ["the thread", "the task"].into_iter().find_map(|what| {
            let (before, place) = did.split_once(what)?;
            let (_, name) = self.0.iter().find(|(other, _)| other == place)?;
            Some(format!("{before}{name}"))
        });
        found.unwrap_or_else(|| did.to_owned())
    }
}

/// Whether an event, that somebody woke late, says all of the one after it, that they woke.
fn says_it(before: &Event, event: &Event) -> bool {
    let who = |event: &Event| (event.number, event.branch, event.place);
    (before.what, event.what) == (verb::WOKE_LATE, verb::WOKE) && who(before) == who(event)
}

/// `None` for what a reader would not tell.
fn happening(event: &Event, lanes: &Lanes<'_>) -> Option<Happening> {
    Some(Happening {
        ms: u64::try_from(event.time.as_millis()).unwrap_or(u64::MAX),
        task: lanes.all[lanes.of(event.number, event.branch)].name.clone(),
        did: told(event)?,
        line: line_of(event),
        file: file_of(event),
    })
}

/// What was done, with the value that it was done with: "sent 3 into the channel made at line 6".
pub(crate) fn told(event: &Event) -> Option<String> {
    if event.what.role() == Role::Stuck {
        return Some(never(event));
    }
    if event.branch.is_some() && event.what.role() == Role::Dropped {
        return Some("was dropped, unfinished".to_owned());
    }
    let told = event.what.told(&event.about)?;
    let Some(value) = &event.value else { return Some(told) };
    Some(match event.what {
        verb::LOADED => format!("read {value} from {}", event.about),
        verb::STORED => format!("wrote {value} to {}", event.about),
        _ if told.contains("a message") => told.replacen("a message", value, 1),
        _ if event.what.role() == Role::Other => format!("{told}, which is {value} then"),
        _ => told,
    })
}

/// "never went on: it waits for a message", at a line that is told anyway.
fn never(event: &Event) -> String {
    let told = match event.about.split_once(" waits ") {
        Some((_, rest)) => format!("never went on: it waits {rest}"),
        None => format!("never went on: {}", event.about),
    };
    let place = format!(" at line {}", event.place);
    match told.split_once(&place) {
        Some((before, rest)) if !rest.starts_with(|c: char| c.is_ascii_digit()) => format!("{before}{rest}"),
        _ => told,
    }
}

/// The line where an event happens; 0 if there is none. Some only have the line of something that they are about.
pub(crate) fn line_of(event: &Event) -> u32 {
    let is_end = matches!(event.what.role(), Role::Exited | Role::Ended | Role::Dropped);
    let is_left = [verb::DROPPED_A_SENDER_OF, verb::DROPPED_THE_RECEIVER_OF].contains(&event.what);
    if is_end || is_left { 0 } else { event.place.line }
}

/// The file of that line, if it is not the program's first.
pub(crate) fn file_of(event: &Event) -> Option<String> {
    event.place.file.filter(|_| line_of(event) > 0).map(str::to_owned)
}
