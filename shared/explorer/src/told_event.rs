//! What happens in an execution, in the words of a story.

use answers::Happening;
use engine::Event;

/// What happens in an execution, as a reader would tell it.
pub(crate) fn story(events: &[Event]) -> Vec<Happening> {
    let before = [None].into_iter().chain(events.iter().map(Some));
    let told =
        before.zip(events).filter(|(before, event)| !before.is_some_and(|before| says_it(before, event)));
    told.filter_map(|(_, event)| happening(event)).collect()
}

/// Whether an event, that somebody woke late, says all of the one after it, that they woke.
fn says_it(before: &Event, event: &Event) -> bool {
    let who = |event: &Event| (event.number, event.branch, event.line);
    (before.what.as_str(), event.what.as_str()) == ("woke late", "woke") && who(before) == who(event)
}

/// `None` for what a reader would not tell.
fn happening(event: &Event) -> Option<Happening> {
    Some(Happening {
        ms: u64::try_from(event.time.as_millis()).unwrap_or(u64::MAX),
        task: event.task.clone(),
        did: future_of(event).or_else(|| words(&event.what, &event.about))?,
        line: line_of(event),
    })
}

/// The line where an event happens; 0 if there is none. Some only have the line of something that they are about.
pub(crate) fn line_of(event: &Event) -> u32 {
    const WITHOUT: [&str; 5] =
        ["exited", "ended", "was dropped", "dropped a sender of", "dropped the receiver of"];
    if WITHOUT.contains(&event.what.as_str()) { 0 } else { event.line }
}

/// What a task did with one of the futures that it polls side by side, if that is what happened.
fn future_of(event: &Event) -> Option<String> {
    event.branch?;
    match event.what.as_str() {
        "ended" => Some(format!("finished one of the futures of line {}", event.line)),
        "was dropped" => Some(format!("dropped one of the futures of line {}, unfinished", event.line)),
        _ => None,
    }
}

/// What an event is in a story; `None` if a reader would not tell it.
pub(crate) fn words(what: &str, about: &str) -> Option<String> {
    let told = match what {
        "started"
        | "counted itself out of the scope"
        | "cloned"
        | "looked at the time"
        | "looked for tasks"
        | "began to wait"
        | "began to receive" => {
            return None;
        }
        // The task that it spawned is told of by name.
        "spawned" if about.is_empty() => return None,
        "waits for" | "waits until" | "waits for a message until" | "has to wait" => return None,
        // Being polled is how a task goes on, not something that it does.
        "woke" if about.starts_with("the task") => return None,
        "woke" => "woke up".to_owned(),
        "woke late" => format!("woke up {about} late"),
        "went on late" => format!("went on {about} late"),
        "slept" | "slept as a thread" => "went to sleep".to_owned(),
        "printed" => format!("printed `{about}`"),
        "sent" => format!("sent a message into {about}"),
        "tried to send" => format!("tried to send a message into {about}"),
        "received" => format!("received a message from {about}"),
        "tried to receive" => format!("tried to receive a message from {about}"),
        "dropped" => format!("dropped an end of {about}"),
        "handed over" => format!("handed a message over through {about}"),
        "saw the channel closed" => format!("found nobody left at the other end of {about}"),
        "shut down" => "shut down the runtime, and with it the tasks that are left".to_owned(),
        "came to the barrier" => format!("came to {about}"),
        "went past the barrier" => format!("went past {about}"),
        "asked whether a lock is poisoned" => format!("asked whether {about} is poisoned"),
        "cleared a poisoned lock" => format!("cleared the poison of {about}"),
        "asked for what is made once" => format!("asked for {about}"),
        "asked whether it is made" => format!("asked whether {about} is done"),
        "found it made" => format!("found {about} done"),
        "made it" => format!("did {about}"),
        "asked whether it has ended" => format!("asked whether {about} has ended"),
        "asked whether it is over" => format!("asked whether {about} is over"),
        "asked to be notified" => format!("asked {about} for a notice"),
        "left the scope" => format!("left {about}"),
        "was notified" => format!("was notified by {about}"),
        "saw the threads end of" => format!("saw the threads of {about} end"),
        "saw the end" => format!("saw the end of {about}"),
        "looked at the channel" => format!("looked at {about}"),
        // They are about the task itself.
        "ended" | "was dropped" | "parked" | "was unparked" | "went on" => what.to_owned(),
        "exited" => "ended the program".to_owned(),
        other => format!("{other} {about}").trim_end().to_owned(),
    };
    Some(told)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_story_tells_what_is_done_and_leaves_out_how_the_explorer_does_it() {
        assert_eq!(words("printed", "hi").as_deref(), Some("printed `hi`"));
        assert_eq!(
            words("locked", "the lock made at line 5").as_deref(),
            Some("locked the lock made at line 5")
        );
        assert_eq!(
            words("asked whether a lock is poisoned", "the lock made at line 5").as_deref(),
            Some("asked whether the lock made at line 5 is poisoned")
        );
        assert_eq!(words("was unparked", "the thread made at line 5").as_deref(), Some("was unparked"));
        assert_eq!(words("woke", "the task made at line 4"), None);
        assert_eq!(words("looked at the time", ""), None);
    }
}
