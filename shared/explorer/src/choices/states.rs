//! All states of a program, found one execution after the other.

use super::deeds::deeds;
use super::lanes::Lanes;
use super::scout::{Leg, Scout, Then};
use super::search::{Came, confused};
use super::spot::Spot;
use super::stances::Stances;
use super::state::{Made, Move, State};
use crate::error::Error;
use crate::options::Options;
use crate::outcome::why;
use crate::search::Program;
use crate::source::Sources;
use answers::graph::Run;
use engine::{Choice, End, Execution, Knowledge, Who};
use std::collections::{HashMap, VecDeque};

/// All states of a program, found one execution after the other.
pub(super) struct States<'a> {
    pub program: Program,
    pub options: &'a Options,
    pub sources: &'a Sources,
    pub knowledge: Knowledge,
    pub all: Vec<State>,
    pub lanes: Lanes,
    pub executions: u64,
    /// What all of them took.
    pub steps: u64,
    /// How many times nothing was left open but late wake-ups.
    pub stage: usize,
    pub by_key: HashMap<u64, usize>,
    /// Moves that are still to be made, each by its state and its place there.
    pub open: VecDeque<(usize, usize)>,
    /// The same for late wake-ups, whose turn comes when all else is found.
    pub late: VecDeque<(usize, usize)>,
}

impl<'a> States<'a> {
    pub fn new(program: Program, options: &'a Options, sources: &'a Sources, knowledge: Knowledge) -> Self {
        States {
            program,
            options,
            sources,
            knowledge,
            all: Vec::new(),
            lanes: Lanes::default(),
            executions: 0,
            steps: 0,
            stage: 0,
            by_key: HashMap::new(),
            open: VecDeque::new(),
            late: VecDeque::new(),
        }
    }

    /// Follows a schedule from the start, and gives the states that it comes through and which move it makes there; so many at
    /// most.
    pub fn follow(&mut self, schedule: &[Choice], most: usize) -> Result<Vec<(usize, usize)>, Error> {
        match self.execute(Scout::new(Vec::new(), Then::Along(schedule), most))? {
            Came::To(legs, start, run) => self.attach(start, legs, &run),
            Came::Learned => Err(confused()),
            Came::Halted => Ok(Vec::new()),
        }
    }

    /// Adds what an execution came through, and gives the states and which move it made there.
    pub fn attach(
        &mut self,
        start: Spot,
        legs: Vec<Leg>,
        run: &Execution,
    ) -> Result<Vec<(usize, usize)>, Error> {
        let of = self.lanes.of(&run.tasks, &run.branches, self.sources);
        let mut at = self.enter(start, None, None, &of);
        let mut moves = Vec::new();
        for leg in legs {
            let first = leg.choices.first();
            let number = self.all[at].moves.iter().position(|one| Some(&one.choice) == first);
            let number = number.ok_or_else(confused)?;
            let mut deeds = deeds(&run.events[leg.events.clone()], &of, &self.lanes);
            let (spot, end) = match leg.to {
                Some(spot) => (spot, None),
                None => (Spot::at_the_end(run), Some((run.end.clone(), why(&run.end, &run.tasks)))),
            };
            let to = self.enter(spot, end, Some((at, number)), &of);
            for done in &mut deeds {
                done.until(&self.all[to].stances.of(done.lane));
            }
            let Leg { choices, printed, prints, began, done, .. } = leg;
            let made = Made { choices, printed, prints, began, done, deeds, to, stage: self.stage };
            let before = &self.all[at].moves[number].made;
            if before.as_ref().is_some_and(|before| before.to != to || before.prints != made.prints) {
                return Err(confused());
            }
            self.all[at].moves[number].made.get_or_insert(made);
            moves.push((at, number));
            at = to;
        }
        Ok(moves)
    }

    /// The number of a state.
    fn enter(
        &mut self,
        spot: Spot,
        end: Option<(End, String)>,
        way: Option<(usize, usize)>,
        of: &HashMap<Who, usize>,
    ) -> usize {
        if let Some(known) = self.by_key.get(&spot.key) {
            return *known;
        }
        let number = self.all.len();
        let (end, why) = end.map_or((None, String::new()), |(end, why)| (Some(end), why));
        for (place, offer) in spot.offers.iter().enumerate() {
            let queue = if offer.late { &mut self.late } else { &mut self.open };
            queue.push_back((number, place));
        }
        let moves = spot.offers.iter().map(|offer| Move {
            choice: offer.choice,
            lane: offer.whose.and_then(|who| of.get(&who).copied()),
            late: offer.late,
            made: None,
        });
        self.by_key.insert(spot.key, number);
        self.all.push(State {
            follows: spot.state,
            now: spot.now,
            moves: moves.collect(),
            stances: Stances::new(&spot.standings, of, end.as_ref()),
            end,
            why,
            way,
        });
        number
    }

    /// A run that makes these moves, as it is answered.
    pub fn run(&self, output: usize, moves: &[(usize, usize)]) -> Run {
        let last = moves.last().and_then(|(state, number)| self.all[*state].moves[*number].made.as_ref());
        let is_cut = last.is_none_or(|made| self.all[made.to].end.is_none());
        Run {
            output,
            moves: moves.iter().map(|(state, number)| self.all[*state].place(*number)).collect(),
            is_cut,
        }
    }

    /// The choices of a run that makes these moves, each as it is answered; `None` if there is no such move.
    pub fn choices(&self, moves: &[usize]) -> Option<Vec<Choice>> {
        let mut at = 0;
        let mut choices = Vec::new();
        for number in moves {
            let made = self.all.get(at)?.made().nth(*number)?;
            choices.extend(&made.choices);
            at = made.to;
        }
        Some(choices)
    }

    /// The choices that lead to a state.
    pub fn schedule(&self, mut state: usize) -> Vec<Choice> {
        let mut legs = Vec::new();
        while let Some((before, number)) = self.all[state].way {
            legs.extend(self.all[before].moves[number].made.as_ref().map(|made| &made.choices));
            state = before;
        }
        legs.into_iter().rev().flatten().copied().collect()
    }

    /// Forgets the states from this one on, and the moves that were made after this stage.
    pub fn forget_after(&mut self, whole: usize, stage: usize) {
        self.all.truncate(whole);
        for one in self.all.iter_mut().flat_map(|state| &mut state.moves) {
            one.made.take_if(|made| made.stage > stage);
        }
    }
}
