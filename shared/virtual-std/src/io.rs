//! The standard streams, as `std::io`.

mod output;
mod stdin;
mod terminal;

pub use ::std::io::*;
#[doc(hidden)]
pub use output::{_eprint, _print};
pub use output::{Stderr, StderrLock, Stdout, StdoutLock, stderr, stdout};
pub use stdin::{Stdin, StdinLock, stdin};
pub use terminal::IsTerminal;

/// As `std::io::pipe`, which is not modelled.
#[expect(clippy::missing_errors_doc, reason = "it does not come back")]
pub fn pipe() -> Result<(PipeReader, PipeWriter)> {
    engine::refuse("`std::io::pipe` is not modelled by the explorer")
}
