//! One execution of a search: replays the way to a state that has something to explore, and explores on from there
//! until it comes to the end. When it meets a known state, it goes on to what is to be explored after that.

use crate::graph::{Graph, Node, Target};
use crate::guide::{Follows, Guide};
use crate::hold::Hold;
use crate::journey::Journey;
use crate::order::{Order, Progress};
use crate::sleep::Sleep;
use crate::trail::{Fork, Trail};
use crate::way::Way;
use answers::Reduction;
use engine::{Choice, End, Point, Scheduler, Step, digest};

/// For how many choices to look for a known state: about as long as a short program.
const FAR: usize = 64;

pub(crate) struct Walk<'a> {
    graph: &'a mut Graph,
    reduction: Reduction,
    guide: &'a mut dyn Guide,
    pub phase: Phase,
    progress: Progress,
    trail: Trail,
    sleep: Sleep,
    /// Who has to wait.
    hold: Option<Hold>,
    pub surprise: Option<String>,
    /// The schedule that led to what is wanted.
    pub found: Option<Vec<Choice>>,
    last: Follows,
}

/// What a walk does with the execution.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It goes to where there is something to explore.
    Replays(Journey),
    Explores,
    /// All that can happen here is explored elsewhere too; within so many more choices there may be a known state again.
    Drifts(usize),
}

