//! What the explorer found, and how it is shown.

use std::collections::{BTreeMap, BTreeSet};

use answers::{Ending, Line, Outcome, Output, Stream, Ways};
use screen::escaped;

use terminal::style::{DIM, paint};

/// How many outputs are shown to people, but for one of each other end.
pub const SHOWN: usize = 16;
/// So many lines are told of a program that goes on for ever.
const ENDLESS: usize = 20;
/// So many ties are told one by one.
const TIES: usize = 6;

/// The outputs one by one, after a search that took this long.
pub fn shown(outcome: &Outcome, seconds: f64) -> String {
    listed(outcome, &format!("{} {}", extent(outcome), effort(outcome, seconds)), |_| true)
}

/// Whether a test can fail, and the outputs with which it does; `picture` is a command that draws one of them, but for its number.
pub fn judged(outcome: &Outcome, seconds: f64, picture: &str) -> String {
    let Ways { all, failing } = outcome.ways;
    let schedules = counted(&all.to_string(), "schedule");
    let verdict = match (failing, &outcome.why_not) {
        (0, None) => format!("passes under every schedule; {} told apart", were(all)),
        (n, None) if n == all => format!("fails under every schedule; {} told apart", were(all)),
        (n, None) => format!("fails under {n} of {schedules} that were told apart"),
        (0, Some(_)) if all == 1 => "passes under the only schedule that was tried".to_owned(),
        (0, Some(_)) => format!("passes under all {schedules} that were tried"),
        (n, Some(_)) if n == all => format!("fails under every schedule that was tried ({n})"),
        (n, Some(_)) => format!("fails under {n} of {schedules} that were tried"),
    };
    let so_far = outcome.why_not.iter().map(|why| format!("; not exhaustive: {why}"));
    let verdict = verdict + &so_far.collect::<String>();
    let said = messages(outcome).into_iter().map(|said| format!("\nit panics: {}", escaped(&said)));
    let heading = format!("{verdict} {}{}", effort(outcome, seconds), said.collect::<String>());
    let text = listed(outcome, &heading, Output::fails);
    let first = outcome.outputs.iter().take(SHOWN).position(Output::fails);
    let hint = first.map(|index| format!("\n\n{picture} {} draws how it comes to that", index + 1));
    text + &hint.unwrap_or_default()
}

/// "1 was", "14 were".
fn were(n: u64) -> String {
    format!("{n} {}", if n == 1 { "was" } else { "were" })
}

/// The messages of the panics that end outputs, each once.
fn messages(outcome: &Outcome) -> BTreeSet<String> {
    let panics = outcome.outputs.iter().filter(|output| output.end == Ending::Panics);
    let message = |output: &Output| {
        let lines: Vec<&Line> = output.lines.iter().filter(|line| line.stream == Stream::Stderr).collect();
        let header = lines
            .iter()
            .rposition(|line| line.text.starts_with("thread '") && line.text.contains(" panicked at "))?;
        Some(lines.get(header + 1)?.text.clone())
    };
    panics.filter_map(message).collect()
}

/// What a search took.
fn effort(outcome: &Outcome, seconds: f64) -> String {
    let runs = counted(&outcome.schedules.to_string(), "run");
    format!("({runs} of the program, {} clock, {seconds:.2} s)", outcome.clock)
}

/// Some outputs one by one, below a heading.
fn listed(outcome: &Outcome, heading: &str, is_wanted: impl Fn(&Output) -> bool) -> String {
    let mut text = format!("{heading}\n");
    for sentence in &outcome.rests_on {
        text += &format!("rests on: {sentence}\n");
    }
    for (index, output) in outcome.outputs.iter().enumerate().filter(|(_, output)| is_wanted(output)) {
        // What comes after the first ones is there because of its end.
        let number = if outcome.count > index as u128 && index < SHOWN {
            format!("output {}", index + 1)
        } else {
            "one more".to_owned()
        };
        text += &format!("\n{number}, {}\n", escaped(&output.ending()));
        if let Some(needs) = &output.needs {
            text += &format!("needs {}\n", escaped(needs));
        }
        text += &lines(&output.lines);
        if output.end == Ending::StillRunning && output.lines.len() >= ENDLESS {
            text += "             … and so on\n";
        }
    }
    let listed = outcome.outputs.len() as u128;
    if outcome.count > listed {
        let more = if outcome.more { "more than " } else { "" };
        text += &format!("\n… and {more}{} more; --json lists them\n", outcome.count - listed);
    }
    for tie in ties(outcome) {
        text += &format!("\n{tie}");
    }
    text.trim_end().to_owned()
}

