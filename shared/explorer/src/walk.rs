//! One execution of a search: replays the way to a state that has something to explore, and explores on from there
//! until it meets a known state or the end.

use crate::graph::{Edge, Graph, Node, Sleep, Target, Visit};
use crate::guide::{Follows, Guide};
use crate::options::Reduction;
use engine::{Choice, End, Point, Scheduler, Step, digest};

pub(crate) struct Walk<'a> {
    graph: &'a mut Graph,
    reduction: Reduction,
    guide: &'a mut dyn Guide,
    /// What is left to replay, the next one last.
    replay: Vec<Choice>,
    /// Where the edge under way starts.
    pub from: Option<From>,
    edge: Edge,
    sleep: Sleep,
    /// Everything printed so far.
    printed: u64,
    /// The last choice was taken from this visit, which wants to know its footprint.
    taken: bool,
    pub surprise: Option<String>,
    /// The schedule that led to what is wanted.
    pub found: Option<Vec<Choice>>,
    last: Follows,
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
        let mut replay = node.map_or(Vec::new(), |node| graph.schedule_to(node));
        replay.reverse();
        let from = node.map(|node| From {
            node,
            visit: 0,
            choice: Choice { actor: engine::Actor::Clock, place: 0 },
        });
        Walk {
            graph,
            reduction,
            guide,
            replay,
            from,
            edge: Edge::default(),
            sleep: Sleep::new(),
            printed: 0,
            taken: false,
            surprise: None,
            found: None,
            last: Follows::On,
        }
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
        let mut schedule = self.from.map_or(Vec::new(), |from| self.graph.schedule_to(from.node));
        schedule.extend(&self.edge.choices);
        schedule
    }

    /// Forgets the edge under way, so that it is explored again.
    pub fn undo(&mut self) {
        if let Some(from) = self.from.filter(|_| !self.edge.choices.is_empty()) {
            let visit = &mut self.graph.nodes[from.node].visits[from.visit];
            visit.sleep.retain(|(choice, _)| *choice != from.choice);
            visit.pending.push(from.choice);
            self.graph.reopen(from.node);
        }
    }

    /// Whether nothing new has happened yet.
    pub fn replays(&self) -> bool {
        self.from.is_some() && self.edge.choices.is_empty()
    }

    fn note(&mut self, step: &Step) -> Follows {
        if !step.printed.is_empty() {
            self.printed = digest((self.printed, &step.printed));
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
        self.taken = true;
        // Not what was printed on this way here, but on the one by which it will be replayed.
        self.printed = self.graph.nodes[node].printed;
        Some(choice)
    }

    fn arrive(&mut self, point: &Point<'_>, awake: Vec<Choice>) -> Option<Choice> {
        let key = match self.reduction {
            Reduction::Plain => self.graph.nodes.len() as u64,
            _ => digest((point.state(), self.guide.position())),
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
                    printed: self.printed,
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
        self.take(node)
    }

    /// The replay is over: is this the state that was left here?
    fn resume_at(&mut self, node: usize, point: &Point<'_>) -> Option<Choice> {
        let expected = &self.graph.nodes[node];
        let same_state = match self.reduction {
            Reduction::Plain => true,
            _ => expected.key == digest((point.state(), self.guide.position())),
        };
        if !same_state || expected.printed != self.printed {
            self.surprise = Some("repeating a schedule led to something else".to_owned());
            return None;
        }
        self.take(node)
    }
}

impl Scheduler for Walk<'_> {
    fn next(&mut self, point: &Point<'_>) -> Option<Choice> {
        let follows = self.note(point.step);
        if let Some(choice) = self.replay.pop() {
            return Some(choice);
        }
        if let Some(from) = self.from
            && self.edge.choices.is_empty()
        {
            return self.resume_at(from.node, point);
        }
        match follows {
            Follows::On => {}
            Follows::Off => {
                self.finish(Target::Nowhere);
                return None;
            }
            Follows::There => {
                self.found = Some(self.schedule());
                return None;
            }
        }
        let asleep = |choice: &Choice| self.sleep.iter().any(|(slept, _)| slept == choice);
        let pruned = self.reduction == Reduction::Pruned;
        let alone = point.moves.iter().find(|m| pruned && m.alone && !asleep(&m.choice));
        let awake: Vec<Choice> = point.moves.iter().map(|m| m.choice).filter(|c| !asleep(c)).collect();
        let forced = match (alone, point.moves, awake.is_empty()) {
            (Some(alone), _, _) => alone.choice,
            (_, _, true) => {
                self.finish(Target::Nowhere);
                return None;
            }
            (_, [only], _) => only.choice,
            _ => return self.arrive(point, awake),
        };
        self.edge.choices.push(forced);
        Some(forced)
    }

    fn ended(&mut self, last: &Step) {
        self.last = self.note(last);
    }
}
