//! Graphs as the script reads them: what comes again and again stands once, in a list, and is named by its place there.

use crate::words::{deed, ends, note, stands, told};
use answers::graph::{At, Graph, Move, Stance, State};
use answers::{Ending, Line, Output, Stream};
use foldhash::fast::FixedState;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
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

/// Values that come again and again, and their places.
#[derive(Default)]
struct List {
    places: HashMap<String, usize>,
    all: Vec<Value>,
}

impl List {
    fn place(&mut self, value: Value) -> usize {
        let next = self.all.len();
        let place = *self.places.entry(value.to_string()).or_insert(next);
        if place == next {
            self.all.push(value);
        }
        place
    }
}

#[derive(Default)]
struct Lists {
    stances: List,
    texts: List,
    prints: List,
}

fn pack(graph: &Graph, outputs: &[Output]) -> Value {
    let mut lists = Lists::default();
    let states: Vec<Value> = graph.states.iter().map(|state| lists.state(state, graph)).collect();
    let mut letters = LETTERS.chars().map(String::from);
    let lanes = graph.lanes.iter();
    let lanes: Vec<Value> =
        lanes.map(|lane| json!([lane.name, letters.next().unwrap_or_default()])).collect();
    let shown = |output: &Output| json!([key(output.end, &output.why), lines(&output.lines)]);
    let runs: Vec<Value> = graph.runs.iter().map(|run| json!([run.output, run.moves])).collect();
    json!({
        "note": note(graph, outputs.len()),
        "lanes": lanes,
        "stances": lists.stances.all,
        "texts": lists.texts.all,
        "prints": lists.prints.all,
        "states": states,
        "outputs": outputs.iter().map(shown).collect::<Vec<_>>(),
        "runs": runs,
    })
}

impl Lists {
    fn state(&mut self, state: &State, graph: &Graph) -> Value {
        let lanes: Vec<usize> =
            state.lanes.iter().map(|stance| self.stances.place(stance_of(stance, graph))).collect();
        let moves: Vec<Value> = state.moves.iter().map(|one| self.one(one)).collect();
        match &state.end {
            None => json!([state.ms, lanes, moves]),
            Some(end) => json!([state.ms, lanes, moves, [key(end.end, &end.why), ends(end)]]),
        }
    }

    fn one(&mut self, one: &Move) -> Value {
        let lane = one.lane.map_or(-1, |lane| i64::try_from(lane).unwrap_or(-1));
        let prints: Vec<Value> =
            one.prints.iter().map(|print| json!([number(print.stream), print.text])).collect();
        let mut all = vec![
            json!(lane),
            json!(self.texts.place(json!(deed(one)))),
            json!(one.deed.line),
            json!(self.prints.place(json!(prints))),
            json!(one.to),
        ];
        let then: Vec<Value> = one
            .then
            .iter()
            .map(|then| json!([then.lane, self.texts.place(json!(told(&then.deed, &[])))]))
            .collect();
        if one.late || !then.is_empty() {
            all.push(json!(u8::from(one.late)));
        }
        if !then.is_empty() {
            all.push(json!(then));
        }
        Value::from(all)
    }
}

fn stance_of(stance: &Stance, graph: &Graph) -> Value {
    let at = match stance.at {
        At::Absent => 0,
        At::Ready => 1,
        At::Sleeps => 2,
        At::Waits => 3,
        At::Ended => 4,
    };
    json!([at, if stance.file.is_none() { stance.line } else { 0 }, stands(stance, graph)])
}

/// What tells ends apart as a reader sees them: why nobody goes on depends on the way.
fn key(end: Ending, why: &str) -> String {
    if end == Ending::Returns { format!("{end} {why}") } else { end.to_string() }
}

fn lines(lines: &[Line]) -> Vec<Value> {
    lines.iter().map(|line| json!([number(line.stream), line.text])).collect()
}

fn number(stream: Stream) -> u8 {
    u8::from(stream == Stream::Stderr)
}
