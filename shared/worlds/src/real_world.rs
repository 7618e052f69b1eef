//! Building programs that are no listings: variations of listings, and small programs that look at something.

use std::path::{Path, PathBuf};

use runner::{Builds, Cargo, CargoError, Stop, Words};

use crate::generated::{Generated, NotWritten};
use crate::manifest::{Debug, Dependency, Manifest, Profile};

/// A program with the real `std`, `trpl`, `tokio` and `futures`.
#[derive(Clone, Debug)]
pub struct Text {
    /// The name of the binary; no two programs have the same.
    pub name: String,
    pub text: String,
}

/// A package, made up in the target folder, that has one binary for each program. What `trpl` needs is shared with the
/// listings.
#[derive(Clone, Debug)]
pub struct RealWorld {
    package: Generated,
    target: PathBuf,
}

/// The programs could not be built.
#[derive(Debug, thiserror::Error)]
pub enum RealWorldError {
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
    #[error(transparent)]
    Cargo(#[from] CargoError),
}

impl RealWorld {
    pub fn new(root: &Path, target: &Path) -> Self {
        RealWorld { package: Generated::new(root, target.join("variations")), target: target.to_owned() }
    }

    /// Builds programs in one call of cargo, each into an executable or into rustc's errors.
    pub fn build(
        &self,
        cargo: &Cargo,
        programs: &[Text],
        words: Words,
        stop: &Stop,
    ) -> Result<Builds, RealWorldError> {
        if programs.is_empty() {
            return Ok(Builds::default());
        }
        self.package.write_manifest(&manifest())?;
        for Text { name, text } in programs {
            self.package.write(&Path::new("src/bin").join(name).with_extension("rs"), text)?;
        }
        let mut command = cargo.command("build");
        command.arg("--manifest-path").arg(self.package.manifest());
        command.arg("--target-dir").arg(&self.target);
        command.args(programs.iter().flat_map(|program| ["--bin", &program.name]));
        let names: Vec<String> = programs.iter().map(|program| program.name.clone()).collect();
        Ok(cargo.compile(command, Some(&self.target), &names, words, stop)?)
    }
}

/// Features and profile are those of the workspace, or else all that `trpl` needs would be built twice.
fn manifest() -> Manifest {
    let tokio = Dependency {
        default_features: Some(false),
        features: vec!["rt-multi-thread", "sync", "time"],
        ..Dependency::version("1")
    };
    let dependencies =
        [("futures", Dependency::version("0.3")), ("tokio", tokio), ("trpl", Dependency::version("0.3"))];
    let others = Profile { debug: Some(Debug::None), ..Profile::default() };
    let dev = Profile {
        debug: Some(Debug::LineTablesOnly),
        incremental: Some(false),
        package: [("*", others)].into(),
        ..Profile::default()
    };
    Manifest::new("variations", dependencies, dev)
}
