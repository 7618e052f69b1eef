//! Standard output and standard error, as `std::io`. Standard input is not modelled.

mod output;

pub use ::std::io::*;
#[doc(hidden)]
pub use output::{_eprint, _print};
pub use output::{Stderr, StderrLock, Stdout, StdoutLock, stderr, stdout};

/// As `std::io::pipe`, which is not modelled.
#[expect(clippy::missing_errors_doc, reason = "it does not come back")]
pub fn pipe() -> Result<(PipeReader, PipeWriter)> {
    engine::refuse("`std::io::pipe` is not modelled by the explorer")
}

/// As `std::io::Stdin`, which is not modelled.
#[derive(Debug)]
pub struct Stdin(());

/// Refused.
#[must_use]
pub fn stdin() -> Stdin {
    engine::refuse("standard input is not modelled by the explorer")
}
