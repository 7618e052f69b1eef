//! Arguments and environment, as `std::env`.

mod variables;

pub use ::std::env::{JoinPathsError, SplitPaths, VarError, consts, join_paths, split_paths};
pub use variables::{Vars, VarsOs, remove_var, set_var, var, var_os, vars, vars_os};

use ::std::ffi::OsString;
use ::std::io;
use ::std::iter::FusedIterator;
use ::std::path::{Path, PathBuf};
use ::std::vec;

/// As `std::env::Args`.
#[derive(Debug)]
pub struct Args(vec::IntoIter<String>);

/// As `std::env::args`: what the explorer was given, the program's name first.
#[must_use]
pub fn args() -> Args {
    Args(engine::arguments().into_iter())
}

/// As `std::env::ArgsOs`.
pub type ArgsOs = vec::IntoIter<OsString>;

/// As `std::env::args_os`.
#[must_use]
pub fn args_os() -> ArgsOs {
    args().map(OsString::from).collect::<Vec<_>>().into_iter()
}

/// As `std::env::current_dir`, which is not modelled.
#[expect(clippy::missing_errors_doc, reason = "it does not come back")]
pub fn current_dir() -> io::Result<PathBuf> {
    depends("current_dir")
}

/// As `std::env::set_current_dir`, which is not modelled.
#[expect(clippy::missing_errors_doc, reason = "it does not come back")]
pub fn set_current_dir<P: AsRef<Path>>(_path: P) -> io::Result<()> {
    depends("set_current_dir")
}

/// As `std::env::current_exe`, which is not modelled.
#[expect(clippy::missing_errors_doc, reason = "it does not come back")]
pub fn current_exe() -> io::Result<PathBuf> {
    depends("current_exe")
}

/// As `std::env::home_dir`, which is not modelled.
#[must_use]
pub fn home_dir() -> Option<PathBuf> {
    depends("home_dir")
}

/// As `std::env::temp_dir`, which is not modelled.
#[must_use]
pub fn temp_dir() -> PathBuf {
    depends("temp_dir")
}

fn depends(name: &str) -> ! {
    engine::refuse(&format!("`std::env::{name}` is not modelled by the explorer: it depends on the machine"))
}

impl Iterator for Args {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Args {}

impl FusedIterator for Args {}

impl DoubleEndedIterator for Args {
    fn next_back(&mut self) -> Option<String> {
        self.0.next_back()
    }
}
