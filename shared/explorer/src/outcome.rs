//! What a search found, with the schedules that lead to it.

use crate::automaton::{Symbol, ending};
use crate::error::Error;
use crate::exploration::Exploration;
use crate::language::Language;
use crate::replay::{Replay, Schedule, replay};
use crate::ways::ways;
use answers::{Ending, Line, Ways};
use engine::{ClockMode, End, Events, Kind, Stream};

/// With how many sets of states outputs are counted; the more, the more memory it takes.
const SETS: usize = 100_000;
/// So many are counted one by one where that is not enough.
const COUNTED: usize = 1_000;
/// How many lines are told of a program that goes on for ever.
const ENDLESS: usize = 20;

/// What a search found.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub clock: ClockMode,
    /// Whether these are all outputs that there are.
    pub exhaustive: bool,
    /// If not, why.
    pub why_not: Option<String>,
    /// What that rests on, a sentence each.
    pub rests_on: Vec<String>,
    /// How many schedules there are.
    pub ways: Ways,
    /// How many times the program was run.
    pub schedules: u64,
    /// How many outputs were found; [`Outcome::outputs`] may have only the first of them.
    pub count: u128,
    /// Whether there are more than that, which were not counted.
    pub more: bool,
    /// The outputs, in the order of their lines, and one for each way to end that none of these has.
    pub outputs: Vec<Output>,
}

/// What a reader can see.
#[derive(Clone, Debug)]
pub struct Output {
    pub end: Ending,
    /// What there is to say about the end; empty for a plain return.
    pub why: String,
    /// The lines, as one schedule prints them.
    pub lines: Vec<Line>,
    /// That schedule.
    pub schedule: Schedule,
    /// What it needs that not every run has ([`answers::Output::needs`]).
    pub needs: Option<String>,
}

impl Outcome {
    /// As it is answered.
    pub fn answer(self) -> answers::Outcome {
        let clock = match self.clock {
            ClockMode::Exact => answers::Clock::Exact,
            ClockMode::Late => answers::Clock::Late,
        };
        let outputs = self.outputs.into_iter();
        let outputs = outputs.map(|Output { end, why, mut lines, needs, .. }| {
            if end == Ending::StillRunning {
                lines.truncate(ENDLESS);
            }
            answers::Output { end, why, lines, needs }
        });
        let mut outputs: Vec<_> = outputs.collect();
        outputs.dedup();
        answers::Outcome {
            clock,
            exhaustive: self.exhaustive,
            why_not: self.why_not,
            rests_on: self.rests_on,
            ways: self.ways,
            schedules: self.schedules,
            count: self.count,
            more: self.more,
            outputs,
            troubles: Vec::new(),
        }
    }
}

impl Exploration {
    /// The first outputs, each with a schedule that leads to it.
    ///
    /// # Errors
    /// [`Error::Undetermined`] when a schedule does not lead to the same output again.
    pub fn outcome(&self, limit: usize) -> Result<Outcome, Error> {
        let mut language = Language::new(&self.graph);
        let mut words = language.first(limit);
        let exact = language.count(SETS);
        let count = exact.unwrap_or_else(|| language.first(limit.max(COUNTED)).len() as u128);
        if limit > 0 && count > words.len() as u128 {
            let has = |ending: &crate::automaton::Ending| {
                words.iter().any(|word| word.last() == Some(&Symbol::End(*ending)))
            };
            let others: Vec<_> =
                language.one_for_each_ending().into_iter().filter(|(ending, _)| !has(ending)).collect();
            words.extend(others.into_iter().map(|(_, word)| word));
        }
        let mut outputs = Vec::new();
        for word in words {
            let schedule = language.witness(&word).unwrap_or_default();
            let run = replay(self.program, &self.options, &self.knowledge, &schedule, Events::Dropped)?;
            // The time is over for what is left to be told, too.
            if engine::is_halted() && matches!(run.end, End::StillRunning(_)) {
                break;
            }
            if !shows(&run, &word) {
                return Err(Error::Undetermined("repeating a schedule led to another output".to_owned()));
            }
            outputs.push(Output {
                end: name(&run.end),
                why: why(&run.end, &run.tasks),
                lines: run.lines,
                schedule,
                needs: None,
            });
        }
        Ok(Outcome {
            clock: self.options.settings.clock,
            exhaustive: self.exhaustive,
            why_not: self.basis.why_not.clone(),
            rests_on: self.basis.rests_on.clone(),
            ways: ways(&self.graph),
            schedules: self.schedules,
            count,
            more: exact.is_none(),
            outputs,
        })
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
        Symbol::Line(Stream::Stdout, text) => Some((answers::Stream::Stdout, text.trim_end_matches('\n'))),
        Symbol::Line(Stream::Stderr, text) => Some((answers::Stream::Stderr, text.trim_end_matches('\n'))),
        Symbol::End(_) => None,
    });
    lines.eq(wanted) && word.last() == Some(&Symbol::End(ending(&run.end)))
}

/// An end's name.
pub fn name(end: &End) -> Ending {
    match end {
        End::Exited(_) => Ending::Returns,
        End::Panicked | End::Aborted(_) => Ending::Panics,
        End::Hangs(_) => Ending::Hangs,
        _ => Ending::StillRunning,
    }
}

/// What there is to say about an end of a run with these tasks.
pub fn why(end: &End, tasks: &[(String, Kind)]) -> String {
    match end {
        End::Exited(0) => String::new(),
        End::Exited(code) => format!("the exit code is {code}"),
        // A test's thread is called like the test.
        End::Panicked => format!("{} panicked", tasks.first().map_or("main", |(name, _)| name)),
        End::Aborted(why) => why.clone(),
        End::Hangs(reasons) => reasons.join(". "),
        End::StillRunning(bound) => {
            format!("it goes on for ever, as far as was looked: to the bound on {bound}")
        }
        End::GivenUp(why) => why.clone(),
        End::Stopped => "it was stopped with the search".to_owned(),
        other => format!("{other:?}"),
    }
}
