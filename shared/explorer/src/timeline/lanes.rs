//! The lanes, and which tasks and branches they stand for.

use super::calls::arguments;
use crate::replay::Replay;
use crate::source::Sources;
use engine::{Joined, Kind};
use std::collections::HashMap;
use timeline::Lane;

/// A name longer than this tells a reader less than a number.
const LONGEST: usize = 28;

/// The lanes, and which tasks and branches they stand for.
pub(crate) struct Lanes<'a> {
    replay: &'a Replay,
    sources: &'a Sources,
    pub all: Vec<Lane>,
    of: HashMap<Who, usize>,
}

/// A task, by its number, and one of the futures that it polls side by side.
pub(super) type Who = engine::Who;

/// The calls that a branch is within, from the outermost: where they are, and which of their futures it is. What a call in a loop
/// polls, one after the other, has one path and one lane.
type Path = Vec<(u32, u32, usize)>;

impl<'a> Lanes<'a> {
    pub fn new(replay: &'a Replay, sources: &'a Sources) -> Lanes<'a> {
        let mut lanes = Lanes { replay, sources, all: Vec::new(), of: HashMap::new() };
        for (number, (name, kind)) in replay.tasks.iter().enumerate() {
            let kind = match kind {
                Kind::Thread => timeline::Kind::Thread,
                Kind::Task | Kind::Driver => timeline::Kind::Task,
            };
            let lane = lanes.all.len();
            lanes.all.push(Lane { name: name.clone(), kind, within: None });
            lanes.of.insert((number, None), lane);
            lanes.add_branches(number, lane, &Path::new());
        }
        lanes
    }

    /// The index of the lane of a task, or of a branch.
    pub fn of(&self, number: usize, branch: Option<usize>) -> usize {
        self.of.get(&(number, branch)).copied().unwrap_or_default()
    }

    /// Adds lanes for all branches within one, or within a task.
    fn add_branches(&mut self, number: usize, within: usize, path: &Path) {
        for branch in 0..self.replay.branches.len() {
            let inner = self.path(branch);
            let is_next = inner.len() == path.len() + 1 && inner.starts_with(path);
            if self.replay.branches[branch].number != number || !is_next {
                continue;
            }
            let same =
                |other: &usize| self.path(*other) == inner && self.replay.branches[*other].number == number;
            let before = (0..branch).find(same).map(|other| self.of(number, Some(other)));
            let lane = before.unwrap_or(self.all.len());
            self.of.insert((number, Some(branch)), lane);
            if before.is_none() {
                let name = self.name(&self.replay.branches[branch]);
                self.all.push(Lane { name, kind: timeline::Kind::Future, within: Some(within) });
                self.add_branches(number, lane, &inner);
            }
        }
    }

    fn path(&self, branch: usize) -> Path {
        let Joined { site, place, within, .. } = &self.replay.branches[branch];
        let mut path = within.map_or(Path::new(), |outer| self.path(outer));
        path.push((site.line(), site.column(), *place));
        path
    }

    /// What the program calls a branch, which no other lane is called.
    fn name(&self, branch: &Joined) -> String {
        let name = name_of(branch, self.sources.text(branch.site.file()));
        let numbered = format!("{name} (");
        let same =
            self.all.iter().filter(|lane| lane.name == name || lane.name.starts_with(&numbered)).count();
        if same == 0 { name } else { format!("{name} ({})", same + 1) }
    }
}

/// What a sentence calls a branch: "the future `tx_fut`", or "future 2 of line 14".
pub(crate) fn named(branch: &Joined, source: &str) -> String {
    let name = name_of(branch, source);
    match branch.name {
        _ if branch.is_task => name,
        None if name.starts_with("future ") => format!("{name} of line {}", branch.site.line()),
        _ => format!("the future `{name}`"),
    }
}

/// What a program calls a branch: as it is written in the call, or else its number.
pub(crate) fn name_of(branch: &Joined, source: &str) -> String {
    let written = arguments(source, branch.site.line(), branch.site.column());
    let written = match (branch.name, written.as_slice()) {
        (Some(name), _) => Some(name.to_owned()),
        (None, [all]) => Some(format!("{all}[{}]", branch.place)),
        (None, several) => several.get(branch.place).cloned(),
    };
    let is_short =
        |name: &String| (1..=LONGEST).contains(&name.chars().count()) && !name.contains(['\n', '{']);
    written.filter(is_short).unwrap_or_else(|| format!("future {}", branch.place + 1))
}
