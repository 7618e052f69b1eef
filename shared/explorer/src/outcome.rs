//! What a search found, as `explore --json` shows it.

use crate::automaton::{Symbol, ending};
use crate::error::Error;
use crate::exploration::Exploration;
use crate::language::Language;
use crate::replay::{Line, Replay, Schedule, replay};
use engine::{ClockMode, End, Events, Stream};
use serde::Serialize;

/// What a search found.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// `exact` or `late`.
    pub clock: &'static str,
    /// Whether these are all outputs that there are.
    pub exhaustive: bool,
    /// How many times the program was run.
    pub schedules: u64,
    /// How many outputs were found; [`Outcome::outputs`] may show only the first of them.
    pub count: u128,
    /// The outputs, in the order of their lines.
    pub outputs: Vec<Output>,
}

/// What a reader can see.
#[derive(Clone, Debug, Serialize)]
pub struct Output {
    /// `returns`, `hangs`, `panics` or `still running`.
    pub end: &'static str,
    /// What there is to say about the end; empty for a plain return.
    pub why: String,
    /// The lines, as one schedule prints them.
    pub lines: Vec<Line>,
    /// That schedule.
    #[serde(skip)]
    pub schedule: Schedule,
}

impl Exploration {
    /// The first outputs, each with a schedule that leads to it.
    ///
    /// # Errors
    /// [`Error::Undetermined`] when a schedule does not lead to the same output again.
    pub fn outcome(&self, limit: usize) -> Result<Outcome, Error> {
        let mut language = Language::new(&self.graph);
        let count = language.count();
        let mut outputs = Vec::new();
        for word in language.first(limit) {
            let schedule = language.witness(&word).unwrap_or_default();
            let run = replay(self.program, &self.options, &self.knowledge, &schedule, Events::Dropped)?;
            if !shows(&run, &word) {
                return Err(Error::Undetermined("repeating a schedule led to another output".to_owned()));
            }
            outputs.push(Output { end: name(&run.end), why: why(&run.end), lines: run.lines, schedule });
        }
        let clock = match self.options.settings.clock {
            ClockMode::Exact => "exact",
            ClockMode::Late => "late",
        };
        Ok(Outcome { clock, exhaustive: self.exhaustive, schedules: self.schedules, count, outputs })
    }

    /// Runs the program under a schedule of this exploration, with its events.
    ///
    /// # Errors
    /// [`Error::Undetermined`] when the schedule does not fit the program.
    pub fn replay(&self, schedule: &Schedule) -> Result<Replay, Error> {
        replay(self.program, &self.options, &self.knowledge, schedule, Events::Kept)
    }
}

/// Whether a run shows the lines of an output and ends like it.
fn shows(run: &Replay, word: &[Symbol]) -> bool {
    let lines = run.lines.iter().map(|line| (line.stream, line.text.as_str()));
    let wanted = word.iter().filter_map(|symbol| match symbol {
        Symbol::Line(Stream::Stdout, text) => Some(("stdout", text.trim_end_matches('\n'))),
        Symbol::Line(Stream::Stderr, text) => Some(("stderr", text.trim_end_matches('\n'))),
        Symbol::End(_) => None,
    });
    lines.eq(wanted) && word.last() == Some(&Symbol::End(ending(&run.end)))
}

/// An end's name.
pub fn name(end: &End) -> &'static str {
    match end {
        End::Exited(_) => "returns",
        End::Panicked => "panics",
        End::Hangs(_) => "hangs",
        _ => "still running",
    }
}

/// What there is to say about an end.
pub fn why(end: &End) -> String {
    match end {
        End::Exited(0) => String::new(),
        End::Exited(code) => format!("the exit code is {code}"),
        End::Panicked => "main panicked".to_owned(),
        End::Hangs(reasons) => reasons.join(". "),
        End::StillRunning(bound) => format!("it was stopped at the bound on {bound}"),
        other => format!("{other:?}"),
    }
}
