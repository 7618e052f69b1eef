//! The files that an executable is made of.

use std::path::{Path, PathBuf};

use answers::File;
use cargo_metadata::Artifact;

use super::{Workplace, WorkplaceError};
use crate::generated::read;
use crate::made_of::MadeOf;

impl Workplace<'_> {
    /// The files of the user's that an executable is made of, that of its `main` or its tests first.
    pub fn files(&self, executable: &Artifact, all: &[Artifact]) -> Result<Vec<File>, WorkplaceError> {
        let mut files = vec![PathBuf::from(&executable.target.src_path)];
        let own = executable.executable.iter().map(|path| MadeOf::executable(path.as_std_path()));
        let libraries = all.iter().filter_map(list_of_library).map(|list| MadeOf::listed(&list));
        for file in own.chain(libraries).flat_map(|made| made.files) {
            let file = self.root().join(file);
            let is_source = file.extension().is_some_and(|end| end == "rs");
            if is_source && file.starts_with(self.mirror.folder()) && !files.contains(&file) {
                files.push(file);
            }
        }
        let file = |path: PathBuf| {
            let original = self.original(&path);
            let text = read(&original)?;
            let name = original.strip_prefix(self.package.root()).unwrap_or(&original);
            Ok(File { path: name.display().to_string(), text })
        };
        files.into_iter().map(file).collect()
    }

    /// What a file of the copy is in truth.
    fn original(&self, path: &Path) -> PathBuf {
        let inside = path.strip_prefix(self.mirror.folder());
        inside.map_or_else(|_| path.to_owned(), |inside| self.mirror.original().join(inside))
    }
}

/// Where rustc says which files a library is made of.
fn list_of_library(artifact: &Artifact) -> Option<PathBuf> {
    let made = artifact.filenames.iter().find(|file| file.extension() == Some("rmeta"))?;
    let name = made.file_stem()?.strip_prefix("lib")?;
    Some(made.with_file_name(format!("{name}.d")).into_std_path_buf())
}
