//! Whether states that were taken for one are one. That two pasts make no difference is argued wherever something is left out of a
//! state; here it is tried: what was found after the one past must happen after the other, too.

use crate::graph::{Graph, Target};
use crate::options::Options;
use crate::sample::fair;
use crate::search::Program;
use crate::trial::{Difference, Trial};
use engine::Knowledge;

/// Tries some of the ways by which a known state was reached again: do they go on like the first one? `None` if they do.
pub(crate) fn difference(
    program: Program,
    options: &Options,
    graph: &Graph,
    knowledge: &Knowledge,
) -> Option<Difference> {
    let sample = options.sample;
    let trials = fair(merges(graph), sample.merges).into_iter().map(|merge| Trial::along(graph, merge));
    Trial::within(sample.steps, trials).find_map(|trial| trial.run(program, &options.settings, knowledge))
}

/// A node's edge that leads to a node which another edge found.
type Merge = (usize, usize);

/// All of them, by what was done last on the two ways: that is where something was left out.
fn merges(graph: &Graph) -> Vec<((&'static str, &'static str), Merge)> {
    let done = |node: usize| match graph.nodes[node].parent {
        Some((parent, edge)) => graph.nodes[parent].edges[edge].done,
        None => "",
    };
    let mut merges = Vec::new();
    for (from, node) in graph.nodes.iter().enumerate() {
        for (number, edge) in node.edges.iter().enumerate() {
            if let Target::Node(to) = edge.to
                && graph.nodes[to].parent != Some((from, number))
            {
                merges.push(((done(to), edge.done), (from, number)));
            }
        }
    }
    merges
}
