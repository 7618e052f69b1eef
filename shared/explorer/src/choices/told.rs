//! The graph of choices as it is answered.

use super::alike::Alike;
use super::deeds::{Done, tell_locks_apart};
use super::search::Extent;
use super::stances::milliseconds;
use super::state::{Made, Move, State};
use super::states::States;
use crate::bound::Bound;
use crate::graph::{Edge, Graph, Node, Target};
use crate::order::Progress;
use crate::outcome::{Outcome, name};
use crate::search::Found;
use answers::graph::{self, Deed, Followed};
use engine::{digest, verb};
use std::collections::BTreeSet;
use std::time::Duration;

impl States<'_> {
    /// What was found, as a search for outputs would have found it.
    pub fn found(&self, extent: Extent) -> Found {
        let is_inner = |state: &&State| state.end.is_none();
        let mut nodes = Vec::new();
        let mut node_of = vec![0; self.all.len()];
        for (number, state) in self.all.iter().enumerate().filter(|(_, state)| is_inner(state)) {
            node_of[number] = nodes.len();
            let parent = state.way.map(|(before, way)| (node_of[before], self.all[before].place(way)));
            let mut node = Node::new(digest((state.follows, 0_u64)), parent, Progress::default());
            node.edges = state.made().map(edge).collect();
            nodes.push(node);
        }
        for edge in nodes.iter_mut().flat_map(|node: &mut Node| &mut node.edges) {
            if let Target::Node(to) = edge.to {
                edge.to = match &self.all[to].end {
                    None => Target::Node(node_of[to]),
                    Some(end) => Target::End(end.clone()),
                };
            }
        }
        let mut bounds = BTreeSet::new();
        if let Extent::Late(most) = extent {
            bounds.insert(Bound::Late(most));
        }
        let is_endless = |state: &State| matches!(state.end, Some(engine::End::StillRunning(_)));
        bounds.extend(self.all.iter().any(is_endless).then_some(Bound::Length));
        let start = Edge { to: Target::Node(0), ..Edge::default() };
        let mut graph = Graph::default();
        (graph.nodes, graph.start) = (nodes, Some(start));
        Found { graph, knowledge: self.knowledge.clone(), bounds, schedules: self.executions, wanted: None }
    }

    /// The graph with these outputs; those that are one for a reader are one.
    pub fn graph(&mut self, outcome: Outcome) -> graph::Graph {
        let found = self.shown();
        let firsts = Alike::new(&found).firsts(found.len(), &|_, _| true);
        let mut places = vec![0; found.len()];
        let mut states = Vec::new();
        for (number, state) in found.into_iter().enumerate() {
            places[number] = places[firsts[number]];
            if firsts[number] == number {
                places[number] = states.len();
                states.push(state);
            }
        }
        for one in states.iter_mut().flat_map(|state| &mut state.moves) {
            one.to = places[one.to];
        }
        let outcome = outcome.answer();
        graph::Graph {
            version: graph::Graph::VERSION,
            program: String::new(),
            source: self.source(),
            clock: outcome.clock,
            exhaustive: outcome.exhaustive,
            why_not: outcome.why_not,
            rests_on: outcome.rests_on,
            lanes: self.lanes.in_order().0,
            states,
            count: outcome.count,
            more: outcome.more,
            outputs: outcome.outputs,
            runs: Vec::new(),
        }
    }

    /// All states as they are shown.
    pub fn shown(&mut self) -> Vec<graph::State> {
        let all = self.all.iter_mut().flat_map(|state| &mut state.moves);
        tell_locks_apart(all.filter_map(|one| one.made.as_mut()).flat_map(|made| &mut made.deeds));
        let (lanes, places) = self.lanes.in_order();
        let mut order: Vec<usize> = (0..lanes.len()).collect();
        order.sort_by_key(|lane| places[*lane]);
        self.all.iter().map(|state| self.state(state, &order, &places)).collect()
    }

    fn source(&self) -> Vec<String> {
        self.sources.first().map_or(Vec::new(), |source| source.text.lines().map(str::to_owned).collect())
    }

    fn state(&self, state: &State, order: &[usize], places: &[usize]) -> graph::State {
        let stance = |lane: &usize| {
            let stance = state.stances.of(*lane);
            graph::Stance { waits_for: stance.waits_for.map(|lane| places[lane]), ..stance }
        };
        let end = state.end.as_ref().map(|end| graph::End { end: name(end), why: state.why.clone() });
        graph::State {
            ms: milliseconds(state.now),
            lanes: order.iter().map(stance).collect(),
            moves: state.moves.iter().filter_map(|one| self.told(state, one, places)).collect(),
            end,
        }
    }

    /// `None` if it is not known what comes of it.
    fn told(&self, from: &State, one: &Move, places: &[usize]) -> Option<graph::Move> {
        let made = one.made.as_ref()?;
        let to = &self.all[made.to];
        let mut deeds: Vec<Done> = made.deeds.clone();
        let own = one.lane.and_then(|lane| deeds.iter().position(|done| done.lane == lane));
        let deed = match (own, one.lane) {
            (Some(own), _) => deeds.remove(own).deed,
            (None, Some(lane)) => self.goes_on(from, lane, made),
            (None, None) => self.passes(from, to),
        };
        let followed = |done: Done| Followed { lane: places[done.lane], deed: done.deed };
        Some(graph::Move {
            lane: one.lane.map(|lane| places[lane]),
            deed: Deed { does: deed.does + &self.chance(from, one), ..deed },
            prints: made.prints.clone(),
            late: one.late,
            then: deeds.into_iter().map(followed).collect(),
            to: made.to,
        })
    }

    /// What one does of whom nothing is told.
    fn goes_on(&self, from: &State, lane: usize, made: &Made) -> Deed {
        let stance = from.stances.of(lane);
        let does = match (made.began, from.stances.awaited(lane)) {
            (verb::HAS_TO_WAIT, "" | "its timer") => "has to wait".to_owned(),
            (verb::HAS_TO_WAIT, what) => format!("has to wait for {what}"),
            (began, _) if began == verb::STARTED.past() => "starts".to_owned(),
            (began, _) if began == verb::WAS_POLLED.past() && self.lanes.has_futures(lane) => {
                "polls its futures".to_owned()
            }
            (began, _) if began == verb::WAS_POLLED.past() => "is polled".to_owned(),
            _ => "goes on".to_owned(),
        };
        Deed { does, line: stance.line, file: stance.file, value: None }
    }

    /// What it is to let time pass.
    fn passes(&self, from: &State, to: &State) -> Deed {
        let passed = to.now.saturating_sub(from.now);
        let time = timeline::time(u64::try_from(passed.as_nanos()).unwrap_or(u64::MAX));
        let slept =
            from.stances.sleepers().filter(|(lane, until)| to.stances.of(*lane).until_ms != Some(*until));
        let mut woken: Vec<usize> = slept.map(|(lane, _)| lane).collect();
        woken.sort_unstable();
        let woken: Vec<&str> = woken.into_iter().map(|lane| self.lanes.name(lane)).collect();
        let does = match (passed, woken.is_empty()) {
            (Duration::ZERO, true) => "a time has come".to_owned(),
            (Duration::ZERO, false) => format!("the time has come for {}", woken.join(" and ")),
            _ => format!("{time} pass"),
        };
        Deed { does, ..Deed::default() }
    }

    /// Where the same lane can go on in several ways, which of them it is.
    fn chance(&self, from: &State, one: &Move) -> String {
        let same = |other: &&Move| one.lane.is_some() && other.lane == one.lane && other.late == one.late;
        let ways: Vec<&Move> = from.moves.iter().filter(same).collect();
        let place = ways.iter().position(|other| other.choice == one.choice).unwrap_or_default();
        if ways.len() < 2 { String::new() } else { format!(" (way {} of {})", place + 1, ways.len()) }
    }
}

fn edge(made: &Made) -> Edge {
    let Made { choices, printed, done, to, .. } = made;
    Edge { choices: choices.clone(), printed: printed.clone(), done, to: Target::Node(*to) }
}
