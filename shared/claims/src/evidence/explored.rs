//! Every output that a program can print.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde_json::json;

use super::{Evidence, Missing, Needs};
use crate::lab::Lab;
use crate::program::Program;

/// How many outputs are looked at one by one.
const MOST: usize = 5_000;
/// After how many runs a search on the late clock ends, where there are too many schedules for all of them.
const LATE_SCHEDULES: u64 = 20_000;

/// All outputs of a program are looked at.
#[derive(Clone, Debug)]
pub struct Explored {
    program: Program,
    clock: &'static str,
    schedules: Option<u64>,
}

/// What a search found.
#[derive(Clone, Debug, Deserialize)]
pub struct Outputs {
    /// Whether these are all that there are.
    pub exhaustive: bool,
    pub count: u128,
    #[serde(rename = "outputs")]
    pub all: Vec<Output>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Output {
    /// `returns`, `hangs`, `panics` or `still running`.
    pub end: String,
    /// What there is to say about the end.
    pub why: String,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Virtual milliseconds since the start.
    pub ms: u64,
    pub stream: String,
    pub text: String,
}

/// Every output under every schedule, while wake-ups come in time.
pub fn explored(program: Program) -> Explored {
    Explored { program, clock: "exact", schedules: None }
}

/// The same, while wake-ups come as late as they like. There may be too many schedules for all of them.
pub fn explored_late(program: Program) -> Explored {
    Explored { program, clock: "late", schedules: Some(LATE_SCHEDULES) }
}

impl Evidence for Explored {
    type Found = Outputs;

    fn add_to(&self, needs: &mut Needs) {
        needs.explored.insert(self.program.clone());
    }

    fn find(&self, lab: &Lab) -> Result<Outputs, Missing> {
        let request = json!({ "explore": {
            "clock": self.clock, "max_schedules": self.schedules, "most": MOST, "args": self.program.args(),
        }});
        let mut answer = lab.ask(&self.program, &request)?;
        let not_explored = |why: String| Missing::NotExplored { program: self.program.name(), why };
        match answer.get_mut("outcome") {
            Some(outcome) => {
                serde_json::from_value(outcome.take()).map_err(|error| not_explored(error.to_string()))
            }
            None => Err(not_explored(answer["refused"].as_str().unwrap_or_default().to_owned())),
        }
    }
}

impl Outputs {
    /// Whether this is so of each output, and all of them were seen.
    pub fn every(&self, is: impl FnMut(&Output) -> bool) -> bool {
        self.exhaustive
            && !self.all.is_empty()
            && self.all.len() as u128 == self.count
            && self.all.iter().all(is)
    }

    /// Whether this is so of some output.
    pub fn some(&self, is: impl FnMut(&Output) -> bool) -> bool {
        self.all.iter().any(is)
    }

    /// The output, if there is just one.
    pub fn only(&self) -> Option<&Output> {
        match &self.all[..] {
            [one] if self.exhaustive => Some(one),
            _ => None,
        }
    }

    /// What the outputs look like to a reader, without times.
    pub fn texts(&self) -> BTreeSet<Vec<&str>> {
        self.all.iter().map(Output::texts).collect()
    }

    /// How they end: `always returns`, or `hangs in 1, returns in 1`.
    pub fn ends(&self) -> String {
        let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
        self.all.iter().for_each(|output| *ends.entry(&output.end).or_default() += 1);
        match ends.len() {
            1 => ends.into_keys().map(|end| format!("always {end}")).collect(),
            _ => ends.iter().map(|(end, count)| format!("{end} in {count}")).collect::<Vec<_>>().join(", "),
        }
    }

    /// The lines that come last in one or the other: `Result: 1` or `Result: 2`.
    pub fn last_lines(&self) -> String {
        let lines: BTreeSet<_> = self.all.iter().filter_map(|output| output.texts().pop()).collect();
        format!("`{}`", lines.into_iter().collect::<Vec<_>>().join("` or `"))
    }

    /// Neighbouring lines of one instant that come in both orders, and when.
    pub fn ties(&self) -> BTreeSet<(&str, &str, u64)> {
        let all: BTreeSet<_> = self.all.iter().flat_map(Output::neighbours).collect();
        all.iter()
            .filter(|(one, other, ms)| one < other && all.contains(&(other, one, *ms)))
            .copied()
            .collect()
    }
}

impl Output {
    pub fn returns(&self) -> bool {
        self.end == "returns"
    }

    pub fn hangs(&self) -> bool {
        self.end == "hangs"
    }

    /// The lines of stdout.
    pub fn texts(&self) -> Vec<&str> {
        self.stdout().map(|line| line.text.as_str()).collect()
    }

    /// When each line of stdout came, in virtual milliseconds.
    pub fn times(&self) -> Vec<u64> {
        self.stdout().map(|line| line.ms).collect()
    }

    /// How many lines of stdout hold these words.
    pub fn count(&self, words: &str) -> usize {
        self.stdout().filter(|line| line.text.contains(words)).count()
    }

    /// Where a line of stdout first holds these words, from 0.
    pub fn position(&self, words: &str) -> Option<usize> {
        self.stdout().position(|line| line.text.contains(words))
    }

    /// Neighbouring lines of one instant.
    fn neighbours(&self) -> impl Iterator<Item = (&str, &str, u64)> {
        let pairs =
            self.lines.windows(2).filter(|pair| pair[0].ms == pair[1].ms && pair[0].text != pair[1].text);
        pairs.map(|pair| (pair[0].text.as_str(), pair[1].text.as_str(), pair[0].ms))
    }

    fn stdout(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.stream == "stdout")
    }
}

/// `16 outputs over all schedules`. A search that did not come to an end gives no number: that says more about the
/// search than about the program.
impl fmt::Display for Outputs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.count, self.exhaustive) {
            (1, true) => f.write_str("1 output over all schedules"),
            (count, true) => write!(f, "{count} outputs over all schedules"),
            (1, false) => f.write_str("1 output as far as was looked"),
            (_, false) => f.write_str("many outputs, too many to look at all"),
        }
    }
}
