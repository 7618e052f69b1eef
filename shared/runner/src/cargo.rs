//! Cargo itself, as a program that is started.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::{Metadata, MetadataCommand};

/// Which cargo to start, and from which folder.
#[derive(Clone, Debug)]
pub struct Cargo {
    program: OsString,
    folder: PathBuf,
}

/// Cargo could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum CargoError {
    #[error(
        "cannot start `{} {command}`: {source}; is Rust installed, and cargo on the path? (https://rustup.rs)",
        program.display()
    )]
    Start { program: OsString, command: &'static str, source: io::Error },
    #[error("`{} {command}` failed:\n{words}", program.display())]
    Failed { program: OsString, command: &'static str, words: String },
}

impl Cargo {
    /// `program` is what to start (cargo names itself in the variable `CARGO`), `folder` any folder of
    /// the workspace.
    pub fn new(program: impl Into<OsString>, folder: impl Into<PathBuf>) -> Self {
        Cargo { program: program.into(), folder: folder.into() }
    }

    /// What cargo says of the members of the workspace.
    pub fn metadata(&self) -> Result<Metadata, CargoError> {
        let mut command = MetadataCommand::new();
        command.cargo_path(&self.program).current_dir(&self.folder).no_deps();
        command.exec().map_err(|error| match error {
            cargo_metadata::Error::Io(source) => self.cannot_start("metadata", source),
            cargo_metadata::Error::CargoMetadata { stderr } => self.failed("metadata", &stderr),
            other => self.failed("metadata", &other.to_string()),
        })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A call of cargo with standard input closed.
    pub(crate) fn command(&self, subcommand: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(subcommand).current_dir(&self.folder).stdin(Stdio::null());
        command
    }

    pub(crate) fn cannot_start(&self, command: &'static str, source: io::Error) -> CargoError {
        CargoError::Start { program: self.program.clone(), command, source }
    }

    pub(crate) fn failed(&self, command: &'static str, words: &str) -> CargoError {
        CargoError::Failed { program: self.program.clone(), command, words: words.trim_end().to_owned() }
    }
}
