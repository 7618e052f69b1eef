//! Where programs are explored and run, once all of them are built.

use std::path::PathBuf;

use answers::{Asks, Limits};
use catalogue::{Catalogue, Listing, NotMeant};
use cost::{Pair, Report};
use runner::{Build, Process, Stop, Transcript, Until, Words};
use worlds::{Explorable, NoAnswer};

use crate::bench::{Bench, BenchError, Built};
use crate::evidence::{Missing, Needs};
use crate::program::Program;

/// Programs that are built, and figures that are measured: all that checks look at.
pub struct Lab {
    folder: PathBuf,
    catalogue: Catalogue,
    stop: Stop,
    explorable: Built,
    real: Built,
    figures: Option<Report>,
}

impl Lab {
    /// With all that is needed built.
    pub fn open(bench: &Bench, needs: &Needs, words: Words) -> Result<Lab, BenchError> {
        let (explorable, real) = bench.build(needs, words)?;
        Ok(Lab {
            folder: bench.root.to_owned(),
            catalogue: bench.catalogue.clone(),
            stop: bench.stop.clone(),
            explorable,
            real,
            figures: None,
        })
    }

    /// The same, with figures for what has to be measured.
    pub fn with_figures(self, figures: Report) -> Lab {
        Lab { figures: Some(figures), ..self }
    }

    /// The machine on which the figures were measured.
    pub fn machine(&self) -> Option<String> {
        let machine = &self.figures.as_ref()?.machine;
        let processors = if machine.cpus == 1 { "processor" } else { "processors" };
        Some(format!("{}, {} {processors}, {}", machine.name, machine.cpus, machine.rustc))
    }

    /// Asks the explorer something about a program.
    pub(crate) fn ask<Q: Asks>(
        &self,
        program: &Program,
        question: Q,
        limits: Limits,
    ) -> Result<Q::Found, Missing> {
        let executable = self.executable(program, &self.explorable)?;
        let explorable = Explorable::new(executable, &self.folder);
        explorable.ask(question, program.args(), limits, &self.stop).map_err(|error| match error {
            NoAnswer::Refused(why) => Missing::NotExplored { program: program.name(), why },
            other => other.into(),
        })
    }

    /// A real run, which is ended if it does nothing for a long time.
    pub(crate) fn run(&self, program: &Program) -> Result<Transcript, Missing> {
        let executable = self.executable(program, &self.real)?;
        let process = Process {
            executable,
            args: program.args().to_owned(),
            folder: self.folder.clone(),
            memory: None,
            input: Vec::new(),
        };
        Ok(process.run(&Until::Settled(&|_| false), &self.stop, &mut |_| {})?)
    }

    /// What rustc made of a program.
    pub(crate) fn build(&self, program: &Program) -> Result<Build, Missing> {
        self.find(program, &self.real).cloned()
    }

    pub(crate) fn listing(&self, id: &str) -> Result<&Listing, NotMeant> {
        self.catalogue.find(id)
    }

    pub(crate) fn measured(&self, id: &str) -> Result<Pair, Missing> {
        let not_measured = || Missing::NotMeasured(id.to_owned());
        let report = self.figures.as_ref().ok_or_else(not_measured)?;
        // What could be measured in part is among both.
        if let Some(pair) = report.pair(id) {
            return Ok(pair.clone());
        }
        match report.left_out.iter().find(|left_out| left_out.id == id) {
            Some(left_out) => Err(Missing::LeftOut(left_out.why.clone())),
            None => Err(not_measured()),
        }
    }

    fn executable(&self, program: &Program, built: &Built) -> Result<PathBuf, Missing> {
        match self.find(program, built)? {
            Build::Executable(path) => Ok(path.clone()),
            Build::Refused(errors) => {
                let words =
                    errors.iter().map(|error| error.rendered.trim_end()).collect::<Vec<_>>().join("\n\n");
                Err(Missing::NotBuilt { program: program.name(), words })
            }
            Build::Stopped(excess) => {
                Err(Missing::NotBuilt { program: program.name(), words: excess.to_string() })
            }
        }
    }

    fn find<'a>(&self, program: &Program, built: &'a Built) -> Result<&'a Build, Missing> {
        match built.get(&program.without_args()) {
            Some(Ok(build)) => Ok(build),
            Some(Err(mismatch)) => Err(mismatch.clone().into()),
            None if self.stop.is_asked() => Err(Missing::Stopped),
            None => Err(Missing::NotBuilt { program: program.name(), words: String::new() }),
        }
    }
}
