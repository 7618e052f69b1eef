//! One execution of a search: replays the way to a state that has something to explore, and explores on from there
//! until it comes to the end. When it meets a known state, it goes on to what is to be explored after that.

use crate::graph::{Edge, Graph, Node, Sleep, Target, Visit, Way};
use crate::guide::{Follows, Guide};
use crate::options::Reduction;
use engine::{Choice, Chunk, End, Point, Scheduler, Step, digest};

/// For how many choices to look for a known state: about as long as a short program.
const FAR: usize = 64;

pub(crate) struct Walk<'a> {
    graph: &'a mut Graph,
    reduction: Reduction,
    guide: &'a mut dyn Guide,
    pub phase: Phase,
    /// For how many more choices it may drift.
    left_to_drift: usize,
    /// What is left to replay, the next one last.
    replay: Vec<Choice>,
    /// Where the edge under way starts.
    pub from: Option<From>,
    edge: Edge,
    sleep: Sleep,
    /// What the replay must have printed when it is over.
    expected: Vec<Chunk>,
    /// The last choice was taken from this visit, which wants to know its footprint.
    taken: bool,
    pub surprise: Option<String>,
    /// The schedule that led to what is wanted.
    pub found: Option<Vec<Choice>>,
    last: Follows,
}

/// What a walk does with the execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It goes to where there is something to explore.
    Replays,
    Explores,
    /// All that can happen here is explored elsewhere too; soon there may be a known state again.
    Drifts,
}

/// A choice that is explored now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct From {
    pub node: usize,
    pub visit: usize,
    pub choice: Choice,
}

