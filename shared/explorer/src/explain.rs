//! Whether a program can print what somebody saw.

mod decides;
mod words;

pub(crate) use decides::decides;

use crate::basis::Basis;
use crate::error::Error;
use crate::follower::Follower;
use crate::likeness::Likeness;
use crate::observed::{Observed, was_stopped};
use crate::options::Options;
use crate::order::Order;
use crate::replay::{Replay, Schedule, replay};
use crate::search::{Program, search};
use crate::wanted::{Furthest, Instead, Wanted};
use answers::{Extent, Verdict};
use engine::{ClockMode, Events, Settings};
use screen::Text;
use std::cell::RefCell;
use std::rc::Rc;

/// Whether a program can print what somebody saw.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Whether it can.
    pub verdict: Verdict,
    /// If so, a schedule.
    pub schedule: Schedule,
    /// What that schedule leads to.
    pub replay: Option<Replay>,
    /// Whether the program goes on after that under this schedule, and how else the text may be read.
    pub so_far: Option<SoFar>,
    /// If it can't, how many lines can be as observed.
    pub follows: usize,
    /// What could have stood in place of the next, or what could follow.
    pub instead: Vec<Instead>,
    /// What the verdict rests on.
    pub rests_on: Vec<String>,
    /// Why it is not certain, where that is so.
    pub why_not: Option<String>,
    /// What decides that this output comes and not another one, if that was looked for.
    pub decides: Option<String>,
}

/// How a text ends that is not all that the program prints.
#[derive(Clone, Debug)]
pub struct SoFar {
    /// Whether its last line is cut off.
    pub within_a_line: bool,
    /// A run with wake-ups that come late and that prints nothing more.
    pub late: Option<Replay>,
}

/// Says whether a program can print what somebody saw. The search is guided by that, so that it does not matter how many
/// other outputs there are.
///
/// # Errors
/// As of [`crate::explore`].
pub fn explain(program: Program, options: &Options, observed: &Observed) -> Result<Explanation, Error> {
    let finder = Finder { program, options, text: Rc::new(Text::read(&observed.text)) };
    let mut basis = Basis::default();
    let mut furthest = Furthest::default();
    for (clock, verdict) in [(ClockMode::Exact, Verdict::Possible), (ClockMode::Late, Verdict::Late)] {
        // That a wake-up must come late is only certain if all was tried without.
        let why_not = basis.why_not;
        let whole = finder.find(clock, Extent::Whole)?;
        if let Some(run) = whole.run {
            return Ok(Explanation { why_not, ..Explanation::found(verdict, run) });
        }
        (basis, furthest) = (whole.basis, whole.furthest);
        if observed.extent == Extent::Whole {
            continue;
        }
        let part = finder.find(clock, Extent::CutOff)?;
        if let Some(run) = part.run {
            let within_a_line = part.furthest.within_a_line;
            let late = match clock {
                ClockMode::Exact if !within_a_line && !was_stopped(&finder.text) => {
                    finder.find(ClockMode::Late, Extent::Whole)?.run.map(|(_, replay)| replay)
                }
                _ => None,
            };
            let so_far = Some(SoFar { within_a_line, late });
            let instead = finder.next(furthest, within_a_line);
            return Ok(Explanation { so_far, instead, why_not, ..Explanation::found(verdict, run) });
        }
        basis.why_not = basis.why_not.or(part.basis.why_not);
    }
    Ok(Explanation {
        verdict: if basis.why_not.is_none() { Verdict::Impossible } else { Verdict::Unknown },
        schedule: Schedule::new(),
        replay: None,
        so_far: None,
        follows: finder.wrong(furthest.lines),
        instead: furthest.instead.into_iter().collect(),
        rests_on: basis.rests_on,
        why_not: basis.why_not,
        decides: None,
    })
}

/// Looks for runs that print a text.
struct Finder<'a> {
    program: Program,
    options: &'a Options,
    text: Rc<Text>,
}

/// What a search for one came to.
struct Sought {
    run: Option<(Schedule, Replay)>,
    basis: Basis,
    furthest: Furthest,
}

impl Finder<'_> {
    fn find(&self, clock: ClockMode, extent: Extent) -> Result<Sought, Error> {
        let settings = Settings { clock, ..self.options.settings.clone() };
        let options = Options { settings, ..self.options.clone() };
        let wanted = Rc::new(self.wanted(extent));
        let seen = Rc::new(RefCell::new(Furthest::default()));
        let found =
            search(self.program, &options, Order::Furthest, || Box::new(Follower::new(&wanted, &seen)))?;
        let basis = found.basis();
        let run = match found.wanted {
            Some(schedule) => {
                let run = replay(self.program, &options, &found.knowledge, &schedule, Events::Kept)?;
                Some((schedule, run))
            }
            None => None,
        };
        Ok(Sought { run, basis, furthest: seen.take() })
    }

    fn wanted(&self, extent: Extent) -> Wanted {
        Wanted {
            text: Rc::clone(&self.text),
            likeness: Likeness::new(self.options.settings.files.first().copied()),
            extent,
        }
    }

    /// What can follow a text, where executions that were to print it and no more went on otherwise.
    fn next(&self, furthest: Furthest, within_a_line: bool) -> Vec<Instead> {
        let wanted = self.wanted(Extent::CutOff);
        let goes_on = |instead: &Instead| match instead {
            Instead::Printed(_, text) if within_a_line => wanted.starts_like(furthest.lines, text),
            Instead::Printed(..) => true,
            Instead::Ended(_) => false,
        };
        furthest.instead.iter().filter(|instead| goes_on(instead)).cloned().collect()
    }

    /// How many lines stand before the first that can't follow. Of those after a program's own, it is the one that says how
    /// it ended.
    fn wrong(&self, lines: usize) -> usize {
        let rest = self.text.lines.iter().enumerate().skip(lines.max(self.text.ends));
        let says = rest.filter(|(_, line)| line.ended.is_some()).map(|(index, _)| index).next();
        match says {
            Some(index) if lines >= self.text.ends => index,
            _ => lines,
        }
    }
}

impl Explanation {
    fn found(verdict: Verdict, (schedule, replay): (Schedule, Replay)) -> Explanation {
        Explanation {
            verdict,
            schedule,
            replay: Some(replay),
            so_far: None,
            follows: 0,
            instead: Vec::new(),
            rests_on: Vec::new(),
            why_not: None,
            decides: None,
        }
    }

    /// Whether all of it was found without any wake-up that comes late.
    pub(crate) fn is_in_time(&self) -> bool {
        self.verdict == Verdict::Possible && self.so_far.is_none()
    }
}
