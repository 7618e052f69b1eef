//! Whether dependencies of a program poll futures themselves.

use std::path::Path;

use cargo_metadata::Artifact;

use crate::source_words::says;
use crate::wrapper::Orders;

/// What polls futures in a way that is ours, or not at all.
const POLLED: [&str; 2] = ["tokio", "trpl"];

/// Whether dependencies of a program poll futures themselves.
pub(crate) fn polls(artifacts: &[Artifact], orders: &Orders, host: &str) -> bool {
    let is_used = |artifact: &&Artifact| {
        let folder = artifact.manifest_path.parent().map_or(Path::new(""), |folder| folder.as_std_path());
        let is_for_the_program =
            artifact.filenames.iter().any(|file| file.components().any(|part| part.as_str() == host));
        is_for_the_program && !orders.own.contains(folder) && !orders.idle.contains(folder)
    };
    let says_poll = |artifact: &Artifact| {
        artifact
            .target
            .src_path
            .parent()
            .is_some_and(|folder| says(folder.as_std_path(), |word| word == "Poll"))
    };
    let name = |artifact: &Artifact| artifact.target.name.replace('-', "_");
    let mut libraries = artifacts.iter().filter(is_used);
    libraries.any(|library| !POLLED.contains(&&*name(library)) && says_poll(library))
}
