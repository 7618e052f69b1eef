//! A file for a picture or a page that takes a while to make.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Whether it can be written is known before the work for it begins. If that comes to no end, all is as before.
pub struct Drawing {
    path: PathBuf,
    file: File,
    /// It was not there before, and nothing is in it yet.
    is_ours: bool,
}

impl Drawing {
    /// # Errors
    /// The file can't be written; says why.
    pub fn begin(path: &Path) -> Result<Drawing, String> {
        let is_ours = !path.exists();
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(|error| cannot(path, &error))?;
        Ok(Drawing { path: path.to_owned(), file, is_ours })
    }

    /// # Errors
    /// The file can't be written after all; says why.
    pub fn finish(&mut self, text: &str) -> Result<(), String> {
        let written =
            self.file.write_all(text.as_bytes()).and_then(|()| self.file.set_len(text.len() as u64));
        written.map_err(|error| cannot(&self.path, &error))?;
        self.is_ours = false;
        Ok(())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Drawing {
    fn drop(&mut self) {
        if self.is_ours {
            // An empty file that stays is no harm.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn cannot(path: &Path, error: &std::io::Error) -> String {
    format!("cannot write {}: {error}", path.display())
}
