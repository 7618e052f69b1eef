//! How many schedules there are, and under how many of them a program fails.

use crate::graph::{Graph, Target};
use answers::Ways;
use engine::End;

/// Counts the ways through a graph from the start to an end. Who comes back to where it was is on no other way for that.
pub(crate) fn ways(graph: &Graph) -> Ways {
    let mut from: Vec<Option<Ways>> = vec![None; graph.nodes.len()];
    let mut is_open = vec![false; graph.nodes.len()];
    // Depth first, without the stack: a node is counted when all that it leads to is.
    let mut open: Vec<usize> = graph.start.iter().filter_map(|edge| node(&edge.to)).collect();
    while let Some(index) = open.last().copied() {
        let edges = &graph.nodes[index].edges;
        if !std::mem::replace(&mut is_open[index], true) {
            open.extend(edges.iter().filter_map(|edge| node(&edge.to)).filter(|to| !is_open[*to]));
            continue;
        }
        open.pop();
        if from[index].is_none() {
            let all = edges.iter().map(|edge| along(&edge.to, &from));
            from[index] = Some(all.fold(Ways::default(), sum));
        }
    }
    graph.start.iter().map(|edge| along(&edge.to, &from)).fold(Ways::default(), sum)
}

fn node(target: &Target) -> Option<usize> {
    match target {
        Target::Node(index) => Some(*index),
        Target::End(_) | Target::Nowhere => None,
    }
}

fn along(target: &Target, from: &[Option<Ways>]) -> Ways {
    match target {
        Target::Node(index) => from[*index].unwrap_or_default(),
        Target::Nowhere | Target::End(End::Stopped | End::GivenUp(_)) => Ways::default(),
        Target::End(end) => Ways { all: 1, failing: u64::from(!matches!(end, End::Exited(0))) },
    }
}

fn sum(one: Ways, other: Ways) -> Ways {
    Ways { all: one.all.saturating_add(other.all), failing: one.failing.saturating_add(other.failing) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Edge, Node};
    use crate::order::Progress;

    #[test]
    fn ways_that_meet_are_counted_each() {
        let edge = |to| Edge { to, ..Edge::default() };
        let node = |key, edges| {
            let mut node = Node::new(key, None, Progress::default());
            node.edges = edges;
            node
        };
        let (good, bad) = (|| Target::End(End::Exited(0)), || Target::End(End::Panicked));
        let mut graph = Graph::default();
        graph.start = Some(edge(Target::Node(0)));
        let twice_and_out = vec![edge(Target::Node(1)), edge(Target::Node(1)), edge(good())];
        graph.nodes =
            vec![node(1, twice_and_out), node(2, vec![edge(good()), edge(bad()), edge(Target::Nowhere)])];
        assert_eq!(ways(&graph), Ways { all: 5, failing: 2 });
    }
}
