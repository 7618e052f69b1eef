//! What of a package is explored.

use std::path::Path;

use cargo_metadata::{Package as Member, Target};
use runner::Cargo;

use crate::package::{Package, PackageError, nearest};

/// What of a package is explored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A program of this name; without one, the only one.
    Binary(Option<String>),
    /// An example of this name.
    Example(String),
    /// The test of this name, or of which this is the last part, or else some part.
    Test(String),
}

/// A program of a package.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    /// The package that has it.
    package: String,
    /// How cargo is told that it is meant: `--bin`.
    flag: &'static str,
    name: String,
    /// What has to be switched on for it.
    pub features: Vec<String>,
}

impl Part {
    /// What of its package a file is the first of; `None` if it belongs to none, or is a module like others.
    ///
    /// # Errors
    /// It is the first file of something else than a program.
    pub fn of_file(cargo: &Cargo, file: &Path) -> Result<Option<Part>, PackageError> {
        let Some(folder) = Package::around(file) else { return Ok(None) };
        let metadata = cargo.manifest(&folder.join("Cargo.toml"))?;
        let targets = metadata.packages.iter().flat_map(|member| &member.targets);
        match targets
            .filter(|target| target.src_path.as_std_path() == file)
            .max_by_key(|target| target.is_bin())
        {
            Some(target) if target.is_bin() => Ok(Some(Part::Binary(Some(target.name.clone())))),
            Some(target) if target.is_example() => Ok(Some(Part::Example(target.name.clone()))),
            Some(_) => Err(PackageError::NoProgram {
                file: file.display().to_string(),
                package: folder.display().to_string(),
            }),
            None => Ok(None),
        }
    }
}

impl Chosen {
    /// The program of a package that is meant; `None` for a test, which is in whatever has it.
    pub fn of(package: &Package, part: &Part) -> Result<Option<Chosen>, PackageError> {
        match part {
            Part::Binary(name) => {
                let name = name.as_deref().or_else(|| package.root_member()?.default_run.as_deref());
                Chosen::find(package, "program", "--bin", Target::is_bin, name).map(Some)
            }
            Part::Example(name) => {
                Chosen::find(package, "example", "--example", Target::is_example, Some(name)).map(Some)
            }
            Part::Test(_) => Ok(None),
        }
    }

    fn find(
        package: &Package,
        kind: &'static str,
        flag: &'static str,
        is_meant: impl Fn(&Target) -> bool,
        name: Option<&str>,
    ) -> Result<Chosen, PackageError> {
        let members = package.members();
        let targets =
            members.iter().flat_map(|member| member.targets.iter().map(move |target| (*member, target)));
        let all: Vec<(&Member, &Target)> = targets.filter(|(_, target)| is_meant(target)).collect();
        let is_named = |(_, target): &&(&Member, &Target)| name.is_none_or(|name| target.name == name);
        let found: Vec<_> = all.iter().filter(is_named).collect();
        let package = package.name().to_owned();
        let names = || all.iter().map(|(_, target)| target.name.as_str());
        match (&found[..], name) {
            ([(member, target)], _) => Ok(Chosen {
                package: member.name.to_string(),
                flag,
                name: target.name.clone(),
                features: target.required_features.clone(),
            }),
            ([], None) => Err(PackageError::NoBinary { package }),
            ([], Some(name)) => {
                let instead = nearest(name, names().collect());
                Err(PackageError::Unknown { package, kind, name: name.to_owned(), instead })
            }
            (_, Some(name)) => Err(PackageError::Ambiguous { package, kind, name: name.to_owned() }),
            (_, None) => {
                Err(PackageError::Several { package, names: names().collect::<Vec<_>>().join(", ") })
            }
        }
    }

    /// What cargo is told to build.
    pub fn selection(&self) -> Vec<String> {
        ["--package", &self.package, self.flag, &self.name].map(str::to_owned).to_vec()
    }

    /// Whether something that cargo built is it.
    pub fn is(&self, target: &Target) -> bool {
        let is_kind = if self.flag == "--bin" { target.is_bin() } else { target.is_example() };
        is_kind && target.name == self.name
    }
}
