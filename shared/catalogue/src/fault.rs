//! What can be wrong with the facts of a listing.

use std::fmt;
use std::path::PathBuf;

/// One wrong or missing fact, and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: `{field}`: {what}", file.display())]
pub struct Fault {
    /// The manifest, from the root of the workspace.
    pub file: PathBuf,
    /// The field of the manifest, as in `package.metadata.listing.ends`.
    pub field: String,
    /// What is wrong, and what is allowed.
    pub what: String,
}

/// Every fault that was found, so that they can be mended in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<_> = self.0.iter().map(Fault::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Faults {}
