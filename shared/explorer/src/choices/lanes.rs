//! Who does things, the same in every execution: the second thread is the second one, whoever started it.

use super::spot::{Path, path};
use crate::source::Sources;
use crate::timeline::name_of;
use answers::graph::Lane;
use engine::{Joined, Kind, Who};
use std::collections::HashMap;

/// Who does things, in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    known: HashMap<Key, usize>,
    all: Vec<(Key, Lane)>,
}

/// What makes a lane the same in every execution: its task's name, kind, and which of several such it is; of a future also where
/// it stands. What a call in a loop polls, one after the other, is one lane.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    name: String,
    kind: Kind,
    number: usize,
    path: Path,
}

impl Lanes {
    /// The lanes of one execution's tasks, and of the futures that they poll.
    pub fn of(
        &mut self,
        tasks: &[(String, Kind)],
        branches: &[Joined],
        sources: &Sources,
    ) -> HashMap<Who, usize> {
        let mut lanes = HashMap::new();
        let mut keys = Vec::new();
        for (number, (name, kind)) in tasks.iter().enumerate() {
            // The runtime's driver is one thing, however often it has something to do.
            let same = |(other, is): &&(String, Kind)| other == name && is == kind && *kind != Kind::Driver;
            let before = tasks[..number].iter().filter(same).count();
            let key = Key { name: name.clone(), kind: *kind, number: before, path: Path::new() };
            lanes.insert((number, None), self.lane(&key, None, || name.clone()));
            keys.push(key);
        }
        for (branch, joined) in branches.iter().enumerate() {
            let path = path(branches, branch);
            let key = Key { path, ..keys[joined.number].clone() };
            let of = lanes.get(&(joined.number, joined.within)).copied();
            let name = || name_of(joined, sources.text(joined.site.file()));
            lanes.insert((joined.number, Some(branch)), self.lane(&key, of, name));
        }
        lanes
    }

    fn lane(&mut self, key: &Key, of: Option<usize>, name: impl Fn() -> String) -> usize {
        if let Some(known) = self.known.get(key) {
            return *known;
        }
        let kind = match (key.kind, of) {
            (_, Some(_)) => timeline::Kind::Future,
            (Kind::Thread, None) => timeline::Kind::Thread,
            (Kind::Task | Kind::Driver, None) => timeline::Kind::Task,
        };
        let lane = Lane { name: self.unique(&name()), kind, of };
        self.known.insert(key.clone(), self.all.len());
        self.all.push((key.clone(), lane));
        self.all.len() - 1
    }

    /// A name that no other lane has.
    fn unique(&self, name: &str) -> String {
        let is_taken = |name: &str| self.all.iter().any(|(_, lane)| lane.name == name);
        let names = (2..).map(|number| format!("{name} ({number})"));
        let mut names = [name.to_owned()].into_iter().chain(names);
        names.find(|name| !is_taken(name)).unwrap_or_default()
    }

    pub fn name(&self, lane: usize) -> &str {
        &self.all[lane].1.name
    }

    pub fn has_futures(&self, lane: usize) -> bool {
        self.all.iter().any(|(_, inner)| inner.of == Some(lane))
    }

    pub fn kind(&self, lane: usize) -> timeline::Kind {
        self.all[lane].1.kind
    }

    /// The lanes as they are shown, each followed by those of its futures, and the place of each among them.
    pub fn in_order(&self) -> (Vec<Lane>, Vec<usize>) {
        let mut order: Vec<usize> = Vec::new();
        let tops = (0..self.all.len()).filter(|lane| self.all[*lane].1.of.is_none());
        tops.for_each(|lane| self.put(lane, &mut order));
        let mut places = vec![0; order.len()];
        for (place, lane) in order.iter().enumerate() {
            places[*lane] = place;
        }
        let shown = |lane: &usize| {
            let lane = &self.all[*lane].1;
            Lane { of: lane.of.map(|of| places[of]), ..lane.clone() }
        };
        (order.iter().map(shown).collect(), places)
    }

    fn put(&self, lane: usize, order: &mut Vec<usize>) {
        order.push(lane);
        let mut inner: Vec<usize> =
            (0..self.all.len()).filter(|inner| self.all[*inner].1.of == Some(lane)).collect();
        inner.sort_by_key(|inner| &self.all[*inner].0.path);
        inner.into_iter().for_each(|inner| self.put(inner, order));
    }
}
