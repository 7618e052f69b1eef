//! What happens in an execution, in the words of a story.

use answers::Happening;
use engine::{Event, Role, verb};

/// What happens in an execution, as a reader would tell it.
pub(crate) fn story(events: &[Event]) -> Vec<Happening> {
    let before = [None].into_iter().chain(events.iter().map(Some));
    let told =
        before.zip(events).filter(|(before, event)| !before.is_some_and(|before| says_it(before, event)));
    told.filter_map(|(_, event)| happening(event)).collect()
}

/// Whether an event, that somebody woke late, says all of the one after it, that they woke.
fn says_it(before: &Event, event: &Event) -> bool {
    let who = |event: &Event| (event.number, event.branch, event.place);
    (before.what, event.what) == (verb::WOKE_LATE, verb::WOKE) && who(before) == who(event)
}

/// `None` for what a reader would not tell.
fn happening(event: &Event) -> Option<Happening> {
    Some(Happening {
        ms: u64::try_from(event.time.as_millis()).unwrap_or(u64::MAX),
        task: event.task.clone(),
        did: future_of(event).or_else(|| event.what.told(&event.about))?,
        line: line_of(event),
        file: file_of(event),
    })
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

/// What a task did with one of the futures that it polls side by side, if that is what happened.
fn future_of(event: &Event) -> Option<String> {
    event.branch?;
    match event.what.role() {
        Role::Ended => Some(format!("finished one of the futures of line {}", event.place)),
        Role::Dropped => Some(format!("dropped one of the futures of line {}, unfinished", event.place)),
        _ => None,
    }
}
