//! How all lanes stand in a state.

use answers::graph::{At, Stance};
use engine::{End, Standing, Who};
use std::collections::HashMap;
use std::time::Duration;

/// How lanes stand in a state, by their numbers; those that have not begun are not among them.
pub(super) struct Stances {
    stances: HashMap<usize, Stance>,
    /// What those may find that they have to wait for who can go next.
    awaited: HashMap<usize, &'static str>,
}

impl Stances {
    /// As the tasks and futures stand, whose lanes these are, or as they stand after an end.
    pub fn new(standings: &[Standing], of: &HashMap<Who, usize>, end: Option<&End>) -> Stances {
        let mut stances: HashMap<usize, Stance> = HashMap::new();
        let mut awaited = HashMap::new();
        for standing in standings {
            let Some(lane) = of.get(&standing.who) else { continue };
            let stance = after(stance(standing, of), end);
            // Of several that share a lane, one after the other, at most one is at something.
            let is_news =
                stance.at != At::Ended || stances.get(lane).is_none_or(|other| other.at == At::Ended);
            if is_news {
                stances.insert(*lane, stance);
                awaited.insert(*lane, standing.awaited);
            }
        }
        Stances { stances, awaited }
    }

    /// What a lane that can go next may find that it has to wait for.
    pub fn awaited(&self, lane: usize) -> &'static str {
        self.awaited.get(&lane).copied().unwrap_or_default()
    }

    /// How one lane stands.
    pub fn of(&self, lane: usize) -> Stance {
        self.stances.get(&lane).cloned().unwrap_or_default()
    }

    /// Who sleeps until when.
    pub fn sleepers(&self) -> impl Iterator<Item = (usize, u64)> {
        let sleeps = |(lane, stance): (&usize, &Stance)| Some((*lane, stance.until_ms?));
        self.stances.iter().filter_map(sleeps)
    }
}

fn stance(standing: &Standing, of: &HashMap<Who, usize>) -> Stance {
    let mut others: Vec<usize> = standing.others.iter().filter_map(|who| of.get(who).copied()).collect();
    others.sort_unstable();
    others.dedup();
    let at = match standing.at {
        engine::At::Ready => At::Ready,
        engine::At::Sleeps => At::Sleeps,
        engine::At::Waits => At::Waits,
        engine::At::Ended => At::Ended,
    };
    let has_line = at != At::Ended;
    Stance {
        at,
        line: if has_line { standing.place.line } else { 0 },
        file: standing.place.file.filter(|_| has_line).map(str::to_owned),
        why: standing.why.clone(),
        until_ms: standing.until.map(milliseconds),
        waits_for: if let [only] = *others { Some(only) } else { None },
    }
}

/// Whoever is not done when the process ends is stopped.
fn after(stance: Stance, end: Option<&End>) -> Stance {
    let is_over = matches!(end, Some(End::Exited(_) | End::Panicked | End::Aborted(_)));
    if is_over && stance.at != At::Ended {
        let why = "was stopped when the program ended".to_owned();
        return Stance { at: At::Ended, why, ..Stance::default() };
    }
    stance
}

pub(super) fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
