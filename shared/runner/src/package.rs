//! A Cargo package of the user's.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, Package as Member, Target};

use crate::cargo::{Cargo, CargoError};

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
}

/// One of a package's programs.
#[derive(Clone, Debug)]
pub(crate) struct Binary {
    /// The package that has it.
    pub package: String,
    pub name: String,
    /// What has to be switched on for it.
    pub features: Vec<String>,
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
    #[error("{package} has no program {name}; {instead}")]
    UnknownBinary { package: String, name: String, instead: String },
    #[error("{package} has more than one program: say `--bin` and one of {names}")]
    Several { package: String, names: String },
    #[error("{package} is a workspace of several packages with a program {name}: name the folder of one")]
    Ambiguous { package: String, name: String },
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
        Ok(Package { name: name.to_owned(), manifest, metadata, others })
    }

    /// The folder that it is in.
    pub fn folder(&self) -> &Path {
        self.manifest.parent().unwrap_or(&self.manifest)
    }

    /// What the user calls it.
    pub fn name(&self) -> &str {
        &self.name
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

    /// The program of this name; without one, the only one.
    pub(crate) fn binary(&self, name: Option<&str>) -> Result<Binary, PackageError> {
        let all = self.binaries();
        let package = self.name.clone();
        let found: Vec<_> = match (name, self.usual()) {
            (Some(name), _) => all.iter().filter(|(_, target)| target.name == name).collect(),
            (None, Some(usual)) => all.iter().filter(|(_, target)| target.name == usual).collect(),
            (None, None) => all.iter().collect(),
        };
        match (&found[..], name) {
            ([(member, target)], _) => Ok(Binary {
                package: member.name.to_string(),
                name: target.name.clone(),
                features: target.required_features.clone(),
            }),
            (_, _) if all.is_empty() => Err(PackageError::NoBinary { package }),
            ([], Some(name)) => {
                let names = all.iter().map(|(_, target)| target.name.as_str());
                Err(PackageError::UnknownBinary {
                    package,
                    name: name.to_owned(),
                    instead: nearest(name, names.collect()),
                })
            }
            (_, Some(name)) => Err(PackageError::Ambiguous { package, name: name.to_owned() }),
            (several, None) => {
                let names: Vec<&str> = several.iter().map(|(_, target)| target.name.as_str()).collect();
                Err(PackageError::Several { package, names: names.join(", ") })
            }
        }
    }

    /// The source files of all programs of all packages.
    pub(crate) fn roots(&self) -> Vec<PathBuf> {
        let targets = self.metadata.packages.iter().flat_map(|member| &member.targets);
        let are_programs = targets.filter(|target| target.is_bin() || target.is_example());
        are_programs.map(|target| target.src_path.clone().into()).collect()
    }

    /// Which package's tests are meant; `None` for those of the whole workspace.
    pub(crate) fn tested(&self) -> Option<String> {
        self.root_member().map(|member| member.name.to_string())
    }

    /// The package of the manifest that was named, if it is one's and not only a workspace's.
    fn root_member(&self) -> Option<&Member> {
        self.metadata.packages.iter().find(|member| member.manifest_path.as_std_path() == self.manifest)
    }

    fn usual(&self) -> Option<&str> {
        self.root_member()?.default_run.as_deref()
    }

    fn binaries(&self) -> Vec<(&Member, &Target)> {
        let members: Vec<&Member> = match self.root_member() {
            Some(member) => vec![member],
            None => self.metadata.workspace_packages(),
        };
        let targets =
            members.into_iter().flat_map(|member| member.targets.iter().map(move |one| (member, one)));
        targets.filter(|(_, target)| target.is_bin()).collect()
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
        let is_member = metadata.packages.iter().any(|member| folder(member) == path.as_std_path());
        if !is_member && found.insert(path.into()) {
            outside(cargo, &cargo.manifest(path.join("Cargo.toml").as_std_path())?, found)?;
        }
    }
    Ok(())
}
