//! Whether it makes a difference how often a task goes round and round until something changes: the search has it go round twice and
//! then wait, so who counts the rounds has counted two. Some of what was found is tried with more rounds.

use crate::graph::{Graph, Target};
use crate::options::Options;
use crate::sample::fair;
use crate::search::Program;
use crate::trial::Trial;
use answers::Reduction;
use engine::{Knowledge, Settings};

/// How many more. One may be as good as none, as to who switches to and fro.
const MORE: [usize; 2] = [1, 2];

/// Tries some of the ways to an end with longer waiting: does one lead elsewhere?
pub(crate) fn matter(program: Program, options: &Options, graph: &Graph, knowledge: &Knowledge) -> bool {
    // A plain search tells no state from another, so there is nothing to arrive at.
    if options.reduction == Reduction::Plain || !knowledge.has_spinning() {
        return false;
    }
    let sample = options.sample;
    let ends = fair(ends(graph), sample.delays);
    MORE.into_iter().any(|delay| {
        let settings = Settings { delay, ..options.settings.clone() };
        let trial = |end: &Option<_>| end.map_or_else(|| Trial::only(graph), |end| Trial::along(graph, end));
        Trial::within(sample.steps, ends.iter().map(trial))
            .any(|trial| trial.run(program, &settings, knowledge).is_some())
    })
}

/// The edges that lead to an end, by what was done last; `None` is the one from the start.
fn ends(graph: &Graph) -> Vec<(&'static str, Option<(usize, usize)>)> {
    let edges = graph.nodes.iter().enumerate().flat_map(|(from, node)| {
        node.edges.iter().enumerate().map(move |(number, edge)| (edge, Some((from, number))))
    });
    let edges = graph.start.iter().map(|edge| (edge, None)).chain(edges);
    edges.filter(|(edge, _)| matches!(edge.to, Target::End(_))).map(|(edge, at)| (edge.done, at)).collect()
}
