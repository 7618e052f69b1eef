use std::collections::BTreeSet;
use std::sync::LazyLock;

use catalogue::{Listing, Stream};
use libtest_mimic::Failed;
use runner::{Build, Builds, Ended, Explorable, Program, Stop, Transcript, VirtualWorld, Words};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::turns::Turns;
use crate::{CARGO, record};

/// Up to so many outputs are recorded line by line.
const FEW: usize = 4;
/// The listings of which real runs under an extreme load may print more than the explorer explains within a second: timers
/// tick every millisecond in them, and each may be late.
const HARD: [&str; 2] = ["17-50", "17-51"];

#[derive(Deserialize)]
struct Outcome {
    exhaustive: bool,
    count: u128,
    outputs: Vec<Output>,
}

#[derive(Deserialize)]
struct Output {
    end: String,
    why: String,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    ms: u64,
    task: String,
    stream: String,
    text: String,
}

/// Exploring computes all the time, so there are no more explorers at once than processors.
static TURNS: LazyLock<Turns> = LazyLock::new(Turns::new);

/// All listings that run, built for the explorer by the first test that needs one.
static BUILDS: LazyLock<Result<Builds, String>> =
    LazyLock::new(|| build().map_err(|error| error.to_string()));

fn build() -> Result<Builds, Box<dyn std::error::Error>> {
    let metadata = CARGO.metadata()?;
    let catalogue = crate::read_catalogue()?;
    let world =
        VirtualWorld::new(metadata.workspace_root.as_std_path(), metadata.target_directory.as_std_path());
    let runs = catalogue.listings().iter().filter(|listing| !listing.promise.ends.is_refused());
    let programs: Vec<_> =
        runs.map(|listing| Program { name: listing.id.package(), source: listing.main() }).collect();
    Ok(world.build(&CARGO, &programs, Words::Kept, &Stop::new())?)
}

/// The outputs that the explorer finds are the recorded ones.
pub fn has_its_recorded_outputs(listing: &Listing) -> Result<(), Failed> {
    let outcome = outcome(listing, "pruned", None)?;
    record::compare(listing, "outputs", &shown(&outcome));
    Ok(())
}

/// Where plain depth-first search comes to an end, it finds the same outputs.
pub fn is_pruned_soundly(listing: &Listing) -> Result<(), Failed> {
    let plain = outcome(listing, "plain", Some(2_000))?;
    if !plain.exhaustive {
        return Ok(());
    }
    let pruned = outcome(listing, "pruned", None)?;
    if texts(&plain) == texts(&pruned) {
        return Ok(());
    }
    Err(format!("plain search: {:#?}\npruned search: {:#?}", texts(&plain), texts(&pruned)).into())
}

fn outcome(listing: &Listing, reduction: &str, most: Option<u64>) -> Result<Outcome, Failed> {
    let request = json!({ "explore": {
        "clock": "exact", "max_schedules": most, "most": 1_000, "args": listing.args, "reduction": reduction,
    }});
    Ok(serde_json::from_value(ask(listing, &request)?["outcome"].take())?)
}

/// Each output as a reader sees it, with its end.
fn texts(outcome: &Outcome) -> BTreeSet<String> {
    let text = |output: &Output| {
        let lines: String =
            output.lines.iter().map(|line| format!("{}: {}\n", line.stream, line.text)).collect();
        lines + &end(output)
    };
    outcome.outputs.iter().map(text).collect()
}

/// What a real run printed is something that the explorer calls possible.
pub fn is_explained(listing: &Listing, transcript: &Transcript) -> Result<(), Failed> {
    let lines: Vec<_> = transcript.of(Stream::Stdout).collect();
    let mut seen: String = lines.iter().map(|line| format!("{}\n", line.text)).collect();
    let mut extent = if matches!(transcript.ended, Ended::Hung { .. }) { "cut-off" } else { "whole" };
    if lines.last().is_some_and(|line| !line.whole) {
        seen.pop();
        extent = "cut-off";
    }
    let request = json!({ "explain": { "seen": seen, "extent": extent, "args": listing.args }});
    let explanation = ask(listing, &request)?["explanation"].take();
    match explanation["verdict"].as_str() {
        Some("possible" | "late") => Ok(()),
        Some("unknown") if HARD.contains(&listing.id.to_string().as_str()) => Ok(()),
        verdict => Err(format!("{verdict:?}: {}\n{seen}", explanation["why"]).into()),
    }
}

pub fn ask(listing: &Listing, request: &Value) -> Result<Value, Failed> {
    let builds = BUILDS.as_ref()?;
    let Some(Build::Executable(executable)) = builds.named(&listing.id.package()) else {
        return Err("the explorer can't compile it".into());
    };
    let explorable = Explorable { executable: executable.clone(), folder: CARGO.folder().to_owned() };
    let _turn = TURNS.take();
    Ok(serde_json::from_str(&explorable.ask(&request.to_string(), &Stop::new())?)?)
}

fn shown(outcome: &Outcome) -> String {
    let Outcome { exhaustive, count, outputs } = outcome;
    let all = if *exhaustive { "exhaustive" } else { "not exhaustive" };
    let mut text = format!("exact clock: {count} output{}, {all}\n", if *count == 1 { "" } else { "s" });
    if outputs.len() > FEW {
        let mut ends: Vec<String> = outputs.iter().map(end).collect();
        ends.sort();
        ends.dedup();
        return text + &ends.join("\n");
    }
    for output in outputs {
        text += &format!("\n{}\n", end(output));
        for Line { ms, task, stream, text: line } in &output.lines {
            let stream = if stream == "stderr" { " (stderr)" } else { "" };
            text += &format!("{ms:>6} ms  {task}{stream}: {line}\n");
        }
    }
    text
}

fn end(output: &Output) -> String {
    let Output { end, why, .. } = output;
    if why.is_empty() { end.clone() } else { format!("{end}: {why}") }
}
