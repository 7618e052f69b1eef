//! What a walk explores: the edge under way.

use crate::graph::{Edge, Graph, Target};
use crate::way::Way;
use engine::{Choice, Footprint, Step};

/// The edge under way.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    /// Where it starts; `None` at the start of the program.
    from: Option<Fork>,
    edge: Edge,
    /// Its first choice was made just now.
    fresh: bool,
}

/// A choice that is explored now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fork {
    pub node: usize,
    pub visit: usize,
    pub choice: Choice,
}

impl Trail {
    /// An edge that begins with a choice.
    pub fn new(from: Fork) -> Trail {
        let edge = Edge { choices: vec![from.choice], ..Edge::default() };
        Trail { from: Some(from), edge, fresh: true }
    }

    /// Where it starts; `None` at the start of the program.
    pub fn start(&self) -> Option<usize> {
        self.from.map(|from| from.node)
    }

    /// Adds a choice that was none.
    pub fn go(&mut self, choice: Choice) {
        self.edge.choices.push(choice);
    }

    /// Adds what came of a choice.
    pub fn add(&mut self, step: &Step) {
        self.edge.printed.extend(step.printed.iter().cloned());
        self.edge.done = step.done;
    }

    /// Keeps what the first choice touched, if there are other choices of its visit that want to know it.
    pub fn touch(&mut self, graph: &mut Graph, footprint: &Footprint) {
        if let (Some(Fork { node, visit, choice }), true) = (self.from, std::mem::take(&mut self.fresh)) {
            let visit = &mut graph.nodes[node].visits[visit];
            if !visit.pending.is_empty() {
                visit.sleep.add(choice, footprint.clone());
            }
        }
    }

    /// Puts the edge where it belongs, and gives its number there.
    pub fn finish(&mut self, graph: &mut Graph, to: Target) -> usize {
        let edge = Edge { to, ..std::mem::take(&mut self.edge) };
        let Some(from) = self.from else {
            graph.start = Some(edge);
            return 0;
        };
        graph.bytes += edge.bytes();
        let edges = &mut graph.nodes[from.node].edges;
        edges.reserve_exact(1);
        edges.push(edge);
        edges.len() - 1
    }

    /// Forgets the edge, so that it is explored again.
    pub fn undo(&self, graph: &mut Graph) {
        if let Some(Fork { node, visit, choice }) = self.from {
            let visit = &mut graph.nodes[node].visits[visit];
            visit.sleep.retain(|slept| slept != choice);
            visit.pending.push(choice);
            graph.reopen(node);
        }
    }

    /// All choices from the start of the program.
    pub fn schedule(&self, graph: &Graph) -> Vec<Choice> {
        let mut schedule = self.from.map_or(Vec::new(), |from| Way::to(graph, from.node).choices);
        schedule.extend(&self.edge.choices);
        schedule
    }
}
