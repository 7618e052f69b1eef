//! Building listings: one call of cargo for all of them.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, SystemTime};

use cargo_metadata::{Artifact, Message};
use catalogue::Listing;

use crate::cargo::{Cargo, CargoError};
use crate::compile_error::CompileError;
use crate::compilers::{Compilers, Excess};
use crate::leavings;
use crate::mark::Kin;
use crate::process_group::ProcessGroup;
use crate::stage::{BAR, Stage, listen};
use crate::stop::Stop;
use crate::warning::Warning;

/// How long a compiler that is asked to end has to put away its files.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many of rustc's errors are kept for a binary, and how many of its warnings.
const MOST_ERRORS: usize = 100;

/// What became of a listing in a build.
#[derive(Clone, Debug)]
pub enum Build {
    Executable(PathBuf),
    /// rustc's errors, in its order.
    Refused(Vec<CompileError>),
    /// rustc took too much for it, and was ended.
    Stopped(Excess),
}

/// What became of each listing.
#[derive(Clone, Debug, Default)]
pub struct Builds {
    named: HashMap<String, Build>,
    warnings: HashMap<String, Vec<Warning>>,
    /// All that was made.
    pub artifacts: Vec<Artifact>,
    /// All of rustc's errors, in its order.
    pub errors: Vec<CompileError>,
    /// What cargo said of those to which it did not come.
    said: String,
}

/// Where cargo's own words go while it builds.
#[derive(Clone, Copy)]
pub enum Words<'a> {
    /// To the terminal, as they come.
    Shown,
    /// Into the error, should the build fail.
    Kept,
    /// The same, and how far it is goes here.
    Told(&'a (dyn Fn(&Stage) + Sync)),
}

impl Builds {
    /// `None` if cargo did not come to it: it was not asked for, or something that it needs could
    /// not be built.
    pub fn of(&self, listing: &Listing) -> Option<&Build> {
        self.named(&listing.id.package())
    }

    /// The same, by the name of the binary.
    pub fn named(&self, binary: &str) -> Option<&Build> {
        self.named.get(binary)
    }

    /// All of rustc's errors, in its order.
    pub fn errors(&self) -> &[CompileError] {
        &self.errors
    }

    /// Whether something of this name was made, be it no binary.
    pub fn is_built(&self, target: &str) -> bool {
        let is_it = |name: &str| name.replace('-', "_") == target.replace('-', "_");
        self.artifacts.iter().any(|artifact| is_it(&artifact.target.name))
    }

    /// rustc's warnings about a binary, in its order.
    pub fn warnings(&self, binary: &str) -> &[Warning] {
        self.warnings.get(binary).map_or(&[], Vec::as_slice)
    }

    /// What cargo said of those to which it did not come, where that was kept.
    pub fn said(&self) -> &str {
        &self.said
    }

    /// Adds those that others have made.
    pub fn extend(&mut self, others: impl IntoIterator<Item = (String, Build)>) {
        self.named.extend(others);
    }

    /// Has nothing be built again that was built without a word, as long as nothing changes.
    fn keep_receipts(&self, cargo: &Cargo, began: SystemTime) {
        for (binary, build) in &self.named {
            if let Build::Executable(executable) = build
                && self.warnings(binary).is_empty()
                && let Some(receipt) = cargo.receipt(executable)
            {
                // Without one, cargo is asked again.
                let _ = receipt.write(began);
            }
        }
    }

    /// Puts something else in the place of what became of a binary.
    pub fn insert(&mut self, binary: String, build: Build) {
        self.named.insert(binary, build);
    }
}

impl Cargo {
    /// Builds `listings` in one call, those that rustc has to refuse with their feature. One that
    /// can't be built does not keep the others from it.
    ///
    /// # Errors
    /// Cargo can't be started, or fails without an error of rustc's in a listing: a full disk, a
    /// broken manifest.
    pub fn build(&self, listings: &[&Listing], words: Words, stop: &Stop) -> Result<Builds, CargoError> {
        if listings.is_empty() {
            return Ok(Builds::default());
        }
        let mut command = self.command("build");
        command.args(listings.iter().flat_map(|listing| selection(listing)));
        let names: Vec<String> = listings.iter().map(|listing| listing.id.package()).collect();
        self.compile(command, self.target.as_deref(), &names, words, stop)
    }

    /// Builds the binary of a package that is no listing, with the settings of a profile: "dev" or "release".
    ///
    /// # Errors
    /// Cargo can't be started, or fails without an error of rustc's in that binary.
    pub fn build_tool(
        &self,
        package: &str,
        profile: &str,
        words: Words,
        stop: &Stop,
    ) -> Result<Builds, CargoError> {
        let mut command = self.command("build");
        command.args(["--profile", profile, "--package", package]);
        command.args(self.target.iter().flat_map(|target| [OsStr::new("--target-dir"), target.as_os_str()]));
        self.compile(command, self.target.as_deref(), &[package.to_owned()], words, stop)
    }

