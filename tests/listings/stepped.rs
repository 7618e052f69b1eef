use std::collections::BTreeSet;

use answers::{Choose, Clock, Explore, Graph, Limits, Outcome, Output, Walk};
use catalogue::Listing;
use libtest_mimic::Failed;
use serde_json::Value;

use crate::explored::ask;

/// With more states than this there are only some runs.
const STATES: usize = 2_000;
/// So many outputs are compared.
const LISTED: usize = 1_000;
/// So many walks are run again.
const WALKS: u64 = 12;

/// Who walks through the graph of choices comes to the same outputs as the explorer.
pub fn leads_to_its_outputs(listing: &Listing) -> Result<(), Failed> {
    for clock in [Clock::Exact, Clock::Late] {
        let graph = graph(listing, clock)?;
        stands_as_it_moves(&graph)?;
        let walked = walked(&graph)?;
        let listed: BTreeSet<String> = graph["outputs"].as_array().into_iter().flatten().map(seen).collect();
        if graph["runs"].is_array() {
            same(
                "the recorded runs",
                &walked,
                "their outputs",
                &walked.intersection(&listed).cloned().collect(),
            )?;
            continue;
        }
        let question = Explore { clock, most: LISTED, ..Explore::default() };
        let limits = Limits { max_schedules: Some(2_000), ..Limits::default() };
        let explored: Outcome = ask(listing, question, limits)?;
        let outputs: BTreeSet<String> = explored.outputs.iter().map(in_json).collect::<Result<_, _>>()?;
        let is_comparable = explored.exhaustive && explored.count <= LISTED as u128;
        if is_comparable && graph["exhaustive"] == true {
            same("the graph", &walked, "the explorer", &outputs)?;
        } else if is_comparable {
            let known = walked.intersection(&outputs).cloned().collect();
            same("the part that the graph has", &walked, "the explorer", &known)?;
        }
        if graph["count"].as_u64().is_some_and(|count| count <= LISTED as u64) {
            same("the graph", &walked, "its list", &listed)?;
        }
    }
    Ok(())
}

/// What the graph says of a walk is what the program prints when it is run so.
pub fn prints_what_its_graph_says(listing: &Listing) -> Result<(), Failed> {
    for clock in [Clock::Exact, Clock::Late] {
        let graph = graph(listing, clock)?;
        if graph["runs"].is_array() {
            continue;
        }
        let walks: Vec<Vec<usize>> = (0..WALKS).map(|seed| walk(&graph, seed)).collect();
        let said = walks.iter().map(|walk| said(&graph, walk)).collect::<Result<Vec<String>, Failed>>()?;
        let question = Walk { graph: choose(clock), walks: walks.clone() };
        let run = ask(listing, question, Limits::default())?;
        let run = run.iter().map(in_json).collect::<Result<Vec<String>, Failed>>()?;
        if said != run {
            return Err(format!("the graph says {said:#?}\nthe program prints {run:#?}").into());
        }
        each_break_is_found(&graph)?;
    }
    Ok(())
}

/// A graph that prints something else, or lacks a move, is found out.
fn each_break_is_found(graph: &Value) -> Result<(), Failed> {
    let mut broken = graph.clone();
    let mut states = broken["states"].as_array_mut().into_iter().flatten();
    if let Some(text) = states.find_map(|state| state.pointer_mut("/moves/0/prints/0/text")) {
        *text = Value::from("something else\n");
        if walked(&broken)? == walked(graph)? {
            return Err("a wrong print goes unnoticed".into());
        }
    }
    for (number, state) in array(&graph["states"]).iter().enumerate() {
        let mut broken = graph.clone();
        let is_a_lanes = |one: &Value| one["lane"].is_u64();
        let Some(place) = array(&state["moves"]).iter().rposition(is_a_lanes) else { continue };
        if array(&state["moves"]).iter().filter(|one| one["lane"] == state["moves"][place]["lane"]).count()
            > 1
        {
            continue;
        }
        broken["states"][number]["moves"].as_array_mut().ok_or("a state has no moves")?.remove(place);
        return match stands_as_it_moves(&broken) {
            Ok(()) => Err(format!("state {number} lacks a move, which goes unnoticed").into()),
            Err(_) => Ok(()),
        };
    }
    Ok(())
}

fn choose(clock: Clock) -> Choose {
    Choose { clock, states: STATES, most: LISTED }
}

fn graph(listing: &Listing, clock: Clock) -> Result<Value, Failed> {
    let graph: Graph = ask(listing, choose(clock), Limits::default())?;
    Ok(serde_json::to_value(graph)?)
}