impl<'a> Walk<'a> {
    /// Explores what is to be explored at a node, or from the start.
    pub fn new(
        graph: &'a mut Graph,
        reduction: Reduction,
        guide: &'a mut dyn Guide,
        node: Option<usize>,
    ) -> Walk<'a> {
        let phase = match node {
            Some(node) => Phase::Replays(Journey::new(Way::to(graph, node))),
            None => Phase::Explores,
        };
        Walk {
            graph,
            reduction,
            guide,
            phase,
            progress: Progress::default(),
            trail: Trail::default(),
            sleep: Sleep::default(),
            hold: None,
            surprise: None,
            found: None,
            last: Follows::On,
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
            self.found = Some(self.trail.schedule(self.graph));
        }
        self.trail.finish(self.graph, Target::End(end));
    }

    /// Has what was explored last explored again.
    pub fn undo(&mut self) {
        if self.phase == Phase::Explores {
            self.trail.undo(self.graph);
        }
    }

    fn note(&mut self, step: &Step) -> Follows {
        self.progress.steps += 1;
        match &mut self.phase {
            Phase::Replays(journey) => journey.print(&step.printed),
            Phase::Explores => {
                self.trail.add(step);
                self.trail.touch(self.graph, &step.footprint);
                for woken in self.sleep.wake(&step.footprint) {
                    if let Some(hold) = &mut self.hold {
                        hold.concern(woken);
                    }
                }
            }
            Phase::Drifts(_) => {}
        }
        self.guide.follows(&step.printed)
    }

    /// Goes on with the replay, or from where it led.
    fn advance(&mut self, point: &Point<'_>) -> Option<Choice> {
        let Phase::Replays(journey) = &mut self.phase else { return None };
        if let Some(choice) = journey.next() {
            return Some(choice);
        }
        let (node, same_output) = (journey.to(), journey.printed_as_expected());
        let expected = &self.graph.nodes[node];
        // In a plain search each arrival is a state of its own.
        let same_state = self.reduction == Reduction::Plain || expected.key == self.key(point);
        if !same_output || !same_state {
            self.surprise = Some("repeating a schedule led to something else".to_owned());
            return None;
        }
        self.progress.detours = expected.progress().detours;
        if let Some(who) = self.graph.nodes[node].released.take() {
            return self.take(node, |choice| choice.actor == who);
        }
        if self.graph.order == Order::Furthest {
            let new =
                |first: Choice| Hold::new(first.actor, self.guide.lines(), point.now(), &self.graph.patience);
            self.hold = self.graph.nodes[node].first().map(new);
        }
        self.take_in_order(node)
    }

    /// Makes a choice that is new; `None` where all of them are known.
    fn explore(&mut self, point: &Point<'_>) -> Option<Choice> {
        let pruned = self.reduction == Reduction::Pruned;
        let alone = point.moves.iter().find(|m| pruned && m.alone && !self.sleep.contains(m.choice));
        let awake: Vec<Choice> =
            point.moves.iter().map(|m| m.choice).filter(|c| !self.sleep.contains(*c)).collect();
        let forced = match (alone, point.moves, awake.is_empty()) {
            (Some(alone), _, _) => alone.choice,
            (_, _, true) => {
                self.trail.finish(self.graph, Target::Nowhere);
                return self.begin_to_drift(point);
            }
            (_, [only], _) => only.choice,
            _ => return self.arrive(point, awake),
        };
        self.trail.go(forced);
        Some(forced)
    }

    fn arrive(&mut self, point: &Point<'_>, awake: Vec<Choice>) -> Option<Choice> {
        let key = match self.reduction {
            Reduction::Plain => self.graph.nodes.len() as u64,
            _ => self.key(point),
        };
        let known = self.graph.find(key);
        let node = known.unwrap_or(self.graph.nodes.len());
        let edge = self.trail.finish(self.graph, Target::Node(node));
        let sleep = std::mem::take(&mut self.sleep);
        match known {
            Some(node) => self.graph.visit_again(node, sleep),
            None => {
                let parent = self.trail.start().map(|node| (node, edge));
                let progress = Progress { lines: self.guide.lines(), ..self.progress };
                let mut node = Node::new(key, parent, progress);
                node.released = self.hold.as_mut().and_then(|hold| hold.released(point.now()));
                self.graph.visit_first(node, sleep, awake);
            }
        }
        self.hold = self.hold.filter(|hold| !hold.has_ended(self.guide.lines()));
        if let Some(hold) = &mut self.hold
            && !hold.goes_on()
        {
            self.graph.patience.lose(hold.who);
            return None;
        }
        self.take_in_order(node).or_else(|| self.begin_to_drift(point))
    }

    /// Takes the next thing to explore at a node, if possible without those who have to wait; `None` if there is nothing.
    fn take_in_order(&mut self, node: usize) -> Option<Choice> {
        let hold = self.hold;
        self.take(node, |choice| hold.is_none_or(|hold| !hold.keeps_back(*choice)))
    }

    /// Takes the next thing to explore at a node, if possible one that is preferred.
    fn take(&mut self, node: usize, prefers: impl Fn(&Choice) -> bool) -> Option<Choice> {
        let visits = &mut self.graph.nodes[node].visits;
        let (index, visit) = visits.iter_mut().enumerate().find(|(_, v)| !v.pending.is_empty())?;
        let choice = match visit.pending.iter().rposition(prefers) {
            Some(place) => visit.pending.remove(place),
            None => visit.pending.pop()?,
        };
        self.sleep = match self.reduction {
            Reduction::Pruned if visit.pending.is_empty() => {
                self.graph.bytes = self.graph.bytes.saturating_sub(visit.sleep.bytes());
                std::mem::take(&mut visit.sleep)
            }
            Reduction::Pruned => visit.sleep.clone(),
            _ => Sleep::default(),
        };
        self.trail = Trail::new(Fork { node, visit: index, choice });
        self.phase = Phase::Explores;
        Some(choice)
    }

    fn begin_to_drift(&mut self, point: &Point<'_>) -> Option<Choice> {
        self.phase = Phase::Drifts(FAR);
        match self.graph.order {
            Order::Shallowest => self.drift(point),
            // What lies near may be far from what is wanted.
            Order::Furthest => None,
        }
    }

    /// Goes on without anything to explore, as far as it is not far, to where there is something again.
    fn drift(&mut self, point: &Point<'_>) -> Option<Choice> {
        if let Some(alone) = point.moves.iter().find(|m| m.alone) {
            return Some(alone.choice);
        }
        if point.moves.len() > 1 {
            let known = self.graph.find(self.key(point));
            if let Some(way) = known.and_then(|node| Way::on(self.graph, node)) {
                self.phase = Phase::Replays(Journey::new(way));
                return self.advance(point);
            }
            let Phase::Drifts(left) = &mut self.phase else { return None };
            *left = left.checked_sub(1)?;
        }
        point.moves.first().map(|first| first.choice)
    }

    fn key(&self, point: &Point<'_>) -> u64 {
        digest((point.state(), self.guide.position()))
    }
}

impl Scheduler for Walk<'_> {
    fn next(&mut self, point: &Point<'_>) -> Option<Choice> {
        let follows = self.note(point.step);
        match (&self.phase, follows) {
            (Phase::Replays(_), _) => self.advance(point),
            (Phase::Drifts(_), Follows::On) => self.drift(point),
            (Phase::Drifts(_), _) => None,
            (Phase::Explores, Follows::On) => self.explore(point),
            (Phase::Explores, Follows::Off) => {
                self.trail.finish(self.graph, Target::Nowhere);
                None
            }
            (Phase::Explores, Follows::There) => {
                self.found = Some(self.trail.schedule(self.graph));
                None
            }
        }
    }

    fn ended(&mut self, last: &Step) {
        self.last = self.note(last);
    }
}
