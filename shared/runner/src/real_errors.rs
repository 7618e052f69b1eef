//! What the real crates say to a program that the explorer's own refuse.

use crate::build::Words;
use crate::cargo::Cargo;
use crate::compile_error::CompileError;
use crate::generated::{Generated, read};
use crate::manifest::{Dependency, Manifest, Profile};
use crate::stop::Stop;
use crate::virtual_world::{Program, VirtualWorld};

/// Crates that a file may use, their names as packages, their versions, and the features that are usual.
const CRATES: [(&str, &str, &str, &[&str]); 5] = [
    ("futures", "futures", "0.3", &[]),
    ("tokio", "tokio", "1", &["full", "test-util"]),
    ("tokio_stream", "tokio-stream", "0.1", &["sync", "time"]),
    ("tokio_util", "tokio-util", "0.7", &["rt"]),
    ("trpl", "trpl", "0.3", &[]),
];

impl VirtualWorld {
    /// rustc's errors in a program with the real `std` and the real crates; `None` if that can't be found out.
    pub(crate) fn real_errors(
        &self,
        cargo: &Cargo,
        program: &Program,
        stop: &Stop,
    ) -> Option<Vec<CompileError>> {
        let folder = self.folder().join("real").join(&program.name);
        let package = Generated::new(self.root(), folder);
        let binary = format!("{}-real", program.name);
        package
            .write_manifest(&manifest(&read(&program.source).ok()?).with_binary(binary, &program.source))
            .ok()?;
        let target = self.folder().join("real").join("target");
        let mut command = cargo.command("check");
        command.arg("--manifest-path").arg(package.manifest());
        command.arg("--target-dir").arg(&target);
        Some(cargo.compile(command, Some(&target), &[], Words::Kept, stop).ok()?.errors)
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
