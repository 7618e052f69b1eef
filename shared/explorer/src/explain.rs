//! Whether a program can print what somebody saw.

use crate::basis::Basis;
use crate::error::Error;
use crate::observed::{Follower, Furthest, Observed};
use crate::options::Options;
use crate::order::Order;
use crate::replay::{Replay, Schedule, replay};
use crate::search::{Program, search};
use crate::told_event::story;
use answers::Verdict;
use engine::{ClockMode, Event, Events, Settings};
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
    /// If not, how many lines can be as observed.
    pub follows: usize,
    /// What could have stood in place of the next.
    pub instead: Vec<String>,
    /// What the verdict rests on.
    pub rests_on: Vec<String>,
    /// Why it can't be said, where that is so.
    pub why_not: Option<String>,
}

/// Says whether a program can print what somebody saw. The search is guided by that, so that it does not matter how many
/// other outputs there are.
///
/// # Errors
/// As of [`crate::explore`].
pub fn explain(program: Program, options: &Options, observed: &Observed) -> Result<Explanation, Error> {
    let observed = Rc::new(observed.clone());
    let mut basis = Basis::default();
    let mut furthest = Furthest::default();
    for (clock, verdict) in [(ClockMode::Exact, Verdict::Possible), (ClockMode::Late, Verdict::Late)] {
        let settings = Settings { clock, ..options.settings.clone() };
        let options = Options { settings, ..options.clone() };
        let seen = Rc::new(RefCell::new(Furthest::default()));
        let found = search(program, &options, Order::Furthest, || Box::new(Follower::new(&observed, &seen)))?;
        if let Some(schedule) = found.wanted {
            let replay = replay(program, &options, &found.knowledge, &schedule, Events::Kept)?;
            let (replay, instead) = (Some(replay), Vec::new());
            let (rests_on, why_not) = (Vec::new(), None);
            return Ok(Explanation { verdict, schedule, replay, follows: 0, instead, rests_on, why_not });
        }
        basis = found.basis();
        furthest = seen.take();
    }
    Ok(Explanation {
        verdict: if basis.why_not.is_none() { Verdict::Impossible } else { Verdict::Unknown },
        schedule: Schedule::new(),
        replay: None,
        follows: furthest.lines,
        instead: furthest.instead.into_iter().collect(),
        rests_on: basis.rests_on,
        why_not: basis.why_not,
    })
}

impl Explanation {
    /// As `explain --json` shows it.
    pub fn told(&self) -> answers::Explanation {
        let line = match self.verdict {
            Verdict::Possible | Verdict::Late => 0,
            Verdict::Impossible | Verdict::Unknown => self.follows + 1,
        };
        let why = match self.verdict {
            Verdict::Possible => String::new(),
            Verdict::Late => self.lateness(),
            Verdict::Impossible => format!("line {line} could be: {}", self.instead.join(", or: ")),
            Verdict::Unknown => self.why_not.clone().unwrap_or_default(),
        };
        let (lines, events) = match &self.replay {
            Some(replay) => (replay.lines.clone(), story(&replay.events)),
            None => (Vec::new(), Vec::new()),
        };
        answers::Explanation {
            verdict: self.verdict,
            line,
            why,
            lines,
            events,
            rests_on: self.rests_on.clone(),
        }
    }

    fn lateness(&self) -> String {
        let events = self.replay.iter().flat_map(|replay| &replay.events);
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
}
