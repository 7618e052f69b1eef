//! Finding all states: late wake-ups have their turn when all else is found, so that ways with few of them come first.

use super::scout::{Leg, Scout, Then};
use super::spot::Spot;
use super::states::States;
use crate::error::Error;
use engine::{Choice, End, Events, Execution, Settings};

/// How much was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// There are more states than wanted.
    TooLarge,
    Whole,
    /// Only ways with so many late wake-ups at most.
    Late(usize),
}

/// What an execution came to.
pub(super) enum Came {
    To(Vec<Leg>, Spot, Box<Execution>),
    /// Something about the program came to light that changes its states.
    Learned,
    /// What exploring may take is used up.
    Halted,
}

impl States<'_> {
    /// Finds all states, if they are not more than this.
    pub fn search(&mut self, most: usize) -> Result<Extent, Error> {
        loop {
            if let Some(extent) = self.search_once(most)? {
                return Ok(extent);
            }
            let (knowledge, executions) = (self.knowledge.clone(), self.executions);
            *self = States::new(self.program, self.options, self.sources, knowledge);
            self.executions = executions;
        }
    }

    /// `None` if something came to light that changes the states.
    fn search_once(&mut self, most: usize) -> Result<Option<Extent>, Error> {
        let (mut is_enough, mut whole) = (false, 0);
        match self.scout(Vec::new(), None, most)? {
            Came::Learned => return Ok(None),
            Came::Halted => return Ok(Some(Extent::TooLarge)),
            Came::To(legs, start, run) => drop(self.attach(start, legs, &run)?),
        }
        for late in 0.. {
            while let Some((state, number)) = self.open.pop_front() {
                if !is_enough && self.all[state].moves[number].made.is_none() {
                    let choice = self.all[state].moves[number].choice;
                    match self.scout(self.schedule(state), Some(choice), most)? {
                        Came::Learned => return Ok(None),
                        Came::Halted => is_enough = true,
                        Came::To(legs, start, run) => drop(self.attach(start, legs, &run)?),
                    }
                }
                is_enough |= self.all.len() > most;
            }
            if is_enough || self.all.len() > most {
                self.forget_after(whole);
                return Ok(Some(if late == 0 { Extent::TooLarge } else { Extent::Late(late - 1) }));
            }
            if self.late.is_empty() {
                break;
            }
            whole = self.all.len();
            self.open = std::mem::take(&mut self.late);
        }
        Ok(Some(Extent::Whole))
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
