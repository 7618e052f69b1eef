//! Where changes are tried.

use crate::gone::{self, Gone, gone};
use crate::hint::{Hint, Tried};
use crate::polled::never_polled;
use answers::{Cure, Edit, Explore, Limits, Outcome, Trouble};
use runner::{Build, Builds, Cargo, CompileError, Stop, Suggestion, Warning, Words};
use std::collections::{BTreeSet, HashMap};
use worlds::{Explorable, Program, Text, VirtualWorld};

/// How many outputs of a changed program are looked at.
const LOOKED_AT: usize = 100;
/// After so many runs a change counts as one that does not help.
const RUNS: u64 = 10_000;
/// And after so many seconds.
const SECONDS: f64 = 5.0;

/// Where changes of a program are tried.
pub struct Hospital<'a> {
    pub world: &'a VirtualWorld,
    pub cargo: &'a Cargo,
    pub stop: &'a Stop,
    pub program: &'a Program,
    /// The program's text.
    pub source: &'a str,
    pub args: &'a [String],
    pub clock: answers::Clock,
    pub limits: Limits,
}

impl Hospital<'_> {
    /// What is wrong with a program, and what helps.
    pub fn hints(&self, outcome: &Outcome, warnings: &[Warning]) -> Vec<Hint> {
        let polled = never_polled(warnings, outcome.outputs.len());
        let awaits: Vec<Cure> = polled.iter().flat_map(|trouble| trouble.cures.clone()).collect();
        let mut tries = Tries { hospital: self, found: HashMap::new() };
        let hint = |trouble: Trouble| {
            let cures: Vec<Cure> = awaits.iter().chain(&trouble.cures).cloned().collect();
            let tried = tries.first_that_helps(&cures, |after| gone(&trouble, outcome, after));
            Hint { trouble, tried }
        };
        let troubles = polled.clone().into_iter().chain(outcome.troubles.iter().cloned());
        let mut hints: Vec<Hint> = Vec::new();
        for hint in troubles.map(hint) {
            let may_be_meant = hint.trouble.kind.may_be_meant();
            let edits = |hint: &Hint| hint.tried.as_ref().map(|tried| tried.edits.clone());
            let is_said = hints.iter().any(|other| edits(other) == edits(&hint));
            // What another trouble's change mends as well is no other trouble.
            if !may_be_meant || (hint.tried.is_some() && !is_said) {
                hints.push(hint);
            }
        }
        hints
    }

    /// What rustc would change in a program that it refuses, if that leads to one that runs, and what it does then.
    pub fn suggestion(&self, errors: &[CompileError]) -> Option<Tried> {
        let help = "as rustc suggests".to_owned();
        let edit = |suggestion: &Suggestion| {
            let Suggestion { at, replace, insert } = suggestion.clone();
            Edit { line: at.line, column: at.column, replace, insert }
        };
        let edits: BTreeSet<Edit> = errors.iter().flat_map(|error| &error.suggested).map(edit).collect();
        if edits.is_empty() {
            return None;
        }
        let edits = edits.into_iter().collect();
        let mut tries = Tries { hospital: self, found: HashMap::new() };
        let cure = Cure { help, edits };
        tries.first_that_helps(&[cure], |after| {
            gone::returns(after).then(|| Gone { with_it: gone::all_return(after), is_new: false })
        })
    }

    /// The program with changes, each in a file of its own.
    fn changed(&self, number: usize, cure: &Cure) -> Option<Program> {
        let text = cure.applied(self.source)?;
        self.world.program(&Text { name: format!("{}-cure-{number}", self.program.name), text }).ok()
    }

    fn explored(&self, builds: &Builds, program: &Program) -> Option<Outcome> {
        let Some(Build::Executable(executable)) = builds.named(&program.name) else { return None };
        let folder = self.cargo.folder().to_owned();
        let explorable = Explorable::new(executable, folder);
        let question = Explore { clock: self.clock, most: LOOKED_AT, ..Explore::default() };
        let limits = Limits {
            max_schedules: Some(self.limits.max_schedules.unwrap_or(RUNS)),
            seconds: Some(self.limits.seconds.map_or(SECONDS, |seconds| seconds.min(SECONDS))),
            ..self.limits
        };
        explorable.ask(question, self.args, limits, self.stop).ok()
    }
}

/// What was tried, and what came of it.
struct Tries<'a> {
    hospital: &'a Hospital<'a>,
    found: HashMap<Vec<Edit>, Option<Outcome>>,
}

impl Tries<'_> {
    /// The most likely is tried alone, as it mostly helps; the others are built together. One with which the program prints only
    /// what it could print before is better than others.
    fn first_that_helps(
        &mut self,
        cures: &[Cure],
        helps: impl Fn(&Outcome) -> Option<Gone>,
    ) -> Option<Tried> {
        let (first, others) = cures.split_at(1.min(cures.len()));
        let mut with_news = None;
        for some in [first, others] {
            self.explore(some);
            for cure in some {
                let Some(Some(after)) = self.found.get(&cure.edits) else { continue };
                let Some(Gone { with_it, is_new }) = helps(after) else { continue };
                let tried = Tried::new(cure, with_it);
                if !is_new {
                    return Some(tried);
                }
                with_news = with_news.or(Some(tried));
            }
        }
        with_news
    }

    fn explore(&mut self, cures: &[Cure]) {
        let hospital = self.hospital;
        let is_new = |cure: &&Cure| !self.found.contains_key(&cure.edits);
        let new: Vec<&Cure> = cures.iter().filter(is_new).collect();
        let number = self.found.len();
        let programs: Vec<(&Cure, Program)> = new
            .iter()
            .enumerate()
            .filter_map(|(index, cure)| Some((*cure, hospital.changed(number + index, cure)?)))
            .collect();
        let all: Vec<Program> = programs.iter().map(|(_, program)| program.clone()).collect();
        let builds = hospital.world.attempt(hospital.cargo, &all, Words::Kept, hospital.stop);
        // What can't be built does not help.
        let builds = builds.unwrap_or_default();
        for (cure, program) in programs {
            self.found.insert(cure.edits.clone(), hospital.explored(&builds, &program));
        }
    }
}
