//! What the explorer found, and how it is shown.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::style::{DIM, paint};

/// So many ties are told one by one.
const TIES: usize = 6;

/// What the explorer found.
#[derive(Deserialize)]
pub struct Outcome {
    pub clock: String,
    pub exhaustive: bool,
    pub schedules: u64,
    /// How many outputs there are, also where not all of them are listed.
    pub count: u128,
    pub outputs: Vec<Output>,
}

#[derive(Deserialize, Serialize)]
pub struct Output {
    end: String,
    why: String,
    lines: Vec<Line>,
}

#[derive(Deserialize, Serialize)]
pub struct Line {
    ms: u64,
    task: String,
    stream: String,
    text: String,
}

impl Outcome {
    /// The outputs one by one, after a search that took this long.
    pub fn shown(&self, seconds: f64) -> String {
        let mut text = format!(
            "{} ({} of the program, {} clock, {seconds:.2} s)\n",
            self.extent(),
            counted(self.schedules.into(), "run"),
            self.clock,
        );
        for (index, output) in self.outputs.iter().enumerate() {
            text += &format!("\noutput {}, {}\n{}", index + 1, output.ending(), lines(&output.lines));
        }
        let listed = self.outputs.len() as u128;
        if self.count > listed {
            text += &format!("\n… and {} more; --json lists them\n", self.count - listed);
        }
        for tie in self.ties() {
            text += &format!("\n{tie}");
        }
        text.trim_end().to_owned()
    }

    /// How many outputs there are: "2 outputs, exhaustive".
    pub fn extent(&self) -> String {
        let extent = if self.exhaustive { "exhaustive" } else { "not exhaustive: there may be more" };
        format!("{}, {extent}", counted(self.count, "output"))
    }

    /// Which output this is, counted from 1: "output 1 of 2".
    pub fn which(&self, output: usize) -> String {
        format!("output {output} of {}{}", self.count, if self.exhaustive { "" } else { " or more" })
    }

    /// How the outputs end, and how many of them if not all do: "hangs (1), returns (1)".
    pub fn ends(&self) -> String {
        let mut ends = BTreeMap::<&str, usize>::new();
        for output in &self.outputs {
            *ends.entry(&output.end).or_default() += 1;
        }
        let listed = self.outputs.len();
        let of_first =
            if self.count > listed as u128 { format!(" of the first {listed}") } else { String::new() };
        let end = |(end, n): (&str, usize)| if n == listed { end.to_owned() } else { format!("{end} ({n})") };
        format!("{}{of_first}", ends.into_iter().map(end).collect::<Vec<_>>().join(", "))
    }

    /// A sentence for each pair of lines that come in both orders.
    pub fn ties(&self) -> Vec<String> {
        let told = |(ms, one, other): &(u64, &str, &str)| {
            format!("`{one}` and `{other}` tie at {ms} ms: either can come first")
        };
        let ties = ties(&self.outputs);
        let mut sentences: Vec<String> = ties.iter().take(TIES).map(told).collect();
        if ties.len() > TIES {
            sentences.push(format!("and {} more pairs of lines come in either order", ties.len() - TIES));
        }
        sentences
    }

    /// How many outputs, runs, which ends, and how long it took, for a table.
    pub fn row(&self, seconds: f64) -> String {
        let count = if self.exhaustive { self.count.to_string() } else { format!("{} or more", self.count) };
        let time = format!("{seconds:.2} s");
        let mut ends: Vec<&str> = self.outputs.iter().map(|output| output.end.as_str()).collect();
        ends.sort_unstable();
        ends.dedup();
        format!("{count:>12}  {:>9}  {time:>7}  {}", self.schedules, ends.join(", "))
    }

    /// The heading of such a table.
    pub fn heading() -> String {
        format!("{:>12}  {:>9}  {:>7}  ends", "outputs", "runs", "time")
    }
}

impl Output {
    fn ending(&self) -> String {
        if self.why.is_empty() { self.end.clone() } else { format!("{}: {}", self.end, self.why) }
    }
}

/// Lines with their virtual times, and who printed them.
pub fn lines(lines: &[Line]) -> String {
    let width = lines.iter().map(|line| line.task.chars().count()).max().unwrap_or_default();
    let shown = lines.iter().map(|line| {
        let before = paint(DIM, format_args!("{:7} ms  {:width$}", line.ms, line.task));
        let stream = if line.stream == "stderr" { paint(DIM, "stderr: ") } else { String::new() };
        format!("{before}  {stream}{}\n", line.text)
    });
    shown.collect()
}

fn counted(n: u128, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// Neighbouring lines of one instant that come in both orders.
fn ties(outputs: &[Output]) -> BTreeSet<(u64, &str, &str)> {
    let all: BTreeSet<_> = outputs.iter().flat_map(neighbours).collect();
    let both_orders =
        |&&(ms, one, other): &&(u64, &str, &str)| one < other && all.contains(&(ms, other, one));
    all.iter().filter(both_orders).copied().collect()
}

fn neighbours(output: &Output) -> impl Iterator<Item = (u64, &str, &str)> {
    let same_time = |pair: &&[Line]| pair[0].ms == pair[1].ms && pair[0].text != pair[1].text;
    let pairs = output.lines.windows(2).filter(same_time);
    pairs.map(|pair| (pair[0].ms, pair[0].text.as_str(), pair[1].text.as_str()))
}
