//! Which part of a package is meant, and how it is built.

use std::path::{Path, PathBuf};

use catalogue::is_path;
use runner::read_file;
use worlds::{Features, Package, Part};

use crate::path::{is_package, named_as};
use terminal::Failure;
use terminal::Workspace;

/// Which part of a package is meant, and what it reads
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Which {
    /// The program of a package that is meant, if it has several
    #[arg(long, value_name = "NAME", group = "part")]
    bin: Option<String>,
    /// The example of a package that is meant, in place of a program
    #[arg(long, value_name = "NAME", group = "part")]
    example: Option<String>,
    /// The test of a package that is meant, in place of a program
    #[arg(long, value_name = "NAME", group = "part")]
    test: Option<String>,
    /// Features of a package to build it with
    #[arg(long, value_name = "FEATURES")]
    features: Vec<String>,
    /// All features of a package
    #[arg(long)]
    all_features: bool,
    /// None of a package's default features
    #[arg(long)]
    no_default_features: bool,
    /// A file that the program reads as its standard input, which is empty otherwise
    #[arg(long, value_name = "FILE")]
    pub(crate) stdin: Option<PathBuf>,
}

impl Which {
    /// What comes through standard input.
    pub fn input(&self) -> Result<Vec<u8>, Failure> {
        let Some(file) = &self.stdin else { return Ok(Vec::new()) };
        Ok(read_file(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?)
    }

    /// The name that was given to what of a package is meant.
    pub fn part_named(&self) -> Option<&String> {
        self.bin.as_ref().or(self.example.as_ref()).or(self.test.as_ref())
    }

    /// What of a package is meant, if that was said.
    fn part(&self) -> Option<Part> {
        let binary = self.bin.as_ref().map(|name| Part::Binary(Some(name.clone())));
        let example = self.example.clone().map(Part::Example);
        binary.or(example).or(self.test.clone().map(Part::Test))
    }

    fn features(&self) -> Features {
        Features {
            named: self.features.clone(),
            all: self.all_features,
            no_default: self.no_default_features,
        }
    }

    /// The package that is named, or that has the file that is named for one of its programs, with what of it is meant.
    pub fn package(&self, workspace: &Workspace, name: &str) -> Result<Option<(Package, Part)>, Failure> {
        let open =
            |name: &str| Package::open(&workspace.cargo, name).map(|package| package.with(self.features()));
        if is_package(name) {
            return Ok(Some((open(name)?, self.part().unwrap_or(Part::Binary(None)))));
        }
        let Some(file) = is_path(name).then(|| Path::new(name).canonicalize().ok()).flatten() else {
            return Ok(None);
        };
        let is_listing = workspace.catalogue.listings().iter().any(|listing| listing.main() == file);
        let Some(folder) = Package::around(&file).filter(|_| !is_listing) else { return Ok(None) };
        let part = match self.part() {
            Some(part) => Some(part),
            None => Part::of_file(&workspace.cargo, &file)?,
        };
        let Some(part) = part else { return Ok(None) };
        Ok(Some((open(&named_as(name, &file, folder))?, part)))
    }

    pub fn is_of_a_package(&self, name: &str) -> Result<(), Failure> {
        let has_features = !self.features.is_empty() || self.all_features || self.no_default_features;
        if self.part_named().is_none() && !has_features {
            return Ok(());
        }
        Err(format!(
            "{name} is no package: `--bin`, `--example`, `--test` and features are for a folder with a Cargo.toml"
        )
        .into())
    }
}
