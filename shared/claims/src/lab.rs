//! Where programs are explored and run, once all of them are built.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use catalogue::{Catalogue, Listing, UnknownId};
use cost::{Pair, Report};
use runner::{
    Build, Cargo, CargoError, Explorable, NotWritten, Process, RealWorld, RealWorldError, Stop, Text,
    Transcript, Until, VirtualWorld, VirtualWorldError, Words, side_by_side,
};
use serde_json::Value;

use crate::evidence::{Missing, Needs};
use crate::program::{Mismatch, Program};

/// What a lab works with.
pub struct Bench<'a> {
    pub cargo: &'a Cargo,
    pub catalogue: &'a Catalogue,
    /// The workspace, as cargo writes its path: written in another way, everything would be built anew.
    pub root: &'a Path,
    /// Where cargo puts what it builds.
    pub target: &'a Path,
    pub stop: &'a Stop,
}

/// Programs that are built, and figures that are measured: all that checks look at.
pub struct Lab {
    folder: PathBuf,
    catalogue: Catalogue,
    stop: Stop,
    explorable: Built,
    real: Built,
    figures: Option<Report>,
}

/// What became of each program; one that cargo did not come to is not in it.
type Built = BTreeMap<Program, Result<Build, Mismatch>>;

/// The programs could not be built.
#[derive(Debug, thiserror::Error)]
pub enum LabError {
    #[error(transparent)]
    Cargo(#[from] CargoError),
    #[error(transparent)]
    VirtualWorld(#[from] VirtualWorldError),
    #[error(transparent)]
    RealWorld(#[from] RealWorldError),
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
}

impl Lab {
    /// Builds all that is needed: what is explored in one call of cargo; meanwhile the listings in another, and then
    /// what else runs or rustc has to look at in a third.
    pub fn open(bench: &Bench, needs: &Needs, words: Words) -> Result<Lab, LabError> {
        let explorable = || bench.explorable(needs, words);
        let real = || bench.real(needs);
        let parts: [&(dyn Fn() -> Result<Built, LabError> + Sync); 2] = [&explorable, &real];
        let mut built = side_by_side(&parts, parts.len(), |build| Some(build())).into_iter();
        let (explorable, real) = (built.next().transpose()?, built.next().transpose()?);
        Ok(Lab {
            folder: bench.root.to_owned(),
            catalogue: bench.catalogue.clone(),
            stop: bench.stop.clone(),
            explorable: explorable.unwrap_or_default(),
            real: real.unwrap_or_default(),
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

    /// Sends the explorer's request to a program and gives its answer.
    pub(crate) fn ask(&self, program: &Program, request: &Value) -> Result<Value, Missing> {
        let executable = self.executable(program, &self.explorable)?;
        let explorable = Explorable { executable, folder: self.folder.clone() };
        let answer = explorable.ask(&request.to_string(), &self.stop)?;
        serde_json::from_str(&answer)
            .map_err(|error| Missing::NotExplored { program: program.name(), why: error.to_string() })
    }

    /// A real run, which is ended if it does nothing for a long time.
    pub(crate) fn run(&self, program: &Program) -> Result<Transcript, Missing> {
        let executable = self.executable(program, &self.real)?;
        let process = Process { executable, args: program.args().to_owned(), folder: self.folder.clone() };
        Ok(process.run(&Until::Settled(&|_| false), &self.stop, &mut |_| {})?)
    }

    /// What rustc made of a program.
    pub(crate) fn build(&self, program: &Program) -> Result<Build, Missing> {
        self.find(program, &self.real).cloned()
    }

    pub(crate) fn listing(&self, id: &str) -> Result<&Listing, UnknownId> {
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

impl Bench<'_> {
    fn explorable(&self, needs: &Needs, words: Words) -> Result<Built, LabError> {
        let world = VirtualWorld::new(self.root, self.target);
        let mut built = Built::new();
        let mut programs = Vec::new();
        for program in without_args(&needs.explored) {
            match self.listing(&program) {
                Some(listing) => programs
                    .push((program, runner::Program { name: listing.id.package(), source: listing.main() })),
                None => match self.text(&program) {
                    Ok(text) => programs.push((program, world.program(&text)?)),
                    Err(mismatch) => drop(built.insert(program, Err(mismatch))),
                },
            }
        }
        let sources: Vec<_> = programs.iter().map(|(_, source)| source.clone()).collect();
        let builds = world.build(self.cargo, &sources, words, self.stop)?;
        built.extend(
            programs
                .into_iter()
                .filter_map(|(program, source)| Some((program, Ok(builds.named(&source.name)?.clone())))),
        );
        Ok(built)
    }

    fn real(&self, needs: &Needs) -> Result<Built, LabError> {
        let mut built = Built::new();
        let mut listings = Vec::new();
        let mut texts = Vec::new();
        for program in without_args(&needs.built) {
            match self.listing(&program) {
                Some(listing) => listings.push((program, listing)),
                None => match self.text(&program) {
                    Ok(text) => texts.push((program, text)),
                    Err(mismatch) => drop(built.insert(program, Err(mismatch))),
                },
            }
        }
        let wanted: Vec<&Listing> = listings.iter().map(|(_, listing)| *listing).collect();
        let builds = self.cargo.build(&wanted, Words::Kept, self.stop)?;
        built.extend(
            listings
                .into_iter()
                .filter_map(|(program, listing)| Some((program, Ok(builds.of(listing)?.clone())))),
        );
        let wanted: Vec<Text> = texts.iter().map(|(_, text)| text.clone()).collect();
        let world = RealWorld::new(self.root, self.target);
        let builds = world.build(self.cargo, &wanted, Words::Kept, self.stop)?;
        built.extend(
            texts
                .into_iter()
                .filter_map(|(program, text)| Some((program, Ok(builds.named(&text.name)?.clone())))),
        );
        Ok(built)
    }

    /// The listing that a program is, if it is one as it stands.
    fn listing(&self, program: &Program) -> Option<&Listing> {
        self.catalogue.find(program.as_listing()?).ok()
    }

    fn text(&self, program: &Program) -> Result<Text, Mismatch> {
        let read = |id: &str| std::fs::read_to_string(self.catalogue.find(id).ok()?.main()).ok();
        let text = program.text(read)?;
        Ok(Text { name: program.binary(&text), text })
    }
}

/// The same executable serves whatever a program is started with.
fn without_args(programs: &BTreeSet<Program>) -> BTreeSet<Program> {
    programs.iter().map(Program::without_args).collect()
}
