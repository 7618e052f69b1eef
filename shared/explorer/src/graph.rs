//! The states that a program can be in and what leads from one to another.

use crate::hold::Patience;
use crate::order::{Order, Progress, Rank};
use crate::sleep::Sleep;
use engine::{Actor, Choice, Chunk};
use foldhash::fast::FixedState;
use std::collections::{BinaryHeap, HashMap};

/// States and the edges between them; it has no cycles, as a state knows its past.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub nodes: Vec<Node>,
    /// From the program's start to the first state where there is a choice.
    pub start: Option<Edge>,
    by_key: HashMap<u64, usize, FixedState>,
    /// Nodes that may still have something to explore.
    open: BinaryHeap<(Rank, usize)>,
    /// How often one was put there.
    reopened: usize,
    pub order: Order,
    pub patience: Patience,
    /// How much memory it takes, about.
    pub bytes: usize,
    /// How often somewhere to explore was asked for.
    asked: usize,
}

/// What a state takes with its place among others, and what a visit takes, each with what the allocator adds.
const NODE: usize = size_of::<Node>() + 64;
const VISIT: usize = size_of::<Visit>() + 32;
/// After so many executions, what is far from the start gets its turn too: until then, few programs have more.
const PATIENT: usize = 2_000;

/// A state with a choice in it. There may be a million, of which most have one edge and one visit, so its vectors grow by
/// no more than they must.
#[derive(Debug)]
pub(crate) struct Node {
    pub key: u64,
    pub edges: Vec<Edge>,
    /// The edge that first led here, if it isn't the start.
    pub parent: Option<(usize, usize)>,
    /// What that took.
    progress: Progress,
    /// Who was kept back until here and may go on now.
    pub released: Option<Actor>,
    pub visits: Vec<Visit>,
    /// Moves that no visit had to explore.
    pub slept: Vec<Choice>,
}

/// One arrival at a state that found something to explore there.
#[derive(Debug)]
pub(crate) struct Visit {
    pub sleep: Sleep,
    pub pending: Vec<Choice>,
}

/// A choice, and those after it that were none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edge {
    pub choices: Vec<Choice>,
    pub printed: Vec<Chunk>,
    /// What the last operation on it was.
    pub done: &'static str,
    pub to: Target,
}

/// Where an edge leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Target {
    Node(usize),
    End(engine::End),
    /// To nothing that is not found elsewhere too.
    #[default]
    Nowhere,
}

impl Node {
    pub fn new(key: u64, parent: Option<(usize, usize)>, progress: Progress) -> Node {
        Node {
            key,
            edges: Vec::new(),
            parent,
            progress,
            released: None,
            visits: Vec::new(),
            slept: Vec::new(),
        }
    }

    /// Whether something is left to explore here.
    pub fn is_open(&self) -> bool {
        self.visits.iter().any(|visit| !visit.pending.is_empty())
    }

    /// What it took to come here, with the detour that it takes to go on with what is left.
    pub fn progress(&self) -> Progress {
        let detour = usize::from(self.released.is_none());
        Progress { detours: self.progress.detours + detour, ..self.progress }
    }

    /// What was tried first.
    pub fn first(&self) -> Option<Choice> {
        self.edges.first().and_then(|edge| edge.choices.first()).copied()
    }
}

impl Graph {
    pub fn new(order: Order) -> Graph {
        Graph { order, ..Graph::default() }
    }

    pub fn find(&self, key: u64) -> Option<usize> {
        self.by_key.get(&key).copied()
    }

    /// Adds a state that was not known; all that is awake there is to be explored.
    pub fn visit_first(&mut self, node: Node, sleep: Sleep, awake: Vec<Choice>) {
        let index = self.nodes.len();
        self.by_key.insert(node.key, index);
        self.bytes += NODE + sleep.bytes();
        self.nodes.push(Node { slept: sleep.choices().collect(), ..node });
        self.open_visit(index, sleep, awake);
    }

    /// Comes to a known state; what slept there each time before and is awake now is to be explored.
    pub fn visit_again(&mut self, index: usize, mut sleep: Sleep) {
        let node = &mut self.nodes[index];
        sleep.retain(|choice| node.slept.contains(&choice));
        let (slept, woken) = node.slept.iter().partition(|choice| sleep.contains(**choice));
        node.slept = slept;
        self.open_visit(index, sleep, woken);
    }

    fn open_visit(&mut self, index: usize, sleep: Sleep, mut pending: Vec<Choice>) {
        if !pending.is_empty() {
            pending.reverse();
            let visits = &mut self.nodes[index].visits;
            visits.reserve_exact(1);
            self.bytes += VISIT + sleep.bytes() + pending.len() * size_of::<Choice>();
            visits.push(Visit { sleep, pending });
            self.reopen(index);
        }
    }

    /// Something is to be explored at this node.
    pub fn reopen(&mut self, node: usize) {
        let rank = self.order.rank(self.nodes[node].progress(), self.reopened);
        self.reopened += 1;
        self.open.push((rank, node));
    }

    /// A node that has something to explore.
    pub fn next_open(&mut self) -> Option<usize> {
        self.asked += 1;
        if let Some(node) = self.anywhere() {
            return Some(node);
        }
        while let Some((rank, node)) = self.open.pop() {
            if !self.nodes[node].is_open() {
                continue;
            }
            let now = self.order.rank(self.nodes[node].progress(), rank.number());
            self.open.push((now, node));
            // What is tried first at a node may promise more than what is left there.
            if now == rank {
                return Some(node);
            }
        }
        None
    }

    /// In a long search that looks at what is near first, every other time any node: what happens late gets its turn, however
    /// much there is before it.
    fn anywhere(&self) -> Option<usize> {
        let is_due = self.order == Order::Shallowest && self.asked > PATIENT && self.asked.is_multiple_of(2);
        let open = self.open.as_slice();
        let place = engine::digest(self.asked) as usize % open.len().max(1);
        let (_, node) = open.get(place).filter(|_| is_due)?;
        self.nodes[*node].is_open().then_some(*node)
    }
}

impl Edge {
    /// How much memory it takes, about.
    pub fn bytes(&self) -> usize {
        let text: usize = self.printed.iter().map(|chunk| size_of::<Chunk>() + chunk.text.len() + 16).sum();
        size_of::<Edge>() + 32 + self.choices.len() * size_of::<Choice>() + text
    }
}
