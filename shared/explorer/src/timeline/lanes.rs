//! The lanes, and of which task and branch they are.

use super::calls::arguments;
use crate::replay::Replay;
use engine::{Joined, Kind};
use timeline::Lane;

/// A name longer than this tells a reader less than a number.
const LONGEST: usize = 28;

/// The lanes, and of which task and branch they are.
pub(super) struct Lanes {
    pub all: Vec<(Lane, Who)>,
}

/// A task, by its number, and one of the futures that it polls side by side.
pub(super) type Who = (usize, Option<usize>);

impl Lanes {
    pub fn new(replay: &Replay, source: &str) -> Lanes {
        let mut lanes = Lanes { all: Vec::new() };
        let names = names(&replay.branches, source);
        for (number, (name, kind)) in replay.tasks.iter().enumerate() {
            let kind = match kind {
                Kind::Thread => timeline::Kind::Thread,
                Kind::Task => timeline::Kind::Task,
            };
            lanes.all.push((Lane { name: name.clone(), kind, within: None }, (number, None)));
            lanes.branches_of((number, None), &replay.branches, &names);
        }
        lanes
    }

    fn branches_of(&mut self, who: Who, branches: &[Joined], names: &[String]) {
        let within = Some(self.of(who.0, who.1));
        for branch in (0..branches.len()).filter(|&b| (branches[b].number, branches[b].within) == who) {
            let lane = Lane { name: names[branch].clone(), kind: timeline::Kind::Future, within };
            let who = (who.0, Some(branch));
            self.all.push((lane, who));
            self.branches_of(who, branches, names);
        }
    }

    /// The index of a lane.
    pub fn of(&self, number: usize, branch: Option<usize>) -> usize {
        self.all.iter().position(|(_, who)| *who == (number, branch)).unwrap_or_default()
    }
}

/// What the program calls its branches: as they are written in the call, or else by number.
fn names(branches: &[Joined], source: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for branch in branches {
        let written = arguments(source, branch.site.line(), branch.site.column());
        let short =
            |name: &String| (1..=LONGEST).contains(&name.chars().count()) && !name.contains(['\n', '{']);
        let written = match (branch.name, written.as_slice()) {
            (Some(name), _) => Some(name.to_owned()),
            (None, [all]) => Some(format!("{all}[{}]", branch.place)),
            (None, several) => several.get(branch.place).cloned(),
        };
        let name = written.filter(short).unwrap_or_else(|| format!("future {}", branch.place + 1));
        let same =
            names.iter().filter(|other| **other == name || other.starts_with(&format!("{name} ("))).count();
        names.push(if same == 0 { name } else { format!("{name} ({})", same + 1) });
    }
    names
}
