//! Building what checks look at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use catalogue::{Catalogue, Listing};
use runner::{Build, Cargo, CargoError, Stop, Words, side_by_side};
use worlds::{NotWritten, RealWorld, RealWorldError, Text, VirtualWorld, VirtualWorldError};

use crate::evidence::Needs;
use crate::program::{Mismatch, Program};

/// What programs are built with.
pub struct Bench<'a> {
    pub cargo: &'a Cargo,
    pub catalogue: &'a Catalogue,
    /// The workspace, as cargo writes its path: written in another way, everything would be built anew.
    pub root: &'a Path,
    /// Where cargo puts what it builds.
    pub target: &'a Path,
    pub stop: &'a Stop,
}

/// What became of each program; one that cargo did not come to is not in it.
pub(crate) type Built = BTreeMap<Program, Result<Build, Mismatch>>;

/// The programs could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    #[error(transparent)]
    Cargo(#[from] CargoError),
    #[error(transparent)]
    VirtualWorld(#[from] VirtualWorldError),
    #[error(transparent)]
    RealWorld(#[from] RealWorldError),
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
}

impl Bench<'_> {
    /// Builds what is explored in one call of cargo; meanwhile the listings in another, and then what else runs or rustc has
    /// to look at in a third. What is explored comes first in the pair.
    pub(crate) fn build(&self, needs: &Needs, words: Words) -> Result<(Built, Built), BenchError> {
        let explorable = || self.explorable(needs, words);
        let real = || self.real(needs);
        let parts: [&(dyn Fn() -> Result<Built, BenchError> + Sync); 2] = [&explorable, &real];
        let mut built = side_by_side(&parts, parts.len(), |build| Some(build())).into_iter();
        let mut next = || built.next().unwrap_or_else(|| Ok(Built::new()));
        Ok((next()?, next()?))
    }

    fn explorable(&self, needs: &Needs, words: Words) -> Result<Built, BenchError> {
        let world = VirtualWorld::new(self.root, self.target);
        let mut built = Built::new();
        let mut programs = Vec::new();
        for program in without_args(&needs.explored) {
            match self.listing(&program) {
                Some(listing) => programs
                    .push((program, worlds::Program { name: listing.id.package(), source: listing.main() })),
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

    fn real(&self, needs: &Needs) -> Result<Built, BenchError> {
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
