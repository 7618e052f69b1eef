//! Some runs of a program that has too many states.

use super::states::States;
use crate::error::Error;
use crate::exploration::Exploration;
use crate::source::Sources;
use answers::Graph;

/// So many runs at most are recorded,
const RUNS: usize = 8;
/// as far as they have no more states than this together.
const STATES: usize = 1_000;

/// The graph of some runs, one for each of the first outputs.
pub(super) fn recorded(found: &Exploration, sources: &Sources, most: usize) -> Result<Graph, Error> {
    let outcome = found.outcome(most)?;
    let mut states = States::new(found.program, &found.options, sources, found.knowledge.clone());
    let mut runs = Vec::new();
    for (output, wanted) in outcome.outputs.iter().enumerate().take(RUNS) {
        let Some(left) = STATES.checked_sub(states.all.len()).filter(|left| *left > 0) else { break };
        runs.push((output, states.follow(&wanted.schedule, left)?));
    }
    let runs = runs.iter().map(|(output, moves)| states.run(*output, moves)).collect();
    let mut graph = Graph { runs, ..states.graph(outcome) };
    graph.exhaustive = false;
    let all = [Some("it has too many states, so only some runs are here".to_owned()), graph.why_not.take()];
    graph.why_not = Some(all.into_iter().flatten().collect::<Vec<_>>().join("; "));
    Ok(graph)
}