    /// Builds all of a workspace that is somewhere else, into this folder.
    ///
    /// # Errors
    /// As of [`Cargo::build_tool`].
    pub fn build_workspace(
        &self,
        manifest: &Path,
        target: &Path,
        words: Words,
        stop: &Stop,
    ) -> Result<Builds, CargoError> {
        let mut command = self.command("build");
        command.arg("--manifest-path").arg(manifest).arg("--target-dir").arg(target).arg("--workspace");
        self.compile(command, Some(target), &[], words, stop)
    }

    /// Runs a call of `cargo build` that puts binaries of these names into a target folder.
    ///
    /// # Errors
    /// Cargo can't be started, or fails without an error of rustc's in one of them.
    pub fn compile(
        &self,
        mut command: Command,
        target: Option<&Path>,
        wanted: &[String],
        words: Words,
        stop: &Stop,
    ) -> Result<Builds, CargoError> {
        let cannot = |source| self.cannot_start("build", source);
        command.args(["--keep-going", "--message-format=json-diagnostic-rendered-ansi"]);
        command.stdout(Stdio::piped()).stderr(match words {
            Words::Shown => Stdio::inherit(),
            Words::Kept | Words::Told(_) => Stdio::piped(),
        });
        if let Words::Told(_) = words {
            command.args(BAR);
        }
        target.into_iter().for_each(leavings::remove);
        let began = SystemTime::now();
        let mut group =
            ProcessGroup::spawn_within(&mut command, Kin::Tool, Some(self.bounds.memory)).map_err(cannot)?;
        let stderr = group.leader().stderr.take();
        let stdout = group.leader().stdout.take();
        let (sender, stages) = mpsc::channel();
        // Who does not want to know has gone.
        let tell = move |stage| drop(sender.send(stage));
        let said = thread::spawn(move || stderr.map(|pipe| listen(pipe, tell)).unwrap_or_default());
        let builds = thread::spawn(move || stdout.map(read_builds).unwrap_or_default());
        let mut compilers = Compilers::new(self.bounds);
        let status = loop {
            match group.try_wait().map_err(cannot)? {
                Some(status) => break status,
                None if stop.is_asked() => {
                    group.end_within(PATIENCE);
                    target.into_iter().for_each(leavings::remove);
                }
                None => thread::sleep(Duration::from_millis(10)),
            }
            compilers.look(&group);
            if let (Words::Told(tell), Some(stage)) = (words, stages.try_iter().last()) {
                tell(&stage);
            }
        };
        let mut builds = builds.join().unwrap_or_default();
        for binary in wanted {
            if let Some(excess) = compilers.excess(binary) {
                builds.named.insert(binary.clone(), Build::Stopped(excess));
            }
        }
        if status.success() {
            builds.keep_receipts(self, began);
        }
        let said = said.join().unwrap_or_default();
        // If cargo came to some of them, its words are about the others.
        if status.success() || !builds.named.is_empty() || stop.is_asked() {
            return Ok(Builds { said, ..builds });
        }
        Err(self.failed("build", &said))
    }
}

fn selection(listing: &Listing) -> Vec<String> {
    let package = listing.id.package();
    let mut arguments = vec!["--package".to_owned(), package.clone()];
    if listing.promise.ends.is_refused() {
        arguments.extend(["--features".to_owned(), format!("{package}/does-not-compile")]);
    }
    arguments
}

fn read_builds(pipe: impl Read) -> Builds {
    let mut builds = Builds::default();
    for message in Message::parse_stream(BufReader::new(pipe)).map_while(Result::ok) {
        match message {
            Message::CompilerArtifact(artifact) => {
                if let Some(executable) = &artifact.executable {
                    let name = artifact.target.name.clone();
                    builds.named.insert(name, Build::Executable(executable.into()));
                }
                builds.artifacts.push(artifact);
            }
            Message::CompilerMessage(message) => {
                if let Some(warning) = Warning::from_diagnostic(&message.message) {
                    let warnings = builds.warnings.entry(message.target.name.clone()).or_default();
                    if warnings.len() < MOST_ERRORS {
                        warnings.push(warning);
                    }
                }
                if let Some(error) = CompileError::from_diagnostic(&message.message) {
                    if builds.errors.len() < MOST_ERRORS {
                        builds.errors.push(error.clone());
                    }
                    match builds
                        .named
                        .entry(message.target.name)
                        .or_insert_with(|| Build::Refused(Vec::new()))
                    {
                        Build::Refused(errors) if errors.len() < MOST_ERRORS => errors.push(error),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    builds
}
