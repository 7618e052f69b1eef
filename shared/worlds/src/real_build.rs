//! Building programs that are no listings with the real `std` and the real crates.

use runner::{Builds, Cargo, CompileError, Stop, Words};

use crate::generated::{Generated, read};
use crate::manifest::{Dependency, Manifest, Profile};
use crate::virtual_world::{Program, VirtualWorld, VirtualWorldError};

/// Crates that a file may use, their names as packages, their versions, and all that is in them.
const CRATES: [(&str, &str, &str, &[&str]); 5] = [
    ("futures", "futures", "0.3", &[]),
    ("tokio", "tokio", "1", &["full", "test-util"]),
    ("tokio_stream", "tokio-stream", "0.1", &["full"]),
    ("tokio_util", "tokio-util", "0.7", &["full"]),
    ("trpl", "trpl", "0.3", &[]),
];

impl VirtualWorld {
    /// Builds a program with the real `std` and the real crates, into an executable or rustc's errors; the binary has the program's
    /// name.
    pub fn build_real(
        &self,
        cargo: &Cargo,
        program: &Program,
        words: Words,
        stop: &Stop,
    ) -> Result<Builds, VirtualWorldError> {
        self.really(cargo, "build", program, words, stop)
    }

    /// rustc's errors in a program with the real `std` and the real crates; `None` if that can't be found out.
    pub(crate) fn real_errors(
        &self,
        cargo: &Cargo,
        program: &Program,
        stop: &Stop,
    ) -> Option<Vec<CompileError>> {
        Some(self.really(cargo, "check", program, Words::Kept, stop).ok()?.errors)
    }

    fn really(
        &self,
        cargo: &Cargo,
        subcommand: &str,
        program: &Program,
        words: Words,
        stop: &Stop,
    ) -> Result<Builds, VirtualWorldError> {
        let folder = self.folder().join("real").join(&program.name);
        let package = Generated::new(self.root(), folder);
        let manifest = manifest(&read(&program.source)?).with_binary(program.name.clone(), &program.source);
        package.write_manifest(&manifest)?;
        let target = self.folder().join("real").join("target");
        let mut command = cargo.command(subcommand);
        command.arg("--manifest-path").arg(package.manifest()).arg("--target-dir").arg(&target);
        Ok(cargo.compile(command, Some(&target), &[], words, stop)?)
    }
}

/// The crates of which a text has the name are there.
fn manifest(text: &str) -> Manifest {
    let used = CRATES.iter().filter(|(name, ..)| text.contains(name));
    used.fold(Manifest::new("real", [], Profile::default()), |manifest, (_, package, version, features)| {
        let dependency = Dependency { features: features.to_vec(), ..Dependency::version(version) };
        manifest.with_dependency(package, dependency)
    })
}