fn same(one: &str, ones: &BTreeSet<String>, other: &str, others: &BTreeSet<String>) -> Result<(), Failed> {
    let only = |these: &BTreeSet<String>, those: &BTreeSet<String>| -> Vec<String> {
        these.difference(those).take(3).cloned().collect()
    };
    if ones == others {
        return Ok(());
    }
    Err(format!("only {one}: {:#?}\nonly {other}: {:#?}", only(ones, others), only(others, ones)).into())
}

/// Whoever is ready has a move, and whoever has a move is ready; time passes where nobody is, unless that is the end.
fn stands_as_it_moves(graph: &Value) -> Result<(), Failed> {
    let is_recorded = graph["runs"].is_array();
    for (number, state) in array(&graph["states"]).iter().enumerate() {
        let moves: BTreeSet<Option<u64>> =
            array(&state["moves"]).iter().map(|one| one["lane"].as_u64()).collect();
        let lanes = array(&state["lanes"]).iter().enumerate();
        let ready: BTreeSet<Option<u64>> =
            lanes.filter(|(_, lane)| lane["at"] == "ready").map(|(lane, _)| Some(lane as u64)).collect();
        let movers: BTreeSet<Option<u64>> = moves.iter().filter(|lane| lane.is_some()).copied().collect();
        let fits = if is_recorded { movers.is_subset(&ready) } else { movers == ready };
        let is_over = state["end"].is_object();
        let goes_on = is_over == moves.is_empty() || (is_recorded && moves.is_empty());
        if !fits || !goes_on {
            return Err(format!("state {number}: ready are {ready:?}, moves have {moves:?}").into());
        }
    }
    Ok(())
}

/// All that can be seen by who walks through the graph.
fn walked(graph: &Value) -> Result<BTreeSet<String>, Failed> {
    let mut open = vec![(0, Screen::default())];
    let mut met = BTreeSet::new();
    let mut seen = BTreeSet::new();
    while let Some((at, screen)) = open.pop() {
        let state = &graph["states"][at];
        if state["end"].is_object() {
            seen.insert(screen.ended(&state["end"]));
        }
        for one in array(&state["moves"]) {
            let next = (index(&one["to"])?, screen.after(one));
            if met.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    Ok(seen)
}

/// What is seen on one walk.
fn said(graph: &Value, walk: &[usize]) -> Result<String, Failed> {
    let (mut at, mut screen) = (0, Screen::default());
    for number in walk {
        let one = &graph["states"][at]["moves"][number];
        (at, screen) = (index(&one["to"])?, screen.after(one));
    }
    Ok(screen.ended(&graph["states"][at]["end"]))
}

/// A walk to an end, another one for each seed.
fn walk(graph: &Value, seed: u64) -> Vec<usize> {
    let (mut at, mut walk) = (0, Vec::new());
    let mut random = seed;
    while let Some(last) = array(&graph["states"][at]["moves"]).len().checked_sub(1) {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let number = (random >> 33) as usize % (last + 1);
        walk.push(number);
        at = index(&graph["states"][at]["moves"][number]["to"]).unwrap_or_default();
    }
    walk
}

/// What a reader has seen so far: whole lines, and what is under way on either stream.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Screen {
    lines: String,
    stdout: String,
    stderr: String,
}

impl Screen {
    fn after(&self, one: &Value) -> Screen {
        let mut screen = self.clone();
        for print in array(&one["prints"]) {
            let stream = print["stream"].as_str().unwrap_or_default();
            let partial = if stream == "stderr" { &mut screen.stderr } else { &mut screen.stdout };
            partial.push_str(print["text"].as_str().unwrap_or_default());
            while let Some((line, rest)) = partial.split_once('\n') {
                screen.lines += &format!("{stream}: {line}\n");
                *partial = rest.to_owned();
            }
        }
        screen
    }

    fn ended(&self, end: &Value) -> String {
        let rest = |stream: &str, text: &str| {
            if text.is_empty() { String::new() } else { format!("{stream}: {text}\n") }
        };
        let rest = rest("stderr", &self.stderr) + &rest("stdout", &self.stdout);
        format!("{}{rest}{}", self.lines, ending(end))
    }
}

/// How an output in JSON ends; why nobody goes on depends on the way.
fn ending(end: &Value) -> String {
    let why = if end["end"] == "returns" { end["why"].as_str().unwrap_or_default() } else { "" };
    format!("{} {why}", end["end"].as_str().unwrap_or_default())
}

fn seen(output: &Value) -> String {
    let line = |line: &Value| {
        let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        format!("{}: {}\n", text("stream"), text("text"))
    };
    array(&output["lines"]).iter().map(line).collect::<String>() + &ending(output)
}

fn in_json(output: &Output) -> Result<String, Failed> {
    Ok(seen(&serde_json::to_value(output)?))
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn index(value: &Value) -> Result<usize, Failed> {
    Ok(value.as_u64().and_then(|index| usize::try_from(index).ok()).ok_or("a move leads nowhere")?)
}
