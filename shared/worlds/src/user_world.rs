//! Building a Cargo package of the user's for the explorer.

use std::path::Path;

use answers::{Limits, Program, Test, Tests};
use cargo_metadata::Artifact;
use runner::{Cargo, CargoError, Stop, Words};

use crate::explorer::{Explorable, NoAnswer};
use crate::foreign::Foreign;
use crate::package::{Package, PackageError, nearest};
use crate::part::{Chosen, Part};
use crate::polls::polls;
use crate::virtual_world::{VirtualWorld, VirtualWorldError};
use crate::workplace::{Workplace, WorkplaceError};

/// A part of a package that can't be explored.
#[derive(Debug, thiserror::Error)]
pub enum UserWorldError {
    #[error(transparent)]
    Package(#[from] PackageError),
    #[error(transparent)]
    World(#[from] VirtualWorldError),
    #[error(transparent)]
    Cargo(#[from] CargoError),
    #[error(transparent)]
    Workplace(#[from] WorkplaceError),
    #[error("{package} has no test {name}; {instead}")]
    UnknownTest { package: String, name: String, instead: String },
    #[error("{package} has more than one test {name}: say which of {names}")]
    Ambiguous { package: String, name: String, names: String },
    #[error("{0} is ignored (`#[ignore]`), also by `cargo test`; take that away to explore it")]
    Ignored(String),
    #[error("{0} is a test in documentation, which the explorer does not run; make a `#[test]` of it")]
    Documentation(String),
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    #[error("cargo could not build it for the explorer")]
    NotBuilt,
}

/// What became of a part of a package: something to explore, or why there is nothing, in words for who wrote it.
pub type Built = Result<Found, String>;

/// A part of a package that can be explored.
#[derive(Clone, Debug)]
pub struct Found {
    /// A program's name, or a test's whole one.
    pub name: String,
    pub explorable: Explorable,
}

impl VirtualWorld {
    /// Builds a part of a package. `wrapper` is a program that does as [`crate::rustc`] says where [`crate::ORDERS`] is set.
    pub fn build_part(
        &self,
        cargo: &Cargo,
        package: &Package,
        part: &Part,
        wrapper: &Path,
        (words, stop): (Words, &Stop),
    ) -> Result<Built, UserWorldError> {
        let chosen = Chosen::of(package, part)?;
        let features = features(package, chosen.as_ref());
        let mut selection = chosen.as_ref().map_or_else(|| package.tests(), Chosen::selection);
        selection.extend_from_slice(&features);
        let models = self.models(cargo, words, stop)?;
        let cargo = &cargo.at(package.folder());
        let place = Workplace::new(self.folder_of(package.root()), package, models, cargo.host()?);
        place.prepare()?;
        let metadata = place.metadata(cargo, &features)?;
        let orders = place.orders(&metadata)?;
        let mut command = place.command(cargo, wrapper);
        command.args(&selection);
        let built = cargo.compile(command, Some(&place.built()), &[], words, stop);
        if stop.is_asked() {
            return Err(NoAnswer::Stopped.into());
        }
        let builds = built.map_err(|error| error.renamed(&|text| place.renamed(text)))?;
        let is_wanted = |artifact: &&Artifact| match &chosen {
            Some(chosen) => chosen.is(&artifact.target) && !artifact.profile.test,
            // Macros run where they are compiled, and so do their tests.
            None => artifact.profile.test && !artifact.target.is_proc_macro(),
        };
        let made = builds.artifacts.iter().filter(|artifact| artifact.executable.is_some());
        let made: Vec<&Artifact> = made.filter(is_wanted).collect();
        if !builds.errors.is_empty() {
            return Ok(Err(place.refusal(cargo, &builds.errors, &selection, stop)));
        }
        let (artifact, name, test) = match (part, &made[..]) {
            (_, []) => return Err(UserWorldError::NotBuilt),
            (Part::Binary(_) | Part::Example(_), [artifact, ..]) => {
                (*artifact, artifact.target.name.clone(), None)
            }
            (Part::Test(name), _) => {
                let (artifact, test) = find_test(package, &made, name, stop)?;
                (artifact, test.clone(), Some(test))
            }
        };
        let files = place.files(artifact, &builds.artifacts)?;
        let foreign = Foreign::of(&metadata, &orders, &files);
        let program = Program {
            test,
            files,
            polls: polls(&builds.artifacts, &orders, &place.host),
            rests_on: foreign.rests_on(),
            not_followed: foreign.not_followed().into_iter().chain(place.not_followed()).collect(),
            ..Program::default()
        };
        Ok(Ok(Found { name, explorable: explorable(package, artifact).with(program) }))
    }
}

/// What cargo is told of features: what is needed, and what is wished for.
fn features(package: &Package, chosen: Option<&Chosen>) -> Vec<String> {
    let needed = chosen.into_iter().flat_map(|chosen| &chosen.features);
    let needed = needed.flat_map(|feature| ["--features".to_owned(), feature.clone()]);
    needed.chain(package.features()).collect()
}

fn explorable(package: &Package, artifact: &Artifact) -> Explorable {
    Explorable::new(artifact.executable.clone().unwrap_or_default(), package.folder())
}

/// The test that is meant, and the executable that it is in.
fn find_test<'a>(
    package: &Package,
    executables: &[&'a Artifact],
    name: &str,
    stop: &Stop,
) -> Result<(&'a Artifact, String), UserWorldError> {
    let mut all: Vec<(&Artifact, Test)> = Vec::new();
    for artifact in executables {
        let tests = explorable(package, artifact).ask(Tests, &[], Limits::default(), stop)?;
        all.extend(tests.into_iter().map(|test| (*artifact, test)));
    }
    let end = format!("::{name}");
    let mut found: Vec<_> = all.iter().filter(|test| whole(test) == name).collect();
    if found.is_empty() {
        found = all.iter().filter(|test| whole(test).ends_with(&end)).collect();
    }
    if found.is_empty() {
        found = all.iter().filter(|test| whole(test).contains(name)).collect();
    }
    let of = |package: &Package| (package.name().to_owned(), name.to_owned());
    match &found[..] {
        [(_, test)] if test.ignored => Err(UserWorldError::Ignored(test.name.clone())),
        [(artifact, test)] => Ok((artifact, test.name.clone())),
        // As `cargo test` calls them.
        [] if name.contains(".rs - ") => Err(UserWorldError::Documentation(name.to_owned())),
        [] => {
            let names: Vec<String> = all.iter().map(whole).collect();
            let instead = nearest(name, names.iter().map(String::as_str).collect());
            let (package, name) = of(package);
            Err(UserWorldError::UnknownTest { package, name, instead })
        }
        several => {
            let names: Vec<String> = several.iter().map(|test| whole(test)).collect();
            let (package, name) = of(package);
            Err(UserWorldError::Ambiguous { package, name, names: names.join(", ") })
        }
    }
}

/// What a test is called in its package: those of its library as cargo does, others with what they are in.
fn whole((artifact, test): &(&Artifact, Test)) -> String {
    if artifact.target.is_lib() {
        test.name.clone()
    } else {
        format!("{}::{}", artifact.target.name, test.name)
    }
}
