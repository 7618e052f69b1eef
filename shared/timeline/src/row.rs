//! What happened, as rows that are drawn one below the other.

use crate::state::{State, States};
use crate::timeline::{Event, Timeline, What};
use std::collections::HashMap;

/// What is drawn at one height.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Virtual time in nanoseconds since the program's start.
    pub ns: u64,
    /// At most one for each lane, in the order in which they happened.
    pub cells: Vec<Cell>,
    pub arrow: Option<Arrow>,
    /// What each lane is doing before it.
    pub before: Vec<State>,
    /// And after it.
    pub after: Vec<State>,
}

/// What a lane does in a row.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub lane: usize,
    /// What to write there.
    pub label: String,
    /// The same without what tells one such event from another.
    pub kind: String,
    /// The events that it stands for.
    pub events: Vec<usize>,
    /// The one that it is named after.
    pub main: usize,
}

/// From one lane to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arrow {
    pub from: usize,
    pub to: usize,
}

/// So many characters of a value are shown.
const MOST: usize = 16;

/// The rows of a timeline.
pub(crate) fn rows(timeline: &Timeline) -> Vec<Row> {
    let labels = labels(timeline);
    let mut states = States::new(timeline);
    let mut rows: Vec<Row> = Vec::new();
    for (index, event) in timeline.events.iter().enumerate() {
        let before = states.all();
        let waited = states.of(event.lane) == State::Waits;
        states.after(event);
        let after = states.all();
        if let Some(row) = rows.last_mut().filter(|row| row.takes(event, timeline)) {
            row.add(index, event, timeline, &labels);
            row.after = after;
            row.arrow = row.arrow.or_else(|| arrow(timeline, event, waited));
            continue;
        }
        let gone = led_by(timeline, event, waited).filter(|&other| before[other] == State::Absent);
        let label = match gone {
            // There is no lane any more from which an arrow could come.
            Some(other) if event.what == What::Woke => format!("woken by {}", timeline.lanes[other].name),
            _ => labels[index].clone(),
        };
        let kind = event.label.clone();
        let cells = vec![Cell { lane: event.lane, label, kind, events: vec![index], main: index }];
        let arrow = arrow(timeline, event, waited).filter(|arrow| before[arrow.from] != State::Absent);
        rows.push(Row { ns: event.ns, cells, arrow, before, after });
    }
    rows
}

impl Row {
    /// Whether an event belongs to this row: it says nothing more, or it is what an event of this row leads to.
    fn takes(&self, event: &Event, timeline: &Timeline) -> bool {
        let Some(last) = self.cells.last().filter(|_| self.ns == event.ns) else { return false };
        if last.lane == event.lane && self.arrow.is_none() {
            return is_quiet(event, timeline) || is_quiet(&timeline.events[last.main], timeline);
        }
        let only_waits = |cell: &Cell| timeline.events[cell.main].what == What::Waits;
        let new_lane = self.cells.iter().all(|cell| cell.lane != event.lane);
        if event.what == What::Waits && new_lane {
            return self.cells.iter().all(only_waits);
        }
        let leads_to = |cause: usize| self.cells.len() == 1 && last.events.contains(&cause);
        self.arrow.is_none() && new_lane && event.cause.is_some_and(leads_to) && draws(event.what)
    }

    fn add(&mut self, index: usize, event: &Event, timeline: &Timeline, labels: &[String]) {
        match self.cells.iter_mut().find(|cell| cell.lane == event.lane) {
            Some(cell) => {
                cell.events.push(index);
                if !is_quiet(event, timeline) {
                    cell.main = index;
                    (cell.label, cell.kind) = (labels[index].clone(), event.label.clone());
                }
            }
            None => {
                let (label, kind) = (labels[index].clone(), event.label.clone());
                self.cells.push(Cell { lane: event.lane, label, kind, events: vec![index], main: index });
            }
        }
    }

    /// Whether something is printed in it.
    pub fn prints(&self, timeline: &Timeline) -> bool {
        self.cells.iter().any(|cell| timeline.events[cell.main].what == What::Printed)
    }
}