impl<'a> Walk<'a> {
    /// Explores what is to be explored at a node, or from the start.
    pub fn new(
        graph: &'a mut Graph,
        reduction: Reduction,
        guide: &'a mut dyn Guide,
        node: Option<usize>,
    ) -> Walk<'a> {
        let way = node.map(|node| graph.way_to(node));
        let mut walk = Walk {
            graph,
            reduction,
            guide,
            phase: Phase::Explores,
            left_to_drift: 0,
            replay: Vec::new(),
            from: None,
            edge: Edge::default(),
            sleep: Sleep::new(),
            expected: Vec::new(),
            taken: false,
            surprise: None,
            found: None,
            last: Follows::On,
        };
        if let Some(way) = way {
            walk.go(way);
        }
        walk
    }

    /// Goes to a node where there is something to explore.
    fn go(&mut self, way: Way) {
        self.from =
            Some(From { node: way.to, visit: 0, choice: Choice { actor: engine::Actor::Clock, place: 0 } });
        self.edge = Edge::default();
        self.phase = Phase::Replays;
        self.expected = way.printed;
        self.replay = way.choices;
        self.replay.reverse();
    }

    /// Puts the edge under way where it belongs.
    pub fn finish(&mut self, to: Target) -> usize {
        let mut edge = std::mem::take(&mut self.edge);
        edge.to = to;
        match self.from {
            Some(from) => {
                self.graph.nodes[from.node].edges.push(edge);
                self.graph.nodes[from.node].edges.len() - 1
            }
            None => {
                self.graph.start = Some(edge);
                0
            }
        }
    }

    /// The execution came to its end.
    pub fn end(&mut self, end: End) {
        let wanted = match self.last {
            Follows::On => self.guide.is_it(&end),
            Follows::Off => false,
            Follows::There => true,
        };
        if wanted {
            self.found = Some(self.schedule());
        }
        self.finish(Target::End(end));
    }

    /// All choices so far.
    fn schedule(&self) -> Vec<Choice> {
        let mut schedule = self.from.map_or(Vec::new(), |from| self.graph.way_to(from.node).choices);
        schedule.extend(&self.edge.choices);
        schedule
    }

    /// Forgets the edge under way, so that it is explored again.
    pub fn undo(&mut self) {
        if let Some(from) = self.from.filter(|_| self.phase == Phase::Explores) {
            let visit = &mut self.graph.nodes[from.node].visits[from.visit];
            visit.sleep.retain(|(choice, _)| *choice != from.choice);
            visit.pending.push(from.choice);
            self.graph.reopen(from.node);
        }
    }

    fn note(&mut self, step: &Step) -> Follows {
        if !step.printed.is_empty() {
            self.edge.printed.extend(step.printed.iter().cloned());
        }
        if std::mem::take(&mut self.taken)
            && let Some(from) = self.from
        {
            let visit = &mut self.graph.nodes[from.node].visits[from.visit];
            visit.sleep.push((from.choice, step.footprint.clone()));
        }
        self.sleep.retain(|(_, footprint)| footprint.commutes_with(&step.footprint));
        self.guide.follows(&step.printed)
    }

    /// Takes the next thing to explore at a node; `None` if there is nothing.
    fn take(&mut self, node: usize) -> Option<Choice> {
        let visits = &mut self.graph.nodes[node].visits;
        let (index, visit) = visits.iter_mut().enumerate().find(|(_, v)| !v.pending.is_empty())?;
        let choice = visit.pending.pop()?;
        self.sleep = match self.reduction {
            Reduction::Pruned => visit.sleep.clone(),
            _ => Sleep::new(),
        };
        self.from = Some(From { node, visit: index, choice });
        self.edge = Edge { choices: vec![choice], ..Edge::default() };
        self.phase = Phase::Explores;
        self.taken = true;
        Some(choice)
    }

    fn arrive(&mut self, point: &Point<'_>, awake: Vec<Choice>) -> Option<Choice> {
        let key = match self.reduction {
            Reduction::Plain => self.graph.nodes.len() as u64,
            _ => self.key(point),
        };
        let known = self.graph.find(key);
        let node = known.unwrap_or(self.graph.nodes.len());
        let edge = self.finish(Target::Node(node));
        let slept = self.sleep.iter().map(|(choice, _)| *choice);
        let wanted = match known {
            None => {
                self.graph.add(Node {
                    key,
                    edges: Vec::new(),
                    parent: self.from.map(|from| (from.node, edge)),
                    visits: Vec::new(),
                    slept: slept.collect(),
                });
                awake
            }
            Some(node) => {
                let node = &mut self.graph.nodes[node];
                let still: Vec<Choice> = slept.filter(|choice| node.slept.contains(choice)).collect();
                let woken = node.slept.iter().copied().filter(|choice| !still.contains(choice));
                let woken = woken.collect();
                self.sleep.retain(|(choice, _)| still.contains(choice));
                node.slept = still;
                woken
            }
        };
        if !wanted.is_empty() {
            let mut pending = wanted;
            pending.reverse();
            let sleep = std::mem::take(&mut self.sleep);
            self.graph.nodes[node].visits.push(Visit { sleep, pending });
            self.graph.reopen(node);
        }
        self.take(node).or_else(|| self.begin_to_drift(point))
    }

    /// Makes a choice that is new; `None` where all of them are known.
    fn explore(&mut self, point: &Point<'_>) -> Option<Choice> {
        let asleep = |choice: &Choice| self.sleep.iter().any(|(slept, _)| slept == choice);
        let pruned = self.reduction == Reduction::Pruned;
        let alone = point.moves.iter().find(|m| pruned && m.alone && !asleep(&m.choice));
        let awake: Vec<Choice> = point.moves.iter().map(|m| m.choice).filter(|c| !asleep(c)).collect();
        let forced = match (alone, point.moves, awake.is_empty()) {
            (Some(alone), _, _) => alone.choice,
            (_, _, true) => {
                self.finish(Target::Nowhere);
                return self.begin_to_drift(point);
            }
            (_, [only], _) => only.choice,
            _ => return self.arrive(point, awake),
        };
        self.edge.choices.push(forced);
        Some(forced)
    }

    fn begin_to_drift(&mut self, point: &Point<'_>) -> Option<Choice> {
        self.phase = Phase::Drifts;
        self.left_to_drift = FAR;
        self.drift(point)
    }

    /// Goes on without anything to explore, as far as it is not far, to where there is something again.
    fn drift(&mut self, point: &Point<'_>) -> Option<Choice> {
        if let Some(alone) = point.moves.iter().find(|m| m.alone) {
            return Some(alone.choice);
        }
        if point.moves.len() > 1 {
            let known = self.graph.find(self.key(point));
            if let Some(way) = known.and_then(|node| self.graph.way_on(node)) {
                self.go(way);
                return self.advance(point);
            }
            self.left_to_drift = self.left_to_drift.checked_sub(1)?;
        }
        point.moves.first().map(|first| first.choice)
    }

    fn key(&self, point: &Point<'_>) -> u64 {
        digest((point.state(), self.guide.position()))
    }

    /// Goes on with the replay, or from where it led.
    fn advance(&mut self, point: &Point<'_>) -> Option<Choice> {
        let next = self.replay.pop();
        next.or_else(|| self.resume_at(self.from?.node, point))
    }

    /// The replay is over: is this the state that was left here?
    fn resume_at(&mut self, node: usize, point: &Point<'_>) -> Option<Choice> {
        let expected = &self.graph.nodes[node];
        let same_state = match self.reduction {
            Reduction::Plain => true,
            _ => expected.key == self.key(point),
        };
        if !same_state || self.expected != self.edge.printed {
            self.surprise = Some("repeating a schedule led to something else".to_owned());
            return None;
        }
        self.take(node)
    }
}

impl Scheduler for Walk<'_> {
    fn next(&mut self, point: &Point<'_>) -> Option<Choice> {
        let follows = self.note(point.step);
        match (self.phase, follows) {
            (Phase::Replays, _) => self.advance(point),
            (Phase::Drifts, Follows::On) => self.drift(point),
            (Phase::Drifts, _) => None,
            (Phase::Explores, Follows::On) => self.explore(point),
            (Phase::Explores, Follows::Off) => {
                self.finish(Target::Nowhere);
                None
            }
            (Phase::Explores, Follows::There) => {
                self.found = Some(self.schedule());
                None
            }
        }
    }

    fn ended(&mut self, last: &Step) {
        self.last = self.note(last);
    }
}
