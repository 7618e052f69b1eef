//! Whether a program can print what somebody saw.

use crate::basis::Basis;
use crate::error::Error;
use crate::follower::{Follower, Furthest, Instead, Wanted};
use crate::likeness::Likeness;
use crate::observed::{Observed, was_stopped};
use crate::options::Options;
use crate::order::Order;
use crate::replay::{Replay, Schedule, replay};
use crate::search::{Program, search};
use crate::told_event::story;
use answers::{Extent, Stream, Verdict};
use engine::{ClockMode, Event, Events, Settings};
use screen::{Header, Text, escaped};
use std::cell::RefCell;
use std::rc::Rc;

/// So many lines are named of those that could stand somewhere.
const NAMED: usize = 8;

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
        Wanted { text: Rc::clone(&self.text), likeness: Likeness::new(self.options.settings.file), extent }
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
        }
    }

    /// As `explain --json` shows it.
    pub fn told(&self) -> answers::Explanation {
        let line = match self.verdict {
            Verdict::Possible | Verdict::Late => 0,
            Verdict::Impossible | Verdict::Unknown => self.follows + 1,
        };
        let why = match self.verdict {
            Verdict::Possible => self.how_it_ends(String::new()),
            Verdict::Late => self.how_it_ends(lateness(self.replay.as_ref())),
            Verdict::Impossible => format!("line {line} could be: {}", named(&self.instead)),
            Verdict::Unknown => self.why_not.clone().unwrap_or_default(),
        };
        let (lines, events) = match &self.replay {
            Some(replay) => (replay.lines.clone(), story(&replay.events)),
            None => (Vec::new(), Vec::new()),
        };
        let (rests_on, why_not) = (self.rests_on.clone(), self.why_not.clone());
        answers::Explanation { verdict: self.verdict, line, why, lines, events, rests_on, why_not }
    }

    /// What happens, and how the text ends if there is more.
    fn how_it_ends(&self, happens: String) -> String {
        let Some(SoFar { within_a_line, late }) = &self.so_far else { return happens };
        let next = named(&self.instead);
        let next = match (within_a_line, next.as_str()) {
            (true, "") => "its last line is cut off".to_owned(),
            (true, _) => format!("its last line is cut off; it could be: {next}"),
            (false, "") => String::new(),
            (false, _) => format!("next could be: {next}"),
        };
        let late = late.as_ref().map_or(String::new(), |replay| {
            format!("it can be all only if a wake-up came late: {}", lateness(Some(replay)))
        });
        joined(["so far".to_owned(), happens, next, late])
    }
}

impl Instead {
    /// As a reader sees it; what a terminal would take for a command is escaped.
    fn named(&self) -> String {
        match self {
            Instead::Ended(name) => format!("(the end: the program {name})"),
            Instead::Printed(_, text) if text.is_empty() => "an empty line".to_owned(),
            Instead::Printed(Stream::Stderr, text) => match Header::read(text) {
                Some(Header { thread, file, at: (line, column) }) => {
                    format!(
                        "thread '{}' panicked at {file}:{line}:{column}: (on standard error)",
                        escaped(thread)
                    )
                }
                None => format!("{} (on standard error)", escaped(text)),
            },
            Instead::Printed(_, text) => escaped(text).into_owned(),
        }
    }
}

/// What could stand somewhere: "this, or: that".
fn named(instead: &[Instead]) -> String {
    let mut names: Vec<String> = instead.iter().take(NAMED).map(Instead::named).collect();
    if instead.len() > NAMED {
        names.push(format!("one of {} others", instead.len() - NAMED));
    }
    names.join(", or: ")
}

/// Parts of a sentence, without those that are empty.
fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Which wake-ups come late in a run.
fn lateness(replay: Option<&Replay>) -> String {
    let events = replay.into_iter().flat_map(|replay| &replay.events);
    let told = |event: &Event| {
        let Event { task, line, about, .. } = event;
        match &*event.what {
            "went on late" if *line == 0 => Some(format!("{task} went on {about} late")),
            "woke late" => Some(format!("{task}'s wait at line {line} ended {about} late")),
            "went on late" => Some(format!("{task} came to line {line} {about} late")),
            _ => None,
        }
    };
    let late: Vec<String> = events.filter_map(told).collect();
    if late.is_empty() {
        "a wake-up that is due at the same time as others comes after what they do".to_owned()
    } else {
        late.join(", ")
    }
}
