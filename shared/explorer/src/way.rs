//! Ways through the graph, to be gone again.

use crate::graph::{Edge, Graph, Target};
use engine::{Choice, Chunk};

/// How many states to look at for one that has something to explore: a run that can't go on costs little more.
const NEAR: usize = 64;

/// A way to a state.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// The number of its node.
    pub to: usize,
    pub choices: Vec<Choice>,
    /// What is printed on it.
    pub printed: Vec<Chunk>,
}

impl Way {
    /// From the start to a node, as it was found.
    pub fn to(graph: &Graph, node: usize) -> Way {
        let mut edges = Vec::new();
        let mut at = node;
        while let Some((parent, edge)) = graph.nodes[at].parent {
            edges.push(&graph.nodes[parent].edges[edge]);
            at = parent;
        }
        edges.extend(&graph.start);
        Way::along(node, edges)
    }

    /// From a node to a near one after it that has something to explore.
    pub fn on(graph: &Graph, from: usize) -> Option<Way> {
        // Where each node was come to from, in the order in which they were met.
        let mut met = vec![(from, None)];
        let mut next = 0;
        while next < met.len().min(NEAR) {
            let (node, _) = met[next];
            if graph.nodes[node].is_open() {
                return Some(Way::back(graph, &met, next));
            }
            for (number, edge) in graph.nodes[node].edges.iter().enumerate() {
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

    fn back(graph: &Graph, met: &[(usize, Option<(usize, usize)>)], last: usize) -> Way {
        let mut edges = Vec::new();
        let mut at = last;
        while let Some((before, number)) = met[at].1 {
            edges.push(&graph.nodes[met[before].0].edges[number]);
            at = before;
        }
        Way::along(met[last].0, edges)
    }

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
