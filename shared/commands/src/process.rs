//! A process of ours, from its arguments to its exit code.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Error;

use crate::output::{self, Unwritten, is_closed_pipe};
use crate::{BROKEN, Failure, INTERRUPTED, WRONG_USE, interrupt};

/// Does what the arguments ask for, unless cargo has started this in rustc's place.
pub fn run<A>(
    arguments: impl FnOnce() -> Result<A, Error>,
    command: impl FnOnce(A) -> Result<ExitCode, Failure>,
) -> ExitCode {
    if let Some(orders) = env::var_os(runner::ORDERS) {
        return rustc(&orders);
    }
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

/// Has rustc do what cargo asks of it, and a little otherwise.
fn rustc(orders: &OsStr) -> ExitCode {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let arguments = env::args_os().skip(1).collect();
    match runner::rustc(orders, arguments, package).and_then(|mut rustc| rustc.status()) {
        Ok(status) => {
            ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(BROKEN))
        }
        Err(error) => {
            output::complain(&error);
            ExitCode::from(WRONG_USE)
        }
    }
}
