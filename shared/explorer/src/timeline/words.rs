//! What an event is called in a timeline.

use crate::told_event;
use engine::Event;
use timeline::{Kind, What};

/// `None` for what nobody draws.
pub fn what(event: &Event, kind: Kind) -> Option<What> {
    Some(match event.what.as_str() {
        "spawned" if event.others.is_empty() => return None,
        "spawned" => What::Spawned,
        "printed" => What::Printed,
        "slept as a thread" if kind != Kind::Thread => What::Blocked,
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
        other => told_event::words(other, &event.about).map(|_| What::Other)?,
    })
}

/// As a story tells it.
pub fn told(what: What, event: &Event) -> String {
    match what {
        What::Stuck => event.about.clone(),
        _ => told_event::words(&event.what, &event.about)
            .unwrap_or_else(|| format!("{} {}", event.what, event.about)),
    }
}

/// In two or three words.
pub fn label(what: What, event: &Event) -> String {
    match what {
        What::Spawned => format!("starts {}", event.about),
        What::Printed => event.about.clone(),
        What::Slept => "sleeps".to_owned(),
        What::Blocked => "blocks".to_owned(),
        What::Other if event.what == "woke late" => format!("wakes {} late", event.about),
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
