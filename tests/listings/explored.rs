use std::collections::BTreeSet;
use std::sync::LazyLock;

use answers::{Asks, Explain, Explore, Extent, Limits, Line, Outcome, Output, Reduction, Verdict};
use catalogue::{Listing, Stream};
use libtest_mimic::Failed;
use runner::{Build, Builds, Ended, Stop, Transcript, Words};
use worlds::{Explorable, Program, VirtualWorld};

use crate::turns::Turns;
use crate::{CARGO, record};

/// Up to so many outputs are recorded line by line.
const FEW: usize = 4;
/// The listings of which real runs under an extreme load may print more than the explorer explains within a second: timers
/// tick every millisecond in them, and each may be late.
const HARD: [&str; 2] = ["17-50", "17-51"];

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
    let outcome = outcome(listing, Reduction::Pruned, None)?;
    record::compare(listing, "outputs", &shown(&outcome));
    Ok(())
}

/// Where plain depth-first search comes to an end, it finds the same outputs.
pub fn is_pruned_soundly(listing: &Listing) -> Result<(), Failed> {
    let plain = outcome(listing, Reduction::Plain, Some(2_000))?;
    if !plain.exhaustive {
        return Ok(());
    }
    let pruned = outcome(listing, Reduction::Pruned, None)?;
    if texts(&plain) == texts(&pruned) {
        return Ok(());
    }
    Err(format!("plain search: {:#?}\npruned search: {:#?}", texts(&plain), texts(&pruned)).into())
}

fn outcome(listing: &Listing, reduction: Reduction, max_schedules: Option<u64>) -> Result<Outcome, Failed> {
    let question = Explore { reduction, most: 1_000, ..Explore::default() };
    ask(listing, question, Limits { max_schedules, ..Limits::default() })
}

/// Each output as a reader sees it, with its end.
fn texts(outcome: &Outcome) -> BTreeSet<String> {
    let text = |output: &Output| {
        let lines: String =
            output.lines.iter().map(|line| format!("{}: {}\n", line.stream.name(), line.text)).collect();
        lines + &output.ending()
    };
    outcome.outputs.iter().map(text).collect()
}

/// What a real run printed is something that the explorer calls possible.
pub fn is_explained(listing: &Listing, transcript: &Transcript) -> Result<(), Failed> {
    let lines: Vec<_> = transcript.of(Stream::Stdout).collect();
    let mut seen: String = lines.iter().map(|line| format!("{}\n", line.text)).collect();
    let mut extent =
        if matches!(transcript.ended, Ended::Hung { .. }) { Extent::CutOff } else { Extent::Whole };
    if lines.last().is_some_and(|line| !line.whole) {
        seen.pop();
        extent = Extent::CutOff;
    }
    let explanation = ask(listing, Explain { seen: seen.clone(), extent }, Limits::default())?;
    match explanation.verdict {
        Verdict::Possible | Verdict::Late => Ok(()),
        Verdict::Unknown if HARD.contains(&listing.id.to_string().as_str()) => Ok(()),
        verdict => Err(format!("{verdict:?}: {}\n{seen}", explanation.why).into()),
    }
}

pub fn ask<Q: Asks>(listing: &Listing, question: Q, limits: Limits) -> Result<Q::Found, Failed> {
    let builds = BUILDS.as_ref()?;
    let Some(Build::Executable(executable)) = builds.named(&listing.id.package()) else {
        return Err("the explorer can't compile it".into());
    };
    let explorable = Explorable::new(executable, CARGO.folder());
    let _turn = TURNS.take();
    Ok(explorable.ask(question, &listing.args, limits, &Stop::new())?)
}

fn shown(outcome: &Outcome) -> String {
    let Outcome { exhaustive, count, outputs, .. } = outcome;
    let all = if *exhaustive { "exhaustive" } else { "not exhaustive" };
    let mut text = format!("exact clock: {count} output{}, {all}\n", if *count == 1 { "" } else { "s" });
    if outputs.len() > FEW {
        let mut ends: Vec<String> = outputs.iter().map(Output::ending).collect();
        ends.sort();
        ends.dedup();
        return text + &ends.join("\n");
    }
    for output in outputs {
        text += &format!("\n{}\n", output.ending());
        for Line { ms, task, stream, text: line } in &output.lines {
            let stream = if *stream == answers::Stream::Stderr { " (stderr)" } else { "" };
            text += &format!("{ms:>6} ms  {task}{stream}: {line}\n");
        }
    }
    text
}
