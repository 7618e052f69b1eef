//! The outputs of a program.

use crate::basis::Basis;
use crate::bound::Bound;
use crate::error::Error;
use crate::graph::Graph;
use crate::guide::Anything;
use crate::language::Language;
use crate::options::Options;
use crate::order::Order;
use crate::search::{Found, Program, search};
use crate::watchdog;
use crate::{delays, merges, probes};
use engine::Knowledge;

/// Finds every output that a program can print.
pub fn explore(program: Program, options: &Options) -> Result<Exploration, Error> {
    let found = search(program, options, Order::Shallowest, || Box::new(Anything))?;
    Ok(examined(program, options, found))
}

/// What a search found, some of it tried once more.
pub(crate) fn examined(program: Program, options: &Options, mut found: Found) -> Exploration {
    watchdog::go_on();
    let (graph, knowledge) = (&found.graph, &found.knowledge);
    let counts = delays::matter(program, options, graph, knowledge);
    let is_wrong = merges::difference(program, options, graph, knowledge).is_some()
        || (found.bounds.is_empty() && probes::show_more(program, options, graph, knowledge));
    found.bounds.extend(is_wrong.then_some(Bound::Confusion));
    found.bounds.extend(counts.then_some(Bound::Rounds));
    let basis = found.basis();
    Exploration {
        program,
        options: options.clone(),
        exhaustive: basis.why_not.is_none(),
        basis,
        schedules: found.schedules,
        graph: found.graph,
        knowledge: found.knowledge,
    }
}

/// What was found out about a program.
pub struct Exploration {
    pub(crate) program: Program,
    pub(crate) options: Options,
    /// Whether these are all the outputs that there are.
    pub exhaustive: bool,
    pub(crate) basis: Basis,
    /// How many times the program was run.
    pub schedules: u64,
    pub(crate) graph: Graph,
    pub(crate) knowledge: Knowledge,
}

impl Exploration {
    /// How many different outputs there are; `u128::MAX` if they are more than that.
    pub fn count(&self) -> u128 {
        Language::new(&self.graph).count(usize::MAX).unwrap_or(u128::MAX)
    }

    /// The states that were told apart.
    pub fn states(&self) -> usize {
        self.graph.nodes.len()
    }
}
