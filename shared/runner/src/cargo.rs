//! Cargo itself, as a program that is started.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::{Metadata, MetadataCommand};

use crate::compilers::Bounds;
use crate::receipt::Receipt;

/// What cargo tells a program that it runs about that program's own package. We may be such a program;
/// some build scripts (ring's) run again whenever these change, and half of the listings with them.
const ABOUT_US: [&str; 23] = [
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_LINKS",
    "CARGO_MANIFEST_PATH",
    "CARGO_PKG_AUTHORS",
    "CARGO_PKG_DESCRIPTION",
    "CARGO_PKG_HOMEPAGE",
    "CARGO_PKG_LICENSE",
    "CARGO_PKG_LICENSE_FILE",
    "CARGO_PKG_NAME",
    "CARGO_PKG_README",
    "CARGO_PKG_REPOSITORY",
    "CARGO_PKG_RUST_VERSION",
    "CARGO_PKG_VERSION",
    "CARGO_PKG_VERSION_MAJOR",
    "CARGO_PKG_VERSION_MINOR",
    "CARGO_PKG_VERSION_PATCH",
    "CARGO_PKG_VERSION_PRE",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_TARGET_TMPDIR",
    "LD_LIBRARY_PATH",
    "OUT_DIR",
];

/// Which cargo to start, and from which folder.
#[derive(Clone, Debug)]
pub struct Cargo {
    program: OsString,
    folder: PathBuf,
    /// Where it puts what it builds, if that is known.
    pub(crate) target: Option<PathBuf>,
    pub(crate) bounds: Bounds,
    /// All that decides what it makes beside files, where it need not be asked twice.
    around: Option<u64>,
}

/// Cargo could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum CargoError {
    #[error(
        "cannot start `{} {command}`: {source}; is Rust installed, and cargo on the path? (https://rustup.rs)",
        program.display()
    )]
    Start { program: OsString, command: &'static str, source: io::Error },
    #[error("`{} {command}` failed{}", program.display(), after(words))]
    Failed { program: OsString, command: &'static str, words: String },
}

impl CargoError {
    /// The same with other words in place of cargo's own.
    pub fn renamed(self, words_for: &dyn Fn(&str) -> String) -> CargoError {
        match self {
            CargoError::Failed { program, command, words } => {
                CargoError::Failed { program, command, words: words_for(&words) }
            }
            other @ CargoError::Start { .. } => other,
        }
    }
}

fn after(words: &str) -> String {
    if words.is_empty() { "; what it said stands above".to_owned() } else { format!(":\n{words}") }
}

impl Cargo {
    /// `program` is what to start (cargo names itself in the variable `CARGO`), `folder` any folder of
    /// the workspace.
    pub fn new(program: impl Into<OsString>, folder: impl Into<PathBuf>) -> Self {
        Cargo {
            program: program.into(),
            folder: folder.into(),
            target: None,
            bounds: Bounds::default(),
            around: None,
        }
    }

    /// The same, where it is known into which folder it builds: what is left there of builds that came to no end is removed.
    pub fn with_target(self, target: impl Into<PathBuf>) -> Self {
        Cargo { target: Some(target.into()), ..self }
    }

    /// The same, with other bounds than usual for each compiler.
    pub fn with_bounds(self, bounds: Bounds) -> Self {
        Cargo { bounds, ..self }
    }

    /// The same, where it is not asked again for what it has made as long as nothing changes that it goes by; `around` as in
    /// [`Receipt::of`].
    pub fn with_receipts(self, around: u64) -> Self {
        Cargo { around: Some(around), ..self }
    }

    /// What says of an executable whether it has to be asked for again, if that is wanted.
    pub fn receipt(&self, executable: &Path) -> Option<Receipt> {
        self.around.map(|around| Receipt::of(executable, around))
    }

    /// What cargo says of the members of the workspace.
    pub fn metadata(&self) -> Result<Metadata, CargoError> {
        let mut command = MetadataCommand::new();
        command.cargo_path(&self.program).current_dir(&self.folder).no_deps();
        self.metadata_of(&command)
    }

    fn metadata_of(&self, command: &MetadataCommand) -> Result<Metadata, CargoError> {
        command.exec().map_err(|error| match error {
            cargo_metadata::Error::Io(source) => self.cannot_start("metadata", source),
            cargo_metadata::Error::CargoMetadata { stderr } => self.failed("metadata", &stderr),
            other => self.failed("metadata", &other.to_string()),
        })
    }

    /// What cargo says of the workspace that a manifest belongs to; nothing is looked up or written for it.
    pub fn manifest(&self, manifest: &Path) -> Result<Metadata, CargoError> {
        self.at(manifest.parent().unwrap_or(manifest)).metadata()
    }

    /// What cargo says of all packages that one needs with these flags for its features, on a machine of this triple; it may have to
    /// look them up.
    pub fn resolved(&self, manifest: &Path, host: &str, features: &[String]) -> Result<Metadata, CargoError> {
        let mut command = MetadataCommand::new();
        command.cargo_path(&self.program).current_dir(&self.folder).manifest_path(manifest);
        let platform = ["--filter-platform", host].map(str::to_owned);
        command.other_options(platform.iter().chain(features).cloned().collect::<Vec<_>>());
        self.metadata_of(&command)
    }

    /// The triple of this machine.
    pub fn host(&self) -> Result<String, CargoError> {
        let said = self.version()?;
        let host = said.lines().find_map(|line| line.strip_prefix("host: "));
        host.map(str::to_owned).ok_or_else(|| self.failed("-vV", "it does not say what `host` is"))
    }

    /// Which cargo it is, and with it which rustc.
    pub fn version(&self) -> Result<String, CargoError> {
        let cannot = |source| self.cannot_start("-vV", source);
        let said =
            Command::new(&self.program).arg("-vV").current_dir(&self.folder).output().map_err(cannot)?;
        Ok(String::from_utf8_lossy(&said.stdout).into_owned())
    }

    /// The same in another folder.
    pub fn at(&self, folder: &Path) -> Cargo {
        Cargo { folder: folder.to_owned(), ..self.clone() }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A call of cargo with standard input closed, as if the user had made it.
    pub fn command(&self, subcommand: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(subcommand).current_dir(&self.folder).stdin(Stdio::null());
        for name in ABOUT_US {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn cannot_start(&self, command: &'static str, source: io::Error) -> CargoError {
        CargoError::Start { program: self.program.clone(), command, source }
    }

    pub(crate) fn failed(&self, command: &'static str, words: &str) -> CargoError {
        CargoError::Failed { program: self.program.clone(), command, words: words.trim_end().to_owned() }
    }
}
