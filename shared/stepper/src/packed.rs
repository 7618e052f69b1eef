//! Graphs as the script reads them: what comes again and again stands once, in a list, and is named by its place there.

use crate::numbers::Numbers;
use crate::words::note;
use answers::graph::Graph;
use answers::{Ending, Line, Output, Stream};
use foldhash::fast::FixedState;
use screen::escaped;
use serde::Serialize;
use serde_json::{Value, json};
use std::hash::BuildHasher;

/// Letters that no command has.
const LETTERS: &str = "abcdeghijkmnpqvxyz";

/// What a figure carries: its graphs, each with its outputs.
#[derive(Serialize)]
pub struct Packed<'a> {
    id: &'a str,
    /// Tells an address that leads into another version of the figure.
    pub sum: String,
    graphs: Vec<Value>,
}

impl Packed<'_> {
    pub fn new<'a>(id: &'a str, graphs: &[(&Graph, Vec<Output>)]) -> Packed<'a> {
        let graphs: Vec<Value> = graphs.iter().map(|(graph, outputs)| pack(graph, outputs)).collect();
        let hash = FixedState::default().hash_one(Value::from(graphs.clone()).to_string());
        Packed { id, sum: format!("{:06x}", hash & 0xff_ffff), graphs }
    }

    /// As it may stand in a script element.
    pub fn to_json(&self) -> String {
        // Nothing in it may look like the end of the element.
        serde_json::to_string(self).unwrap_or_default().replace('<', "\\u003c")
    }
}

fn pack(graph: &Graph, outputs: &[Output]) -> Value {
    let states = Numbers::of(graph);
    let mut letters = LETTERS.chars().map(String::from);
    let lanes = graph.lanes.iter();
    let lanes: Vec<Value> =
        lanes.map(|lane| json!([escaped(&lane.name), letters.next().unwrap_or_default()])).collect();
    let shown = |output: &Output| json!([key(output.end, &output.why), lines(&output.lines)]);
    let runs: Vec<Value> = graph.runs.iter().map(|run| json!([run.output, run.moves])).collect();
    json!({
        "note": note(graph, outputs.len()),
        "whole": u8::from(graph.exhaustive),
        "lanes": lanes,
        "stances": states.stances.all,
        "texts": states.texts.all,
        "prints": states.prints.all,
        "deeds": states.deeds.all,
        "changes": states.changes.all,
        "ends": states.ends.all,
        "states": states.all,
        "outputs": outputs.iter().map(shown).collect::<Vec<_>>(),
        "runs": runs,
    })
}

/// What tells ends apart as a reader sees them: why nobody goes on depends on the way.
pub(crate) fn key(end: Ending, why: &str) -> String {
    if end == Ending::Returns { format!("{end} {why}") } else { end.to_string() }
}

fn lines(lines: &[Line]) -> Vec<Value> {
    lines.iter().map(|line| json!([number(line.stream), escaped(&line.text)])).collect()
}

pub(crate) fn number(stream: Stream) -> u8 {
    u8::from(stream == Stream::Stderr)
}
