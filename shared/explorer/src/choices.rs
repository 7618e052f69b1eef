//! The graph of choices: every state of a program and everything that can go next there, for whoever wants to decide that.
//! Nothing is left out as in a search for outputs; only what commutes with all that others could do follows at once.

mod alike;
mod deeds;
mod lanes;
mod runs;
mod scout;
mod screen;
mod search;
mod spot;
mod stances;
mod state;
mod states;
mod told;

use crate::error::Error;
use crate::exploration::{examined, explore};
use crate::options::Options;
use crate::outcome::{name, why};
use crate::replay::replay;
use crate::search::Program;
use crate::source::Sources;
use answers::{Graph, Output};
use engine::Events;
use search::{Extent, confused};
use states::States;

/// Finds the graph of choices, or, where it has more than so many states, some runs through it; lists so many outputs.
pub(crate) fn choices(
    program: Program,
    options: &Options,
    sources: &Sources,
    (states, most): (usize, usize),
) -> Result<Graph, Error> {
    let mut found = States::new(program, options, sources, options.knowledge());
    let extent = found.search(states)?;
    if extent == Extent::TooLarge {
        return runs::recorded(&explore(program, options)?, sources, most);
    }
    let outcome = examined(program, options, found.found(extent)).outcome(most)?;
    Ok(found.graph(outcome))
}

/// What is printed where these moves are made, when the program is run so once more.
pub(crate) fn walked(
    program: Program,
    options: &Options,
    sources: &Sources,
    (states, walks): (usize, &[Vec<usize>]),
) -> Result<Vec<Output>, Error> {
    let mut found = States::new(program, options, sources, options.knowledge());
    if found.search(states)? == Extent::TooLarge {
        return Err(Error::Refused("it has too many states".to_owned()));
    }
    let walked = |walk: &Vec<usize>| {
        let schedule = found.choices(walk).ok_or_else(confused)?;
        let run = replay(program, options, &found.knowledge, &schedule, Events::Dropped)?;
        Ok(Output { end: name(&run.end), why: why(&run.end, &run.tasks), lines: run.lines, needs: None })
    };
    walks.iter().map(walked).collect()
}
