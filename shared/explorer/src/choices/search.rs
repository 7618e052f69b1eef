//! Finding all states: late wake-ups have their turn when all else is found, so that ways with few of them come first.

use super::alike::Alike;
use super::scout::{Leg, Scout, Then};
use super::spot::Spot;
use super::states::States;
use crate::bound::Late;
use crate::error::Error;
use engine::{Choice, End, Events, Execution, Settings};
use std::collections::BTreeSet;

/// So many states are found for each that is wanted: many of them are one for a reader.
const FOUND: usize = 15;
/// After so many steps of all executions together, searching on would keep a reader waiting.
const STEPS: u64 = 2_000_000;

/// How much was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// There are more states than wanted.
    TooLarge,
    Whole,
    /// Only ways with so many late wake-ups at most.
    Late(Late),
}

/// How far the search was when nothing was left open but ways with more late wake-ups, and how many states there were.
type Stage = (Extent, usize);

/// What an execution came to.
pub(super) enum Came {
    To(Vec<Leg>, Spot, Box<Execution>),
    /// Something about the program came to light that changes its states.
    Learned,
    /// What exploring may take is used up.
    Halted,
}

impl States<'_> {
    /// Finds all states, if no more than this are left when those that are one for a reader are counted once; with the late clock
    /// as many as that allows.
    pub fn search(&mut self, most: usize) -> Result<Extent, Error> {
        loop {
            if let Some(stages) = self.stages(most * FOUND)? {
                return Ok(self.largest(&stages, most));
            }
            let (knowledge, executions) = (self.knowledge.clone(), self.executions);
            *self = States::new(self.program, self.options, self.sources, knowledge);
            self.executions = executions;
        }
    }

    /// Goes back to the last stage that has no more states than this.
    fn largest(&mut self, stages: &[Stage], most: usize) -> Extent {
        let alike = Alike::new(&self.shown());
        let made: Vec<Vec<usize>> =
            self.all.iter().map(|state| state.made().map(|made| made.stage).collect()).collect();
        let fits = |stage: usize| {
            let firsts = alike.firsts(stages[stage].1, &|state, place| made[state][place] <= stage);
            firsts.iter().enumerate().filter(|(state, first)| state == *first).count() <= most
        };
        let last = (0..stages.len()).rfind(|stage| fits(*stage));
        let (extent, states) = last.map_or((Extent::TooLarge, 0), |last| stages[last]);
        self.forget_after(states, last.unwrap_or_default());
        extent
    }

    /// Finds so many states at most, and what stages there were on the way; `None` if something came to light that changes the
    /// states.
    fn stages(&mut self, most: usize) -> Result<Option<Vec<Stage>>, Error> {
        match self.scout(Vec::new(), None, most)? {
            Came::Learned => return Ok(None),
            Came::Halted => return Ok(Some(Vec::new())),
            Came::To(legs, start, run) => drop(self.attach(start, legs, &run)?),
        }
        let mut stages = Vec::new();
        match self.exhaust(most)? {
            None => return Ok(None),
            Some(false) => return Ok(Some(stages)),
            Some(true) => {}
        }
        for late in 0.. {
            let extent = Extent::Late(Late { most: late, until: None });
            let extent = if self.late.is_empty() { Extent::Whole } else { extent };
            self.end_stage(&mut stages, extent);
            let mut pending = std::mem::take(&mut self.late);
            let times: BTreeSet<_> = pending.iter().map(|(state, _)| self.all[*state].now).collect();
            for now in times {
                let (due, later) = pending.into_iter().partition(|(state, _)| self.all[*state].now == now);
                (self.open, pending) = (due, later);
                match self.exhaust(most)? {
                    None => return Ok(None),
                    Some(false) => return Ok(Some(stages)),
                    Some(true) => {}
                }
                self.end_stage(&mut stages, Extent::Late(Late { most: late, until: Some(now) }));
            }
            if extent == Extent::Whole {
                break;
            }
        }
        Ok(Some(stages))
    }

    fn end_stage(&mut self, stages: &mut Vec<Stage>, extent: Extent) {
        stages.push((extent, self.all.len()));
        self.stage = stages.len();
    }

    /// Makes all moves that are open, and whether that came to its end with so many states at most; `None` as above.
    fn exhaust(&mut self, most: usize) -> Result<Option<bool>, Error> {
        while let Some((state, number)) = self.open.pop_front() {
            if self.all[state].moves[number].made.is_some() {
                continue;
            }
            let choice = self.all[state].moves[number].choice;
            match self.scout(self.schedule(state), Some(choice), most)? {
                Came::Learned => return Ok(None),
                Came::Halted => return Ok(Some(false)),
                Came::To(legs, start, run) => drop(self.attach(start, legs, &run)?),
            }
            if self.all.len() > most || self.steps > STEPS {
                return Ok(Some(false));
            }
        }
        Ok(Some(self.all.len() <= most))
    }

    fn scout(&mut self, way: Vec<Choice>, first: Option<Choice>, most: usize) -> Result<Came, Error> {
        let by_key = std::mem::take(&mut self.by_key);
        let is_known = |key| by_key.contains_key(&key);
        let came = self.execute(Scout::new(way, Then::Anyone(first, &is_known), most));
        self.by_key = by_key;
        came
    }

    pub fn execute(&mut self, mut scout: Scout<'_>) -> Result<Came, Error> {
        let settings = Settings { events: Events::Kept, ..self.options.settings.clone() };
        loop {
            self.executions += 1;
            let (known, verdicts) = (self.knowledge.extent(), self.knowledge.verdicts());
            let run = engine::execute(self.program, &settings, &mut self.knowledge, &mut scout);
            self.steps += run.steps;
            match &run.end {
                _ if engine::is_halted() => return Ok(Came::Halted),
                End::Refused(sentence) => return Err(Error::Refused(sentence.clone())),
                End::Diverged => return Err(confused()),
                End::Learned if self.knowledge.extent() > known => return Ok(Came::Learned),
                End::Learned if self.knowledge.verdicts() == verdicts => return Err(confused()),
                End::Learned => {
                    scout = scout.again();
                    continue;
                }
                End::Stopped => {}
                end => scout.end(end, run.events.len()),
            }
            let start = scout.start.take().ok_or_else(confused)?;
            return Ok(Came::To(std::mem::take(&mut scout.legs), start, Box::new(run)));
        }
    }
}

/// The same schedule led elsewhere.
pub(super) fn confused() -> Error {
    Error::Undetermined("repeating a schedule led to something else".to_owned())
}
