//! What a reader is told of states and moves.

use answers::Ending;
use answers::graph::{At, Deed, End, Graph, Move, Print, Stance};

/// What a move does, in words that can follow the name of whoever makes it.
pub fn deed(one: &Move) -> String {
    let told = told(&one.deed, &one.prints);
    match (one.lane, one.late) {
        (None, late) => {
            let told = if told.ends_with("pass") { format!("let {told}") } else { told };
            if late { format!("{told}, though others could go on") } else { told }
        }
        (Some(_), true) => format!("{told}, late"),
        (Some(_), false) => told,
    }
}

/// The same for what is done right after it, or of which it is not said what it prints.
pub fn told(deed: &Deed, prints: &[Print]) -> String {
    let texts: Vec<String> = prints.iter().map(|print| quoted(&print.text)).collect();
    let texts = if deed.does == "prints" { texts } else { Vec::new() };
    let parts = [deed.does.clone()].into_iter().chain(deed.value.clone()).chain(texts);
    parts.collect::<Vec<_>>().join(" ")
}

/// Why a lane can't go next, in words that can follow its name.
pub fn stands(stance: &Stance, graph: &Graph) -> String {
    match (stance.at, stance.until_ms) {
        (At::Sleeps, Some(ms)) => format!("sleeps until {ms} ms"),
        (At::Sleeps, None) => "sleeps".to_owned(),
        (At::Ended, _) if stance.why.is_empty() => "has ended".to_owned(),
        (At::Waits, Some(ms)) => format!("{}, until {ms} ms at most", stance.why),
        (At::Ready, _) if !graph.runs.is_empty() => {
            "could go on too, but no run that is recorded here does that".to_owned()
        }
        _ => stance.why.clone(),
    }
}

/// How the program ends, as a sentence.
pub fn ends(end: &End) -> String {
    let ends = match end.end {
        Ending::StillRunning => "goes on".to_owned(),
        other => other.to_string(),
    };
    if end.why.is_empty() {
        format!("The program {ends}.")
    } else {
        format!("The program {ends}: {}.", end.why)
    }
}

/// What is to be said of a graph that does not have everything.
pub fn note(graph: &Graph, listed: usize) -> String {
    let mut notes = Vec::new();
    match (graph.runs.len(), &graph.why_not) {
        (0, None) => {}
        (0, Some(why)) => notes.push(format!("Not all was followed: {why}.")),
        (runs, _) => {
            let recorded = if runs == 1 {
                "one recorded run is".to_owned()
            } else {
                format!("{runs} recorded runs are")
            };
            notes.push(format!(
                "There are too many states to go everywhere: {recorded} here, to be stepped forth and back."
            ));
        }
    }
    if graph.runs.iter().any(|run| run.is_cut) {
        notes.push("What comes after its end here is left out.".to_owned());
    }
    if graph.count > listed as u128 {
        let more = if graph.more { "more than " } else { "" };
        notes.push(format!("There are {more}{} outputs; {listed} of them are here.", graph.count));
    }
    notes.join(" ")
}

/// A text that appears, on one line.
fn quoted(text: &str) -> String {
    format!("“{}”", text.strip_suffix('\n').unwrap_or(text).replace('\n', " ⏎ "))
}
