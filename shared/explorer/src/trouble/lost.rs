//! What was received by a future that was then dropped.

use super::Case;
use super::facts::place_of;
use super::marks::mark;
use answers::Mark;
use cures::{Facts, Lost, Place};
use engine::{Event, Role};

impl Case<'_> {
    /// Messages that nobody has done anything with.
    pub fn lost(&self) -> Facts {
        let events = &self.run.events;
        let dropped = events.iter().enumerate().filter(|(_, event)| event.what.role() == Role::Dropped);
        let mut lost: Vec<Lost> = Vec::new();
        for one in dropped.filter_map(|(index, event)| self.lost_by(event, &events[..index])) {
            if !lost.contains(&one) {
                lost.push(one);
            }
        }
        Facts { lost, ..Facts::default() }
    }

    pub fn lost_marked(&self, facts: &Facts) -> Vec<Mark> {
        let of_one = |lost: &Lost| {
            let name = format!("`{}`", lost.future);
            [
                mark(lost.received, format!("{name} takes a message here")),
                mark(
                    lost.polled,
                    format!("{name} is dropped here before it is done, and the message with it"),
                ),
            ]
        };
        facts.lost.iter().flat_map(of_one).collect()
    }

    /// What the future that is dropped has received, if all that it did after that was to wait.
    fn lost_by(&self, dropped: &Event, before: &[Event]) -> Option<Lost> {
        let joined = &self.run.branches[dropped.branch?];
        let own = before
            .iter()
            .rev()
            .filter(|event| (event.number, event.branch) == (dropped.number, dropped.branch));
        // What no story tells makes no difference to anybody.
        let deeds = own.filter(|event| event.what.told("").is_some());
        let only_waits =
            deeds.take_while(|event| matches!(event.what.role(), Role::Received | Role::Slept | Role::Woke));
        let received: Place =
            only_waits.filter(|event| event.what.role() == Role::Received).find_map(place_of)?;
        let name = &self.lanes.all[self.actor((dropped.number, dropped.branch))].name;
        // Who only lends a future keeps it.
        if name.starts_with("&mut ") || name.ends_with(".as_mut()") {
            return None;
        }
        Some(Lost { received, polled: self.place(joined.site)?, future: name.clone() })
    }
}
