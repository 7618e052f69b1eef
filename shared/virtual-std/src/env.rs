//! Arguments and environment, as `std::env`.

pub use ::std::env::{VarError, consts, var, vars};

use ::std::iter::FusedIterator;
use ::std::vec;

/// As `std::env::Args`.
#[derive(Debug)]
pub struct Args(vec::IntoIter<String>);

/// As `std::env::args`: what the explorer was given, the program's name first.
#[must_use]
pub fn args() -> Args {
    Args(engine::arguments().into_iter())
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
