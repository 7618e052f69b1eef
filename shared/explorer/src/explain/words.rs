//! An explanation in words.

use super::{Explanation, SoFar};
use crate::replay::Replay;
use crate::source::Sources;
use crate::told_event::story;
use crate::wanted::Instead;
use answers::{Stream, Verdict};
use engine::{Event, verb};
use screen::{Header, escaped};

/// So many lines are named of those that could stand somewhere.
const NAMED: usize = 8;

impl Explanation {
    /// As `explain --json` shows it, of a program whose text nobody knows.
    pub fn told(&self) -> answers::Explanation {
        self.told_of(&Sources::new(&[], Vec::new()))
    }

    /// The same of the program with these files.
    pub(crate) fn told_of(&self, sources: &Sources) -> answers::Explanation {
        let line = match self.verdict {
            Verdict::Possible | Verdict::Late => 0,
            Verdict::Impossible | Verdict::Unknown => self.follows + 1,
        };
        let why = match self.verdict {
            Verdict::Possible => self.how_it_ends(String::new()),
            Verdict::Late => self.how_it_ends(lateness(self.replay.as_ref())),
            Verdict::Impossible => format!("line {line} could be: {}", named(&self.instead)),
            Verdict::Unknown => self.why_not.clone().unwrap_or_default(),
        };
        let (lines, events) = match &self.replay {
            Some(replay) => (replay.lines.clone(), story(replay, sources)),
            None => (Vec::new(), Vec::new()),
        };
        let (rests_on, why_not) = (self.rests_on.clone(), self.why_not.clone());
        let decides = self.decides.clone().unwrap_or_default();
        answers::Explanation { verdict: self.verdict, line, why, decides, lines, events, rests_on, why_not }
    }

    /// What happens, and how the text ends if there is more.
    fn how_it_ends(&self, happens: String) -> String {
        let Some(SoFar { within_a_line, late }) = &self.so_far else { return happens };
        let next = named(&self.instead);
        let next = match (within_a_line, next.as_str()) {
            (true, "") => "its last line is cut off".to_owned(),
            (true, _) => format!("its last line is cut off; it could be: {next}"),
            (false, "") => String::new(),
            (false, _) => format!("next could be: {next}"),
        };
        let late = late.as_ref().map_or(String::new(), |replay| {
            format!("it can be all only if a wake-up came late: {}", lateness(Some(replay)))
        });
        joined(["so far".to_owned(), happens, next, late])
    }
}

impl Instead {
    /// As a reader sees it; what a terminal would take for a command is escaped.
    fn named(&self) -> String {
        match self {
            Instead::Ended(name) => format!("(the end: the program {name})"),
            Instead::Printed(_, text) if text.is_empty() => "an empty line".to_owned(),
            Instead::Printed(Stream::Stderr, text) => match Header::read(text) {
                Some(Header { thread, file, at: (line, column) }) => {
                    format!(
                        "thread '{}' panicked at {file}:{line}:{column}: (on standard error)",
                        escaped(thread)
                    )
                }
                None => format!("{} (on standard error)", escaped(text)),
            },
            Instead::Printed(_, text) => escaped(text).into_owned(),
        }
    }
}

/// What could stand somewhere: "this, or: that".
fn named(instead: &[Instead]) -> String {
    let mut names: Vec<String> = instead.iter().take(NAMED).map(Instead::named).collect();
    if instead.len() > NAMED {
        names.push(format!("one of {} others", instead.len() - NAMED));
    }
    names.join(", or: ")
}

/// Parts of a sentence, without those that are empty.
fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Which wake-ups come late in a run, each place once.
fn lateness(replay: Option<&Replay>) -> String {
    let events = replay.into_iter().flat_map(|replay| &replay.events);
    let told = |event: &Event| {
        let Event { task, place, about, .. } = event;
        match event.what {
            verb::WENT_ON_LATE if place.line == 0 => Some(format!("{task} went on {about} late")),
            verb::WOKE_LATE => Some(format!("{task}'s wait at line {place} ended {about} late")),
            verb::WENT_ON_LATE => Some(format!("at line {place} {task} was {about} late")),
            _ => None,
        }
    };
    let mut late: Vec<(String, usize)> = Vec::new();
    for sentence in events.filter_map(told) {
        match late.iter_mut().find(|(other, _)| *other == sentence) {
            Some((_, times)) => *times += 1,
            None => late.push((sentence, 1)),
        }
    }
    if late.is_empty() {
        return "a wake-up that is due at the same time as others comes after what they do".to_owned();
    }
    let more = late.len().saturating_sub(NAMED);
    let told = late.into_iter().take(NAMED).map(|(sentence, times)| match times {
        1 => sentence,
        2 => format!("{sentence} twice"),
        _ => format!("{sentence} {times} times"),
    });
    let told = told.collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{told}, and {more} more wake-ups") } else { told }
}
