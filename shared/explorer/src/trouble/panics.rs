//! Who panicked, and why.

use super::Case;
use super::facts::place_of;
use super::marks::mark;
use answers::{Mark, Stream};
use cures::{Facts, Panic, Place};
use engine::{Event, Role, verb};

/// A longer message is told as far as its first sentence goes.
const LONGEST: usize = 100;
/// Of panics before that of `main`, the last are told.
const MOST: usize = 3;

impl Case<'_> {
    /// Who panicked, up to `main`.
    pub fn panics(&self) -> Facts {
        let panicked = || self.run.events.iter().filter(|event| event.what == verb::PANICKED);
        let last = panicked().filter(|event| event.number == 0).count();
        let mut of_main = 0;
        let until = panicked().take_while(|event| {
            let is_over = of_main == last;
            of_main += usize::from(event.number == 0);
            !is_over
        });
        let mut panics: Vec<Panic> = until.filter_map(|event| self.panic(event)).collect();
        panics.drain(..panics.len().saturating_sub(MOST));
        Facts { panics, ..Facts::default() }
    }

    /// Where `main` panics, who did before, and whom they no longer found.
    pub fn panics_marked(&self, facts: &Facts) -> Vec<Mark> {
        let Some((last, before)) = facts.panics.split_last() else { return Vec::new() };
        let said = |how: String, panic: &Panic| match panic.message.as_str() {
            "" => mark(panic.at, how),
            message => mark(panic.at, format!("{how}: {message}")),
        };
        let mut marks = vec![said("it panics here".to_owned(), last)];
        for panic in before.iter().rev().filter(|panic| panic.at != last.at) {
            let name = &self.lanes.all[panic.who].name;
            marks.push(said(format!("`{name}` panicked here, before that"), panic));
        }
        marks.extend(self.closed());
        marks
    }

    fn panic(&self, event: &Event) -> Option<Panic> {
        let at = place_of(event)?;
        Some(Panic { who: self.actor((event.number, event.branch)), at, message: self.message(at) })
    }

    /// What is said of a panic there.
    fn message(&self, Place { line, column }: Place) -> String {
        let stderr: Vec<&str> = self
            .run
            .lines
            .iter()
            .filter(|line| line.stream == Stream::Stderr)
            .map(|line| line.text.as_str())
            .collect();
        let place = format!(":{line}:{column}:");
        let header = stderr.iter().rposition(|line| line.contains("panicked at") && line.ends_with(&place));
        let message = header.and_then(|at| stderr.get(at + 1)).copied().unwrap_or_default();
        match message.split_once(". ") {
            Some((first, _)) if message.len() > LONGEST => first.to_owned(),
            _ => message.to_owned(),
        }
    }

    /// Of the first panic that came of a channel at whose other end nobody was left: where that was made, and who left it.
    fn closed(&self) -> Option<Mark> {
        let events = &self.run.events;
        let found = events.iter().enumerate().filter(|(_, event)| event.what == verb::PANICKED);
        found.into_iter().find_map(|(index, panicked)| {
            let own = |event: &&Event| (event.number, event.branch) == (panicked.number, panicked.branch);
            let last = events[..index].iter().rev().find(own)?;
            let end = match last.what {
                verb::FOUND_NOBODY_TO_RECEIVE_FROM => "its receiver",
                verb::FOUND_NO_SENDER_LEFT_OF => "its last sender",
                _ => return None,
            };
            let left = |event: &&Event| event.what.role() == Role::Closed && event.object == last.object;
            let by = events[..index].iter().rev().filter(left).find(|event| !own(event))?;
            let made = place_of(by)?;
            let name = self.name((by.number, by.branch));
            Some(mark(made, format!("the channel is made here; {name} dropped {end}")))
        })
    }
}
