//! The explorer's own crates, as libraries for programs that cargo builds from their own manifests.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use cargo_metadata::Artifact;

/// Crates that others take the place of: a model, where there is one, or else what models are made with. They appear in what
/// models give and take, so there must be one of each.
const REPLACED: [&str; 10] = [
    "bytes",
    "futures",
    "futures_core",
    "futures_io",
    "futures_sink",
    "futures_task",
    "tokio",
    "tokio_stream",
    "tokio_util",
    "trpl",
];
/// Packages of others that are compiled against the explorer's `std` like the user's own: what they keep has to be new in each run.
pub(crate) const FOLLOWED: [&str; 3] = ["lazy_static", "log", "tracing-core"];
/// Crates that are part of another one.
const PARTS: [(&str, &str); 1] = [("futures_util", "virtual_futures")];

/// The explorer's own crates, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Models {
    /// By the names of the crates.
    libraries: BTreeMap<String, PathBuf>,
}

impl Models {
    pub fn of(artifacts: &[Artifact]) -> Models {
        let library = |artifact: &Artifact| {
            let is_library = |path: &&cargo_metadata::camino::Utf8PathBuf| {
                path.extension() == Some("rlib")
                    && path.parent().is_some_and(|folder| folder.ends_with("deps"))
            };
            let path = artifact.filenames.iter().find(is_library)?;
            Some((artifact.target.name.replace('-', "_"), path.clone().into()))
        };
        Models { libraries: artifacts.iter().filter_map(library).collect() }
    }

    /// A library of ours by its name.
    pub fn library(&self, name: &str) -> Option<&Path> {
        self.libraries.get(name).map(PathBuf::as_path)
    }

    /// Where they all are.
    pub fn folder(&self) -> Option<&Path> {
        self.library("explorer")?.parent()
    }

    /// What takes the place of other crates, by their names.
    pub fn replaced(&self) -> BTreeMap<String, PathBuf> {
        let library = |name: &str| self.library(&format!("virtual_{name}")).or(self.library(name));
        let whole = REPLACED.iter().map(|name| (*name, library(name)));
        let parts = PARTS.iter().map(|(part, whole)| (*part, self.library(whole)));
        let there = whole.chain(parts).filter_map(|(name, path)| Some((name.to_owned(), path?.to_owned())));
        there.collect()
    }

    /// Another number as soon as one of them is another, or who is given them.
    pub fn version(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        FOLLOWED.hash(&mut hasher);
        for path in self.libraries.values() {
            path.hash(&mut hasher);
            path.metadata().and_then(|data| data.modified()).ok().hash(&mut hasher);
        }
        hasher.finish()
    }
}
