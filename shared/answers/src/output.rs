//! What a reader can see of a program.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::fmt;

/// What a reader can see.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Output {
    pub end: Ending,
    /// What there is to say about the end; empty for a plain return.
    pub why: String,
    /// The lines, as one schedule prints them.
    pub lines: Vec<Line>,
    /// What it needs that not every run of the program has: "`Relaxed` at lines 8 and 12: with `SeqCst` there it can't happen".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
}

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Ending {
    /// The process ends by itself.
    #[serde(rename = "returns")]
    Returns,
    /// Nobody can ever go on.
    #[serde(rename = "hangs")]
    Hangs,
    /// `main` panics, or the process is brought down in another way.
    #[serde(rename = "panics")]
    Panics,
    /// It was stopped before it came to an end.
    #[serde(rename = "still running")]
    StillRunning,
}

/// A printed line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Line {
    /// Virtual milliseconds since the program's start.
    pub ms: u64,
    /// Who printed it, or its last part.
    pub task: String,
    pub stream: Stream,
    /// The text, without the line end.
    pub text: String,
}

/// Where a program prints to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    Stdout,
    Stderr,
}

impl Output {
    /// How it ends, and what there is to say about that: "hangs: main waits for …".
    pub fn ending(&self) -> String {
        if self.why.is_empty() { self.end.to_string() } else { format!("{}: {}", self.end, self.why) }
    }

    /// Whether a test that ends so has failed.
    pub fn fails(&self) -> bool {
        !self.returns() || !self.why.is_empty()
    }

    pub fn returns(&self) -> bool {
        self.end == Ending::Returns
    }

    pub fn hangs(&self) -> bool {
        self.end == Ending::Hangs
    }

    /// The lines of standard output.
    pub fn stdout(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.stream == Stream::Stdout)
    }

    /// The same without times.
    pub fn texts(&self) -> Vec<&str> {
        self.stdout().map(|line| line.text.as_str()).collect()
    }

    /// When each line of standard output came, in virtual milliseconds.
    pub fn times(&self) -> Vec<u64> {
        self.stdout().map(|line| line.ms).collect()
    }

    /// How many lines of standard output hold these words.
    pub fn count(&self, words: &str) -> usize {
        self.stdout().filter(|line| line.text.contains(words)).count()
    }

    /// Where a line of standard output first holds these words, from 0.
    pub fn position(&self, words: &str) -> Option<usize> {
        self.stdout().position(|line| line.text.contains(words))
    }

    /// Neighbouring lines of one instant that come in both orders, and when, in virtual milliseconds.
    pub fn ties(outputs: &[Output]) -> BTreeSet<(u64, &str, &str)> {
        let all: BTreeSet<_> = outputs.iter().flat_map(Output::neighbours).collect();
        let both_orders =
            |&&(ms, one, other): &&(u64, &str, &str)| one < other && all.contains(&(ms, other, one));
        all.iter().filter(both_orders).copied().collect()
    }

    /// Neighbouring lines of one instant, and when that is. A line that comes twice then is before and after another in one
    /// and the same output, which says nothing.
    fn neighbours(&self) -> impl Iterator<Item = (u64, &str, &str)> {
        let mut times: HashMap<(u64, &str), usize> = HashMap::new();
        for line in &self.lines {
            *times.entry((line.ms, &line.text)).or_default() += 1;
        }
        let once = move |line: &Line| times.get(&(line.ms, line.text.as_str())) == Some(&1);
        let same_time = move |pair: &&[Line]| pair[0].ms == pair[1].ms && pair.iter().all(&once);
        let pairs = self.lines.windows(2).filter(same_time);
        pairs.map(|pair| (pair[0].ms, pair[0].text.as_str(), pair[1].text.as_str()))
    }
}

impl Ending {
    /// As it stands in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Ending::Returns => "returns",
            Ending::Hangs => "hangs",
            Ending::Panics => "panics",
            Ending::StillRunning => "still running",
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Stream {
    /// As it stands in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Stream::Stdout => "stdout",
            Stream::Stderr => "stderr",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ending, Line, Output, Stream};

    fn output(texts: &[&str]) -> Output {
        let line = |text: &&str| Line {
            ms: 0,
            task: "main".to_owned(),
            stream: Stream::Stdout,
            text: (*text).to_owned(),
        };
        Output {
            end: Ending::Returns,
            why: String::new(),
            lines: texts.iter().map(line).collect(),
            needs: None,
        }
    }

    #[test]
    fn lines_tie_that_come_in_either_order_in_different_outputs() {
        let outputs = [output(&["a", "b"]), output(&["b", "a"])];
        assert_eq!(Output::ties(&outputs).into_iter().collect::<Vec<_>>(), [(0, "a", "b")]);
        assert!(Output::ties(&[output(&["a", "b", "a"])]).is_empty());
    }
}