/// How many outputs there are: "2 outputs, exhaustive".
pub fn extent(outcome: &Outcome) -> String {
    let extent = match &outcome.why_not {
        Some(why) => format!("not exhaustive: {why}"),
        None => "exhaustive".to_owned(),
    };
    format!("{}, {extent}", counted(&outcome.counted(), "output"))
}

/// Which output this is, counted from 1: "output 1 of 2".
pub fn which(outcome: &Outcome, output: usize) -> String {
    let or_more = if outcome.exhaustive || outcome.more { "" } else { " or more" };
    format!("output {output} of {}{or_more}", outcome.counted())
}

/// How the outputs end, and how many of them if not all do: "hangs (1), returns (1)".
pub fn ends(outcome: &Outcome) -> String {
    let mut ends = BTreeMap::<&str, usize>::new();
    for output in &outcome.outputs {
        *ends.entry(output.end.name()).or_default() += 1;
    }
    let listed = outcome.outputs.len();
    let of_first =
        if outcome.count > listed as u128 { format!(" of the first {listed}") } else { String::new() };
    let end = |(end, n): (&str, usize)| if n == listed { end.to_owned() } else { format!("{end} ({n})") };
    format!("{}{of_first}", ends.into_iter().map(end).collect::<Vec<_>>().join(", "))
}

/// A sentence for each pair of lines that come in both orders.
pub fn ties(outcome: &Outcome) -> Vec<String> {
    let told = |(ms, one, other): &(u64, &str, &str)| {
        let (one, other) = (escaped(one), escaped(other));
        format!("`{one}` and `{other}` tie at {ms} ms: either can come first")
    };
    let ties = outcome.ties();
    let mut sentences: Vec<String> = ties.iter().take(TIES).map(told).collect();
    if ties.len() > TIES {
        sentences.push(format!("and {} more pairs of lines come in either order", ties.len() - TIES));
    }
    sentences
}

/// How many outputs, runs, which ends, and how long it took, for a table.
pub fn row(outcome: &Outcome, seconds: f64) -> String {
    let or_more = if outcome.exhaustive || outcome.more { "" } else { " or more" };
    let count = outcome.counted() + or_more;
    let time = format!("{seconds:.2} s");
    let mut ends: Vec<&str> = outcome.outputs.iter().map(|output| output.end.name()).collect();
    ends.sort_unstable();
    ends.dedup();
    format!("{count:>12}  {:>9}  {time:>7}  {}", outcome.schedules, ends.join(", "))
}

/// The heading of such a table.
pub fn heading() -> String {
    format!("{:>12}  {:>9}  {:>7}  ends", "outputs", "runs", "time")
}

/// Lines with their virtual times, and who printed them.
pub fn lines(lines: &[Line]) -> String {
    let width = lines.iter().map(|line| escaped(&line.task).chars().count()).max().unwrap_or_default();
    let shown = lines.iter().map(|line| {
        let before = paint(DIM, format_args!("{:7} ms  {:width$}", line.ms, escaped(&line.task)));
        let stream = if line.stream == Stream::Stderr { paint(DIM, "stderr: ") } else { String::new() };
        format!("{before}  {stream}{}\n", escaped(&line.text))
    });
    shown.collect()
}

fn counted(n: &str, what: &str) -> String {
    if n == "1" { format!("1 {what}") } else { format!("{n} {what}s") }
}
