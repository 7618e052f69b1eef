//! What an event is called in a timeline.

use crate::told_event;
use engine::{Event, Role};
use timeline::{Kind, What};

/// `None` for what nobody draws.
pub fn what(event: &Event, kind: Kind) -> Option<What> {
    Some(match event.what.role() {
        Role::Spawned => What::Spawned,
        Role::Printed => What::Printed,
        Role::SleptAsThread if kind != Kind::Thread => What::Blocked,
        Role::Slept | Role::SleptAsThread => What::Slept,
        Role::Woke => What::Woke,
        // A sleeper does, too.
        Role::Waits if event.about == "its timer" => return None,
        Role::Waits => What::Waits,
        Role::Sent => What::Sent,
        Role::Received => What::Received,
        Role::FoundClosed => What::FoundClosed,
        Role::Locked => What::Locked,
        Role::Unlocked => What::Unlocked,
        Role::Notified => What::Notified,
        Role::Joined => What::Joined,
        Role::Closed => What::Closed,
        Role::Ended => What::Ended,
        Role::Dropped => What::Dropped,
        Role::Panicked => What::Panicked,
        Role::Exited => What::Exited,
        Role::Stuck => What::Stuck,
        Role::Other => event.what.told(&event.about).map(|_| What::Other)?,
        Role::Undrawn => return None,
    })
}

/// As a story tells it.
pub fn told(what: What, event: &Event) -> String {
    match what {
        What::Stuck => event.about.clone(),
        _ => told_event::told(event).unwrap_or_else(|| format!("{} {}", event.what, event.about)),
    }
}

/// In two or three words.
pub fn label(what: What, event: &Event) -> String {
    match what {
        What::Blocked => "blocks".to_owned(),
        _ => event.what.label(&event.about),
    }
}
