//! Which outputs there are only because the program asks for weaker orders of memory than sequential consistency, and where.

use crate::exploration::{Exploration, explore};
use crate::options::{Limits, Options};
use crate::outcome::{Outcome, Output};
use crate::source::Sources;
use answers::{Ending, Stream};
use engine::{Memory, Settings};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A line of the program: its file, and its number.
type Line = (&'static str, u32);

/// What a reader can see.
type Seen = (Ending, Vec<(Stream, String)>);

/// So many outputs are listed to be compared.
const LISTED: usize = 1_000;
/// When to give up trying what another order would change.
const ENOUGH: Limits = Limits { schedules: 500, steps: 20_000, states: 10_000, bytes: 1 << 26 };

/// Marks the outputs that can't happen where all orders are sequentially consistent, with the lines on which the order would have to
/// be; each is tried.
pub(crate) fn mark(found: &Exploration, outcome: &mut Outcome, sources: &Sources) {
    if found.options.settings.memory == Memory::Sequential || !found.knowledge.is_weak() {
        return;
    }
    let mut tried = Tried { found, known: BTreeMap::new() };
    let Some(all) = tried.outputs(None) else { return };
    for output in &mut outcome.outputs {
        let seen = seen(output);
        if !all.contains(&seen) {
            output.needs = Some(tried.needs(&seen, sources));
        }
    }
}

/// What was tried.
struct Tried<'a> {
    found: &'a Exploration,
    /// What there is with a stronger order on these lines, or on all; `None` if that is too much to be known.
    known: BTreeMap<Option<BTreeSet<Line>>, Option<BTreeSet<Seen>>>,
}

impl Tried<'_> {
    /// What the program prints where these lines, or all, are sequentially consistent.
    fn outputs(&mut self, lines: Option<BTreeSet<Line>>) -> Option<BTreeSet<Seen>> {
        if let Some(known) = self.known.get(&lines) {
            return known.clone();
        }
        let options = &self.found.options;
        let settings = match &lines {
            None => Settings { memory: Memory::Sequential, ..options.settings.clone() },
            Some(lines) => Settings { sequential: Arc::new(lines.clone()), ..options.settings.clone() },
        };
        let options = Options { settings, limits: ENOUGH, ..options.clone() };
        let all = explore(self.found.program, &options).ok().and_then(|found| {
            let outcome = found.outcome(LISTED).ok()?;
            let is_all = outcome.exhaustive && outcome.count <= LISTED as u128;
            is_all.then(|| outcome.outputs.iter().map(seen).collect())
        });
        self.known.insert(lines, all.clone());
        all
    }

    /// What an output needs, as few lines as there can be.
    fn needs(&mut self, seen: &Seen, sources: &Sources) -> String {
        let weak: Vec<(&'static str, u32, &'static str)> =
            self.found.knowledge.weak_at().iter().copied().collect();
        let mut lines: BTreeSet<Line> = weak.iter().map(|(file, line, _)| (*file, *line)).collect();
        let mut forbids = |lines: &BTreeSet<Line>| {
            let outputs = self.outputs(Some(lines.clone()));
            outputs.is_some_and(|outputs| !outputs.contains(seen))
        };
        if !forbids(&lines) {
            return "orders that are weaker than `SeqCst`".to_owned();
        }
        for line in lines.clone() {
            let rest: BTreeSet<Line> = lines.iter().copied().filter(|other| *other != line).collect();
            if forbids(&rest) {
                lines = rest;
            }
        }
        let is_there = |(file, line, _): &&(&'static str, u32, &'static str)| lines.contains(&(*file, *line));
        let orders: BTreeSet<String> =
            weak.iter().filter(is_there).map(|(.., order)| format!("`{order}`")).collect();
        let orders: Vec<String> = orders.into_iter().collect();
        let first = sources.first().map_or("", |source| source.path);
        let numbers = lines
            .iter()
            .map(|(file, line)| if *file == first { line.to_string() } else { format!("{line} of {file}") });
        let numbers: Vec<String> = numbers.collect();
        let at = if numbers.len() == 1 { "line" } else { "lines" };
        format!("{} at {at} {}: with `SeqCst` there it can't happen", listed(&orders), listed(&numbers))
    }
}

/// "8", "8 and 12", "8, 9 and 12".
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [several @ .., last] => format!("{} and {last}", several.join(", ")),
    }
}

fn seen(output: &Output) -> Seen {
    let lines = output.lines.iter().map(|line| (line.stream, line.text.clone()));
    (output.end, lines.collect())
}
