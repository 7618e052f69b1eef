//! A Cargo package of the user's.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, Package as Member};
use runner::{Cargo, CargoError};

/// How many names of others are told to whoever has named nothing.
const NEAREST: usize = 3;

/// A Cargo package of the user's, or a workspace of them.
#[derive(Clone, Debug)]
pub struct Package {
    /// As the user named it.
    name: String,
    /// Its manifest.
    manifest: PathBuf,
    /// What cargo says of the workspace that it belongs to.
    metadata: Metadata,
    /// Packages outside of the workspace that it depends on by path, by their folders.
    others: BTreeSet<PathBuf>,
    features: Features,
}

/// Which of its features it is built with: those of a program that need be, and these.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// As cargo takes them: several in one, with commas or blanks between them.
    pub named: Vec<String>,
    pub all: bool,
    pub no_default: bool,
}

/// It is not clear what is to be explored.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    #[error("cannot read {name}: {source}")]
    Unread { name: String, source: std::io::Error },
    #[error("{0} has no Cargo.toml; name a folder that has one, or a file of Rust, such as src/main.rs")]
    NoManifest(String),
    #[error("{package} has no program, only a library; `--test NAME` explores one of its tests")]
    NoBinary { package: String },
    #[error("{package} has no {kind} {name}; {instead}")]
    Unknown { package: String, kind: &'static str, name: String, instead: String },
    #[error("{package} has more than one program: say `--bin` and one of {names}")]
    Several { package: String, names: String },
    #[error("{package} is a workspace of several packages with {kind} {name}: name the folder of one")]
    Ambiguous { package: String, kind: &'static str, name: String },
    #[error(
        "{file} is no program of the package {package}: name its folder, with `--bin NAME` or `--test NAME` if need be"
    )]
    NoProgram { file: String, package: String },
    #[error(transparent)]
    Cargo(#[from] CargoError),
}

impl Package {
    /// The package in a folder, or of a manifest.
    pub fn open(cargo: &Cargo, name: &str) -> Result<Package, PackageError> {
        let unread = |source| PackageError::Unread { name: name.to_owned(), source };
        let path = Path::new(name).canonicalize().map_err(unread)?;
        let manifest = if path.is_dir() { path.join("Cargo.toml") } else { path };
        if !manifest.is_file() {
            return Err(PackageError::NoManifest(name.to_owned()));
        }
        let metadata = cargo.manifest(&manifest)?;
        let mut others = BTreeSet::new();
        outside(cargo, &metadata, &mut others)?;
        let features = Features::default();
        Ok(Package { name: name.to_owned(), manifest, metadata, others, features })
    }

    /// The same with other features than usual.
    pub fn with(self, features: Features) -> Package {
        Package { features, ..self }
    }

    /// The folder of the package that a file is in, if there is a manifest around it.
    pub fn around(file: &Path) -> Option<&Path> {
        file.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").is_file())
    }

    /// The folder that it is in.
    pub fn folder(&self) -> &Path {
        self.manifest.parent().unwrap_or(&self.manifest)
    }

    /// What the user calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What cargo is to be told of its features.
    pub(crate) fn features(&self) -> Vec<String> {
        let Features { named, all, no_default } = &self.features;
        let named = named.iter().flat_map(|names| ["--features", names]);
        let flags = [(*all, "--all-features"), (*no_default, "--no-default-features")];
        let flags = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag);
        named.chain(flags).map(str::to_owned).collect()
    }

    /// The packages that are the user's, with what there is to build of them.
    pub(crate) fn members(&self) -> Vec<&Member> {
        match self.root_member() {
            Some(member) => vec![member],
            None => self.metadata.workspace_packages(),
        }
    }

    /// The folder of its workspace.
    pub(crate) fn root(&self) -> &Path {
        self.metadata.workspace_root.as_std_path()
    }

    pub(crate) fn manifest(&self) -> &Path {
        &self.manifest
    }

    /// The folders of all packages that are the user's.
    pub(crate) fn own(&self) -> BTreeSet<PathBuf> {
        let members = self.metadata.packages.iter().map(|member| folder(member).to_owned());
        members.chain(self.others.iter().cloned()).collect()
    }

    /// The folders in which all that is the user's lies, none of them in another.
    pub fn folders(&self) -> Vec<PathBuf> {
        let root = self.root().to_owned();
        let elsewhere = self.own().into_iter().filter(|folder| !folder.starts_with(&root));
        [root.clone()].into_iter().chain(elsewhere).collect()
    }

    /// The source files of all programs of all packages.
    pub(crate) fn roots(&self) -> Vec<PathBuf> {
        let targets = self.metadata.packages.iter().flat_map(|member| &member.targets);
        let are_programs = targets.filter(|target| target.is_bin() || target.is_example());
        are_programs.map(|target| target.src_path.clone().into()).collect()
    }

    /// What cargo is told to build for tests: those of the package, or of the whole workspace.
    pub(crate) fn tests(&self) -> Vec<String> {
        let package = self.root_member().map(|member| member.name.as_str());
        let package = package.into_iter().flat_map(|package| ["--package", package]);
        package.chain(["--tests"]).map(str::to_owned).collect()
    }

    /// The package of the manifest that was named, if it is one's and not only a workspace's.
    pub(crate) fn root_member(&self) -> Option<&Member> {
        self.metadata.packages.iter().find(|member| member.manifest_path.as_std_path() == self.manifest)
    }
}

/// Names those that are most like a name.
pub(crate) fn nearest(name: &str, mut names: Vec<&str>) -> String {
    // Who leaves out the modules that a test is in means its last name.
    let last = |path: &str| path.rsplit("::").next().map(str::to_owned).unwrap_or_default();
    let likeness = |other: &&str| (strsim::jaro_winkler(&last(other), &last(name)) * 1e6) as i64;
    names.sort_by_key(|other| -likeness(other));
    names.dedup();
    match &names[..] {
        [] => "there is none".to_owned(),
        [only] => format!("there is only {only}"),
        names => format!("the nearest are {}", names[..names.len().min(NEAREST)].join(", ")),
    }
}

fn folder(member: &Member) -> &Path {
    member.manifest_path.parent().map_or(Path::new(""), |folder| folder.as_std_path())
}

/// Packages that others depend on by path, and those on which these depend in turn.
fn outside(cargo: &Cargo, metadata: &Metadata, found: &mut BTreeSet<PathBuf>) -> Result<(), PackageError> {
    let paths = metadata.packages.iter().flat_map(|member| &member.dependencies);
    for path in paths.filter_map(|dependency| dependency.path.as_ref()) {
        let is_there = path.join("Cargo.toml").is_file();
        let is_member = metadata.packages.iter().any(|member| folder(member) == path.as_std_path());
        if is_there && !is_member && found.insert(path.into()) {
            outside(cargo, &cargo.manifest(path.join("Cargo.toml").as_std_path())?, found)?;
        }
    }
    Ok(())
}
