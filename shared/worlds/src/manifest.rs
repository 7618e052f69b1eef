//! The manifest of a package that is made up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::edition::Edition;

/// A package that is a workspace of its own.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    package: Package,
    workspace: Empty,
    #[serde(rename = "bin", skip_serializing_if = "Vec::is_empty")]
    binaries: Vec<Binary>,
    dependencies: BTreeMap<&'static str, Dependency>,
    profile: Profiles,
}

#[derive(Clone, Debug, Serialize)]
struct Package {
    name: &'static str,
    version: &'static str,
    edition: Edition,
}

#[derive(Clone, Debug, Serialize)]
struct Empty {}

#[derive(Clone, Debug, Serialize)]
struct Binary {
    name: String,
    path: PathBuf,
}

/// Where a dependency comes from.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Dependency {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_features: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
struct Profiles {
    dev: Profile,
}

/// How something is compiled.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Profile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debug: Option<Debug>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incremental: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opt_level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codegen_units: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debug_assertions: Option<bool>,
    /// How some packages are compiled otherwise.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub package: BTreeMap<&'static str, Profile>,
}

/// How much debug information there is.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Debug {
    None,
    LineTablesOnly,
}

impl Manifest {
    pub fn new<const N: usize>(
        name: &'static str,
        dependencies: [(&'static str, Dependency); N],
        dev: Profile,
    ) -> Manifest {
        Manifest {
            package: Package { name, version: "0.1.0", edition: Edition::default() },
            workspace: Empty {},
            binaries: Vec::new(),
            dependencies: dependencies.into(),
            profile: Profiles { dev },
        }
    }

    /// The same in another edition.
    pub fn of_edition(mut self, edition: Edition) -> Manifest {
        self.package.edition = edition;
        self
    }

    /// The same with a binary whose file is elsewhere.
    pub fn with_binary(&self, name: String, path: &Path) -> Manifest {
        Manifest { binaries: vec![Binary { name, path: path.to_owned() }], ..self.clone() }
    }

    /// The same with one more dependency.
    pub fn with_dependency(&self, name: &'static str, dependency: Dependency) -> Manifest {
        let mut manifest = self.clone();
        manifest.dependencies.insert(name, dependency);
        manifest
    }

    /// # Errors
    /// A path is not UTF-8.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        Ok(format!("# Written by `cargo xtask`.\n{}", toml::to_string(self)?))
    }
}

impl Dependency {
    pub fn version(version: &'static str) -> Dependency {
        Dependency { version: Some(version), ..Dependency::default() }
    }

    /// A package in a folder, under its own name or another.
    pub fn path(path: PathBuf, package: Option<&'static str>) -> Dependency {
        Dependency { package, path: Some(path), ..Dependency::default() }
    }
}
