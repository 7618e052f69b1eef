//! Where everything of a package is that is made for the explorer: nothing is written into the user's folders.

mod files;
mod orders;
mod refusal;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::Metadata;
use runner::{Cargo, CargoError};

use crate::frame::frame_of_a_package;
use crate::generated::{NotWritten, read, write};
use crate::head::Head;
use crate::mirror::Mirror;
use crate::models::Models;
use crate::package::Package;
use crate::wrapper::ORDERS;

/// As programs are built that are one file; only who unwinds can be followed.
const PROFILE: [&str; 4] = ["opt-level=1", "debug=0", "panic=\"unwind\"", "incremental=false"];
/// The beginnings of names of target folders.
const TARGET: &str = "target-";

/// Where everything of a package is that is made for the explorer.
pub(crate) struct Workplace<'a> {
    package: &'a Package,
    folder: PathBuf,
    mirror: Mirror,
    models: Models,
    /// The triple of this machine: what is built for it expressly is for the program, and not for what helps to build it.
    pub host: String,
}

/// There is no working there.
#[derive(Debug, thiserror::Error)]
pub enum WorkplaceError {
    #[error("cannot work in {}: {source}", folder.display())]
    Io { folder: PathBuf, source: io::Error },
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
    #[error("the explorer's own crates were not built; there is no library {0}")]
    NoModel(&'static str),
}

impl<'a> Workplace<'a> {
    pub fn new(folder: PathBuf, package: &'a Package, models: Models, host: String) -> Workplace<'a> {
        let own = package.own();
        let mut original = package.root().to_owned();
        while !own.iter().all(|folder| folder.starts_with(&original)) && original.pop() {}
        let mirror = Mirror::new(folder.join("tree"), original);
        Workplace { package, folder, mirror, models, host }
    }

    /// Makes a copy of the workspace that consists of links, but for what has to be other.
    pub fn prepare(&self) -> Result<(), WorkplaceError> {
        let programs = self.package.roots();
        let mut folders: BTreeSet<PathBuf> = self.package.own();
        folders.insert(self.package.root().to_owned());
        folders.extend(programs.iter().filter_map(|file| Some(file.parent()?.to_owned())));
        for folder in folders.iter().filter(|folder| self.mirror.place_of(folder).is_some()) {
            self.mirror.show(folder).map_err(self.io())?;
        }
        for file in programs.iter().filter(|file| file.is_file()) {
            let text = read(file)?;
            let head = Head::of(&text);
            let copy = self.mirror.replace(file, &head.cut_from(&text)).map_err(self.io())?;
            write(&self.frame(file), &frame_of_a_package(&copy, &head.alone(&text)))?;
        }
        let manifest = self.package.root().join("Cargo.toml");
        let text = read(&manifest)?;
        let begins =
            |line: &str| ["[workspace", "workspace"].iter().any(|word| line.trim_start().starts_with(word));
        if !text.lines().any(begins) {
            // Cargo would look for a workspace in the folders around the copy.
            self.mirror.replace(&manifest, &format!("{text}\n[workspace]\n")).map_err(self.io())?;
        }
        self.lock().map_err(self.io())?;
        self.forget_older_targets();
        Ok(())
    }

    /// What cargo says of all packages that it takes with these flags for its features.
    pub fn metadata(&self, cargo: &Cargo, features: &[String]) -> Result<Metadata, CargoError> {
        let metadata = cargo.resolved(&self.here(self.package.manifest()), &self.host, features);
        metadata.map_err(|error| error.renamed(&|text| self.renamed(text)))
    }

    /// A call of `cargo build`, with everything but what is to be built.
    pub fn command(&self, cargo: &Cargo, wrapper: &Path) -> Command {
        let mut command = cargo.command("build");
        command.env("RUSTC_WRAPPER", wrapper).env_remove("RUSTC_WORKSPACE_WRAPPER");
        command.env(ORDERS, self.orders_file());
        command.arg("--manifest-path").arg(self.here(self.package.manifest()));
        command.arg("--target-dir").arg(self.target()).args(["--target", &self.host]);
        for setting in PROFILE {
            command.arg("--config").arg(format!("profile.dev.{setting}"));
        }
        command
    }

    /// What of how the user builds it is not followed, in words that can follow "not exhaustive: ".
    pub fn not_followed(&self) -> Option<String> {
        let text = read(&self.package.root().join("Cargo.toml")).ok()?;
        let sentence = "its `[profile.dev]` has `panic = \"abort\"`, and the explorer unwinds";
        aborts(&text).then(|| sentence.to_owned())
    }

    /// Where what is built for the program is.
    pub fn built(&self) -> PathBuf {
        self.target().join(&self.host)
    }

    /// A text of cargo's in which the copy is called what it is in truth.
    pub fn renamed(&self, text: &str) -> String {
        let name = |path: &Path| path.display().to_string();
        let text = text.replace(&name(self.mirror.folder()), &name(self.mirror.original()));
        // A path may lead out of what the user's packages have in common.
        let around = self.mirror.original().parent().map(name).unwrap_or_default();
        text.replace(&name(&self.folder), &around)
    }

    fn io(&self) -> impl Fn(io::Error) -> WorkplaceError {
        |source| WorkplaceError::Io { folder: self.folder.clone(), source }
    }

    /// Where something of the user's is here.
    fn here(&self, original: &Path) -> PathBuf {
        self.mirror.place_of(original).unwrap_or_else(|| original.to_owned())
    }

    /// The root of the workspace, as cargo sees it.
    fn root(&self) -> PathBuf {
        self.here(self.package.root())
    }

    /// The file that is compiled in place of a program's own.
    fn frame(&self, file: &Path) -> PathBuf {
        let name = file.strip_prefix(self.mirror.original()).unwrap_or(file).display().to_string();
        self.folder.join("frames").join(name.replace(['/', '\\'], "+"))
    }

    fn orders_file(&self) -> PathBuf {
        self.folder.join("orders.json")
    }

    /// Has the versions that the user has.
    fn lock(&self) -> io::Result<()> {
        let (locked, ours) = (self.package.root().join("Cargo.lock"), self.root().join("Cargo.lock"));
        let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
        if time(&locked) > time(&ours) {
            fs::write(ours, fs::read(locked)?)?;
        }
        Ok(())
    }

    /// Cargo does not know which models a program was built with.
    fn target(&self) -> PathBuf {
        self.folder.join(format!("{TARGET}{:016x}", self.models.version()))
    }

    fn forget_older_targets(&self) {
        let target = self.target();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let is_target = entry.file_name().to_string_lossy().starts_with(TARGET);
            if is_target && entry.path() != target {
                // What can't be removed does no harm but to the disk.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// Whether a manifest says that a panic ends the process at once.
fn aborts(manifest: &str) -> bool {
    let lines = manifest.lines().map(str::trim).skip_while(|line| *line != "[profile.dev]").skip(1);
    let mut of_the_profile = lines.take_while(|line| !line.starts_with('['));
    of_the_profile.any(|line| line.starts_with("panic") && line.contains("\"abort\""))
}

#[cfg(test)]
mod tests {
    use super::aborts;

    #[test]
    fn only_the_profile_that_is_built_counts() {
        assert!(aborts("[profile.dev]\nopt-level = 1\npanic = \"abort\"\n"));
        assert!(!aborts("[profile.dev]\nopt-level = 1\n[profile.release]\npanic = \"abort\"\n"));
    }
}
