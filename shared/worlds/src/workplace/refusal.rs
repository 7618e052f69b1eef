//! What is said of a package that does not compile against the explorer's own crates.

use std::path::Path;

use runner::{Cargo, CompileError, Stop, Words};

use super::Workplace;
use crate::refusal::{is_of_the_linker, refused};
use crate::unknown::unknown;

impl Workplace<'_> {
    /// What is said of a package that does not compile against the explorer's own crates: what rustc says to it with the real ones, or
    /// else what the explorer does not know. `selection` is what cargo was to build.
    pub fn refusal(
        &self,
        cargo: &Cargo,
        errors: &[CompileError],
        selection: &[String],
        stop: &Stop,
    ) -> String {
        if errors.iter().any(|error| self.is_in_a_frame(error)) {
            return "it has no `fn main()`; the explorer runs whole programs".to_owned();
        }
        let of_a_dependency = |error: &&CompileError| {
            let file = error.place.as_ref().map(|place| Path::new(&place.file));
            file.is_some_and(|file| file.is_absolute() && !file.starts_with(self.mirror.original()))
        };
        if errors.iter().any(is_of_the_linker) {
            return refused(errors, |text| self.renamed(text));
        }
        let path_of = |file: &str| self.package.root().join(file);
        match self.real_errors(cargo, selection, stop) {
            Some(real) if !real.is_empty() => refused(&real, |text| self.renamed(text)),
            Some(_) => match errors.iter().find(of_a_dependency).and_then(|error| error.place.as_ref()) {
                Some(place) => {
                    let words = unknown(errors, |file| Some(file.to_owned()), path_of);
                    format!("a dependency of it uses what is not followed, in {}: {words}", place.file)
                }
                None => unknown(errors, |file| Some(file.to_owned()), path_of),
            },
            None => refused(errors, |text| self.renamed(text)),
        }
    }

    fn is_in_a_frame(&self, error: &CompileError) -> bool {
        error
            .place
            .as_ref()
            .is_some_and(|place| Path::new(&place.file).starts_with(self.folder.join("frames")))
    }

    /// rustc's errors with the real `std` and the real crates; `None` if cargo could not find that out.
    fn real_errors(&self, cargo: &Cargo, selection: &[String], stop: &Stop) -> Option<Vec<CompileError>> {
        let target = self.folder.join("real");
        let mut command = cargo.command("check");
        command.arg("--manifest-path").arg(self.here(self.package.manifest()));
        command.arg("--target-dir").arg(&target).args(selection);
        Some(cargo.compile(command, Some(&target), &[], Words::Kept, stop).ok()?.errors)
    }
}
