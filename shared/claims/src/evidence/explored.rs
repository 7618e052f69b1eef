//! Every output that a program can print.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use answers::{Clock, Explore, Limits};

pub use answers::Output;

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
    clock: Clock,
    schedules: Option<u64>,
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct Outputs {
    /// Whether these are all that there are.
    pub exhaustive: bool,
    pub count: u128,
    pub all: Vec<Output>,
}

/// Every output under every schedule, while wake-ups come in time.
pub fn explored(program: Program) -> Explored {
    Explored { program, clock: Clock::Exact, schedules: None }
}

/// The same, while wake-ups come as late as they like. There may be too many schedules for all of them.
pub fn explored_late(program: Program) -> Explored {
    Explored { program, clock: Clock::Late, schedules: Some(LATE_SCHEDULES) }
}

impl Evidence for Explored {
    type Found = Outputs;

    fn add_to(&self, needs: &mut Needs) {
        needs.explored.insert(self.program.clone());
    }

    fn find(&self, lab: &Lab) -> Result<Outputs, Missing> {
        let question = Explore { clock: self.clock, most: MOST, ..Explore::default() };
        let limits = Limits { max_schedules: self.schedules, ..Limits::default() };
        let outcome = lab.ask(&self.program, question, limits)?;
        Ok(Outputs { exhaustive: outcome.exhaustive, count: outcome.count, all: outcome.outputs })
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
        self.all.iter().for_each(|output| *ends.entry(output.end.name()).or_default() += 1);
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
    pub fn ties(&self) -> BTreeSet<(u64, &str, &str)> {
        Output::ties(&self.all)
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
