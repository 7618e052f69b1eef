//! `explore --graph`: the graph of choices, in a file.

use std::path::Path;
use std::process::ExitCode;

use answers::{Choose, Clock, Graph, Limits};
use worlds::Explorable;

use crate::drawing::Drawing;
use crate::explored::{self, Explored};
use terminal::Workspace;
use terminal::output::{complain_of, note};
use terminal::{Failure, INTERRUPTED, WRONG_USE};

/// With more states than this nobody steps through them,
const STATES: usize = 2_000;
/// or with more bytes, compressed.
const BYTES: usize = 200_000;
/// How many outputs are listed.
const LISTED: usize = 1_000;

/// Writes the graph of a program to a file.
pub fn write(
    workspace: &Workspace,
    explored: &Explored,
    (clock, limits): (Clock, Limits),
    path: &Path,
) -> Result<ExitCode, Failure> {
    let mut file = Drawing::begin(path)?;
    let graph = match explored::build_one(workspace, explored)? {
        Ok(explorable) => ask(workspace, explored, &explorable, (clock, limits)),
        Err(why) => Ok(Err(why)),
    };
    if workspace.stop.is_asked() {
        return Ok(ExitCode::from(INTERRUPTED));
    }
    let graph = match graph? {
        Ok(graph) => graph,
        Err(why) => {
            complain_of(&explored.name, &why);
            return Ok(ExitCode::from(WRONG_USE));
        }
    };
    file.finish(&screen::harmless_json(&serde_json::to_string(&graph)?))?;
    note(&format!("wrote {}: {}", file.path().display(), size(&graph)));
    Ok(ExitCode::SUCCESS)
}

/// The graph of a program, or some runs where it is too large; a sentence where there is none.
pub fn ask(
    workspace: &Workspace,
    explored: &Explored,
    explorable: &Explorable,
    (clock, limits): (Clock, Limits),
) -> Result<Result<Graph, String>, Failure> {
    let mut states = STATES;
    loop {
        let question = Choose { clock, states, most: LISTED };
        let graph = match explored::ask(workspace, explored, explorable, question, limits)? {
            Ok(graph) => Graph { program: explored.name.clone(), ..graph },
            Err(why) => return Ok(Err(why)),
        };
        let text = serde_json::to_vec(&graph)?;
        let is_large = miniz_oxide::deflate::compress_to_vec(&text, 6).len() > BYTES;
        if !is_large || states == 0 {
            return Ok(Ok(graph));
        }
        states = 0;
    }
}

fn size(graph: &Graph) -> String {
    let moves: usize = graph.states.iter().map(|state| state.moves.len()).sum();
    let size = format!("{} states, {moves} moves", graph.states.len());
    match (&graph.why_not, graph.runs.len()) {
        (Some(why), 0) => format!("{size}; not exhaustive: {why}"),
        (_, 0) => size,
        (_, runs) => format!("{size} of {runs} recorded runs, as there are too many in all"),
    }
}