/// What happens in a row, with names.
pub(crate) fn told(timeline: &Timeline, row: &Row) -> String {
    let name = |cell: &Cell| &timeline.lanes[cell.lane].name;
    let same = row.cells.iter().all(|cell| cell.label == row.cells[0].label);
    if same && row.cells.len() > 2 {
        let (first, others) = (&row.cells[0], row.cells.len() - 1);
        return format!("{} and {others} more: {}", name(first), first.label);
    }
    let told = row.cells.iter().map(|cell| format!("{}: {}", name(cell), cell.label));
    told.collect::<Vec<_>>().join(", ")
}

/// Seen from how the lane is drawn, so that it needs no words if there is something else to say.
fn is_quiet(event: &Event, timeline: &Timeline) -> bool {
    let woken_by_clock = || event.cause.is_none_or(|cause| timeline.events[cause].what.is_sleep());
    match event.what {
        What::Slept | What::Waits => true,
        What::Woke => woken_by_clock(),
        _ => false,
    }
}

/// What another lane's doing leads to with an arrow.
fn draws(what: What) -> bool {
    matches!(what, What::Received | What::FoundClosed | What::Locked | What::Joined | What::Woke)
}

fn arrow(timeline: &Timeline, event: &Event, waited: bool) -> Option<Arrow> {
    match event.what {
        What::Spawned | What::Stuck => {
            let to = *event.others.first().filter(|other| **other != event.lane)?;
            Some(Arrow { from: event.lane, to })
        }
        _ => led_by(timeline, event, waited).map(|from| Arrow { from, to: event.lane }),
    }
}

/// The other lane that has just let this one go on.
fn led_by(timeline: &Timeline, event: &Event, waited: bool) -> Option<usize> {
    let cause = &timeline.events[event.cause.filter(|_| draws(event.what))?];
    let just_now = cause.ns == event.ns && cause.lane != event.lane;
    // Whoever did not wait was not let go on by anybody.
    let led = just_now && (waited || event.what == What::Received);
    led.then_some(cause.lane)
}

/// What to write to each event. If messages are received later than sent, or by whoever sent them, no arrow shows which is
/// which: then those of each channel are numbered, if they are not known by their values.
fn labels(timeline: &Timeline) -> Vec<String> {
    let events = &timeline.events;
    let is_arrow = |sent: usize, received: usize| {
        events[sent].ns == events[received].ns && events[sent].lane != events[received].lane
    };
    let apart = |event: &Event, index: usize| {
        event.cause.is_some_and(|cause| event.what == What::Received && !is_arrow(cause, index))
    };
    let numbered = events.iter().enumerate().any(|(index, event)| apart(event, index));
    let mut sent: HashMap<Option<usize>, usize> = HashMap::new();
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    let mut number = |index: usize, event: &Event| {
        if event.what == What::Sent {
            let count = sent.entry(event.object).or_default();
            *count += 1;
            numbers.insert(index, *count);
        }
        numbers.get(&if event.what == What::Sent { index } else { event.cause? }).copied()
    };
    let label = |(index, event): (usize, &Event)| match event.what {
        What::Printed if event.label.is_empty() => "prints an empty line".to_owned(),
        What::Printed => format!("\"{}\"", readable(&event.label)),
        What::Sent | What::Received => {
            let number = number(index, event).filter(|_| numbered);
            let led = event.cause.filter(|&cause| is_arrow(cause, index));
            // The arrow says it.
            let said = led.is_some_and(|cause| events[cause].value.is_some());
            let value = event.value.as_ref();
            match (value, number) {
                _ if said => event.label.clone(),
                (Some(value), _) => format!("{} {}", event.label, short(&readable(value))),
                (None, Some(number)) => format!("{} #{number}", event.label),
                (None, None) => event.label.clone(),
            }
        }
        _ => readable(&event.label),
    };
    events.iter().enumerate().map(label).collect()
}

/// The beginning of a value: a lane is narrow.
fn short(value: &str) -> String {
    if value.chars().count() <= MOST {
        return value.to_owned();
    }
    value.chars().take(MOST - 1).chain(['…']).collect()
}

/// Control characters would do something to the terminal.
fn readable(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}
