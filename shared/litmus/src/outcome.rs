//! What a program may read and leave behind.

use crate::candidate::candidates;
use crate::event::Event;
use crate::paths::paths;
use crate::program::Program;
use std::collections::BTreeSet;
use std::fmt;

/// What the threads read, each in its order, and what stands at each location in the end.
///
/// Written so: `01 - =12` is a first thread that read 0 and then 1, a second that read nothing, and 1 and 2 in the end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    pub reads: Vec<Vec<u64>>,
    pub last: Vec<u64>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for reads in &self.reads {
            reads.iter().try_for_each(|value| write!(f, "{value}"))?;
            f.write_str(if reads.is_empty() { "- " } else { " " })?;
        }
        f.write_str("=")?;
        self.last.iter().try_for_each(|value| write!(f, "{value}"))
    }
}

/// Every outcome that a program may have.
pub fn outcomes(program: &Program) -> BTreeSet<Outcome> {
    let (paths, locations) = (paths(program), program.locations());
    let mut outcomes = BTreeSet::new();
    together(&paths, &mut Vec::new(), &mut |chosen| {
        let firsts = (0..locations).map(Event::first);
        let events: Vec<Event> = firsts.chain(chosen.iter().flat_map(|path| path.iter().copied())).collect();
        let reads = chosen.iter().map(|path| path.iter().filter_map(|event| event.read).collect());
        let reads: Vec<Vec<u64>> = reads.collect();
        if !is_possible(&events) {
            return;
        }
        candidates(&events, locations, &mut |candidate, last| {
            let last = last.iter().filter_map(|write| events[*write].written).collect();
            let outcome = Outcome { reads: reads.clone(), last };
            if !outcomes.contains(&outcome) && candidate.is_consistent() {
                outcomes.insert(outcome);
            }
        });
    });
    outcomes
}

/// Whether everything that is read is written by somebody.
fn is_possible(events: &[Event]) -> bool {
    events.iter().all(|event| {
        let writes = |other: &Event| other.at == event.at && other.written == event.read;
        event.read.is_none() || events.iter().any(writes)
    })
}

/// One path of each thread, in all ways.
fn together<'a>(
    paths: &'a [Vec<Vec<Event>>],
    chosen: &mut Vec<&'a Vec<Event>>,
    hear: &mut impl FnMut(&[&'a Vec<Event>]),
) {
    let Some((first, rest)) = paths.split_first() else { return hear(chosen) };
    for path in first {
        chosen.push(path);
        together(rest, chosen, hear);
        chosen.pop();
    }
}
