//! Comparing the graph of choices with what is known.

use super::{Depth, Difference, differ, misses};
use crate::language::Program;
use crate::seen::Seen;
use crate::walked;
use crate::worlds::{Failure, Worlds};
use answers::{Choose, Clock};
use std::collections::BTreeSet;

/// So many ways through a graph are gone again.
const WALKS: u64 = 4;

/// Whether who walks through the graph of choices sees something else than all these, or than the program prints on these ways.
pub(super) fn check_graph(
    worlds: &Worlds,
    program: &Program,
    depth: Depth,
    (clock, all): (Clock, &BTreeSet<Seen>),
) -> Result<Option<Difference>, Failure> {
    let choose = Choose { clock, states: depth.graph, most: 10 };
    let graph = if depth.graph > 0 { worlds.graph(program, choose)? } else { None };
    let Some(graph) = graph else { return Ok(None) };
    if let Some(walked) = walked::all(&graph) {
        let found = if graph.exhaustive {
            differ("explorer", all, "walks through the graph", &walked)
        } else {
            misses("explorer", all, "walks through the graph", &walked)
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    let (walks, told): (Vec<_>, Vec<_>) = (0..WALKS).map(|seed| walked::one(&graph, seed)).unzip();
    let printed = worlds.walk(program, choose, walks)?;
    let pairs = told.into_iter().zip(printed.iter().map(walked::seen));
    let other = pairs.into_iter().find(|(told, printed)| told != printed);
    Ok(other.map(|(told, printed)| Difference {
        one: "the graph",
        other: "a run on the same way",
        only_one: told.into_iter().collect(),
        only_other: printed.into_iter().collect(),
    }))
}
