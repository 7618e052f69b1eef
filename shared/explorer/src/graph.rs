//! The states that a program can be in and what leads from one to another.

use engine::{Choice, Chunk, Footprint};
use std::collections::{HashMap, VecDeque};

/// How many states to look at for one that has something to explore: a run that can't go on costs little more.
const NEAR: usize = 64;

/// States and the edges between them; it has no cycles, as a state knows its past.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub nodes: Vec<Node>,
    /// From the program's start to the first state where there is a choice.
    pub start: Option<Edge>,
    by_key: HashMap<u64, usize>,
    /// Nodes that may still have something to explore.
    open: VecDeque<usize>,
    order: Order,
}

/// Which state is explored on from first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Order {
    /// The one nearest to the start: short replays, and early choices get their turn however long executions are.
    #[default]
    Shallowest,
    /// The one found last: whoever looks for one end comes to it soonest.
    Deepest,
}

/// A state with a choice in it.
#[derive(Debug)]
pub(crate) struct Node {
    pub key: u64,
    pub edges: Vec<Edge>,
    /// The edge that first led here, if it isn't the start.
    pub parent: Option<(usize, usize)>,
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

/// Moves that need not be explored from here, as what they lead to is explored from elsewhere.
pub(crate) type Sleep = Vec<(Choice, Footprint)>;

/// A choice, and those after it that were none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edge {
    pub choices: Vec<Choice>,
    pub printed: Vec<Chunk>,
    pub to: Target,
}

/// A way to a node, to be gone again.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub to: usize,
    pub choices: Vec<Choice>,
    pub printed: Vec<Chunk>,
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
    /// Whether something is left to explore here.
    pub fn is_open(&self) -> bool {
        self.visits.iter().any(|visit| !visit.pending.is_empty())
    }
}

impl Way {
    /// Along edges of which the last comes first.
    fn along(to: usize, mut edges: Vec<&Edge>) -> Way {
        edges.reverse();
        Way {
            to,
            choices: edges.iter().flat_map(|edge| edge.choices.iter().copied()).collect(),
            printed: edges.iter().flat_map(|edge| edge.printed.iter().cloned()).collect(),
        }
    }
}

impl Graph {
    pub fn new(order: Order) -> Graph {
        Graph { order, ..Graph::default() }
    }

    pub fn find(&self, key: u64) -> Option<usize> {
        self.by_key.get(&key).copied()
    }

    pub fn add(&mut self, node: Node) -> usize {
        let index = self.nodes.len();
        self.by_key.insert(node.key, index);
        self.nodes.push(node);
        index
    }

    /// Something is to be explored at this node.
    pub fn reopen(&mut self, node: usize) {
        self.open.push_back(node);
    }

    /// A node that has something to explore.
    pub fn next_open(&mut self) -> Option<usize> {
        while let Some(&node) = match self.order {
            Order::Shallowest => self.open.front(),
            Order::Deepest => self.open.back(),
        } {
            if self.nodes[node].is_open() {
                return Some(node);
            }
            match self.order {
                Order::Shallowest => self.open.pop_front(),
                Order::Deepest => self.open.pop_back(),
            };
        }
        None
    }

    /// The way from the start by which a node was found.
    pub fn way_to(&self, node: usize) -> Way {
        let mut edges = Vec::new();
        let mut at = node;
        while let Some((parent, edge)) = self.nodes[at].parent {
            edges.push(&self.nodes[parent].edges[edge]);
            at = parent;
        }
        edges.extend(&self.start);
        Way::along(node, edges)
    }

    /// The way from a node to a near one after it that has something to explore.
    pub fn way_on(&self, from: usize) -> Option<Way> {
        // Where each node was come to from, in the order in which they were met.
        let mut met = vec![(from, None)];
        let mut next = 0;
        while next < met.len().min(NEAR) {
            let (node, _) = met[next];
            if self.nodes[node].is_open() {
                return Some(self.way_back(&met, next));
            }
            for (number, edge) in self.nodes[node].edges.iter().enumerate() {
                if let Target::Node(to) = edge.to
                    && !met.iter().any(|(known, _)| *known == to)
                {
                    met.push((to, Some((next, number))));
                }
            }
            next += 1;
        }
        None
    }

    fn way_back(&self, met: &[(usize, Option<(usize, usize)>)], last: usize) -> Way {
        let mut edges = Vec::new();
        let mut at = last;
        while let Some((before, number)) = met[at].1 {
            edges.push(&self.nodes[met[before].0].edges[number]);
            at = before;
        }
        Way::along(met[last].0, edges)
    }
}
