//! Explores a program's states, one execution after another.

use crate::bound::Bound;
use crate::error::Error;
use crate::graph::Graph;
use crate::guide::Guide;
use crate::herald::Herald;
use crate::options::Options;
use crate::order::Order;
use crate::walk::{Phase, Walk};
use crate::watchdog;
use engine::{Choice, End, Knowledge};
use std::collections::BTreeSet;

/// A program's `main`, which gives the exit code. It captures nothing, so that only `static`s outlive an execution.
pub type Program = fn() -> i32;

/// What a search found.
#[derive(Debug)]
pub(crate) struct Found {
    pub graph: Graph,
    pub knowledge: Knowledge,
    /// What kept it from being exhaustive.
    pub bounds: BTreeSet<Bound>,
    /// How many executions it took.
    pub schedules: u64,
    /// The schedule that leads to what is wanted.
    pub wanted: Option<Vec<Choice>>,
}

/// Explores until nothing is left, a limit is reached, or what the guides want is found. Each execution has a guide
/// of its own.
pub(crate) fn search(
    program: Program,
    options: &Options,
    order: Order,
    mut guide: impl FnMut() -> Box<dyn Guide>,
) -> Result<Found, Error> {
    let mut found = Found {
        graph: Graph::new(order),
        knowledge: options.knowledge(),
        bounds: BTreeSet::new(),
        schedules: 0,
        wanted: None,
    };
    let mut steps = 0;
    let mut herald = Herald::new();
    loop {
        herald.hear(found.schedules, &found.graph);
        let node = found.graph.next_open();
        if node.is_none() && found.graph.start.is_some() {
            return Ok(found);
        }
        if let Some(bound) = options.limits.reached(found.schedules, steps, &found.graph) {
            let is_number = matches!(bound, Bound::Schedules(_));
            found.bounds.insert(options.instead.filter(|_| is_number).unwrap_or(bound));
            return Ok(found);
        }
        found.schedules += 1;
        let known = found.knowledge.extent();
        let mut guide = guide();
        let mut walk = Walk::new(&mut found.graph, options.reduction, &mut *guide, node);
        let run = engine::execute(program, &options.settings, &mut found.knowledge, &mut walk);
        steps += run.steps;
        if let Some(surprise) = walk.surprise {
            return Err(Error::Undetermined(surprise));
        }
        if engine::is_halted() && matches!(run.end, End::StillRunning(_)) {
            // A first run tells more than none.
            if found.schedules == 1 {
                walk.end(run.end);
            }
            found.bounds.extend(watchdog::bound());
            return Ok(found);
        }
        match run.end {
            End::Refused(sentence) => return Err(Error::Refused(sentence)),
            End::Diverged => {
                let what = "a task that could go on the last time can't now".to_owned();
                return Err(Error::Undetermined(what));
            }
            End::Stopped => {}
            End::Learned if found.knowledge.extent() > known => {
                found.graph = Graph::new(order);
                continue;
            }
            End::Learned => walk.undo(),
            _ if matches!(walk.phase, Phase::Drifts(_)) => {}
            // Another way to the same state may be a little longer than the one by which it was found.
            End::StillRunning(_) if matches!(walk.phase, Phase::Replays(_)) => {}
            _ if matches!(walk.phase, Phase::Replays(_)) => {
                let what = "a schedule ended earlier than the last time".to_owned();
                return Err(Error::Undetermined(what));
            }
            end => {
                let unfinished = matches!(end, End::StillRunning(_));
                walk.end(end);
                found.bounds.extend(unfinished.then_some(Bound::Length));
            }
        }
        found.wanted = walk.found.take();
        if found.wanted.is_some() {
            return Ok(found);
        }
    }
}
