//! What was not done when the program ended.

use super::Case;
use super::facts::place_of;
use super::marks::mark;
use crate::outcome::{Outcome, Output};
use answers::{Ending, Mark, Stream};
use cures::Facts;
use engine::{Event, Role};
use std::collections::BTreeSet;

/// Whether another output has all lines of this one, and more.
pub fn is_cut(output: &Output, outcome: &Outcome) -> bool {
    let own = texts(output);
    let goes_on = |other: &Output| {
        let mut rest = texts(other);
        rest.len() > own.len()
            && own.iter().all(|text| {
                rest.iter().position(|other| other == text).map(|at| rest.swap_remove(at)).is_some()
            })
    };
    outcome.outputs.iter().any(|other| other.end == Ending::Returns && goes_on(other))
}

impl Case<'_> {
    /// Where threads and tasks were started that have not ended.
    pub fn left(&self) -> Facts {
        let mut left: Vec<_> = self.spawns().filter_map(|(event, _)| place_of(event)).collect();
        left.sort();
        left.dedup();
        Facts { left, ..Facts::default() }
    }

    pub fn left_marked(&self, facts: &Facts) -> Vec<Mark> {
        let of_place = |place: &cures::Place| {
            let here = self.spawns().filter(|(event, _)| place_of(event) == Some(*place));
            let names: BTreeSet<String> = here.map(|(_, number)| self.name((number, None))).collect();
            let is = if names.len() == 1 { "is" } else { "are" };
            let names = names.into_iter().collect::<Vec<_>>().join(" and ");
            mark(*place, format!("{names} {is} started here, and not done when the program ends"))
        };
        facts.left.iter().map(of_place).collect()
    }

    /// Who started whom that has not ended.
    fn spawns(&self) -> impl Iterator<Item = (&Event, usize)> {
        let ended: BTreeSet<usize> = self
            .run
            .events
            .iter()
            .filter(|event| event.what.role() == Role::Ended)
            .map(|event| event.number)
            .collect();
        let spawned = self.run.events.iter().filter(|event| event.what.role() == Role::Spawned);
        let others = spawned.flat_map(|event| event.others.iter().map(move |(number, _)| (event, *number)));
        others.filter(move |(_, number)| !ended.contains(number))
    }
}

fn texts(output: &Output) -> Vec<&str> {
    let stdout = output.lines.iter().filter(|line| line.stream == Stream::Stdout);
    stdout.map(|line| line.text.as_str()).collect()
}
