//! A process of ours, from its arguments to its exit code.

use std::process::ExitCode;

use clap::Error;

use crate::output::{self, Unwritten, is_closed_pipe};
use crate::{Failure, INTERRUPTED, WRONG_USE, interrupt};

/// Does what the arguments ask for.
pub fn run<A>(
    arguments: impl FnOnce() -> Result<A, Error>,
    command: impl FnOnce(A) -> Result<ExitCode, Failure>,
) -> ExitCode {
    let done = match arguments() {
        Ok(arguments) => command(arguments),
        // What was asked for was help, or was wrong.
        Err(words) => output::show(&words),
    };
    done.unwrap_or_else(|failure| {
        // Who closes our output early has seen enough.
        if is_closed_pipe(&*failure) {
            return ExitCode::SUCCESS;
        }
        // Where nothing can be written, we have asked to stop ourselves.
        if interrupt::is_asked() && !failure.is::<Unwritten>() {
            return ExitCode::from(INTERRUPTED);
        }
        output::complain(&*failure);
        ExitCode::from(WRONG_USE)
    })
}
