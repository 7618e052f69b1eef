//! A process of ours that cargo may also start in rustc's place.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;

use terminal::{BROKEN, Failure, WRONG_USE, output};

/// Does what the arguments ask for, unless cargo has started this in rustc's place.
pub fn run<A>(
    arguments: impl FnOnce() -> Result<A, clap::Error>,
    command: impl FnOnce(A) -> Result<ExitCode, Failure>,
) -> ExitCode {
    match env::var_os(worlds::ORDERS) {
        Some(orders) => rustc(&orders),
        None => terminal::run(arguments, command),
    }
}

/// Has rustc do what cargo asks of it, and a little otherwise.
fn rustc(orders: &OsStr) -> ExitCode {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let arguments = env::args_os().skip(1).collect();
    match worlds::rustc(orders, arguments, package).and_then(|mut rustc| rustc.status()) {
        Ok(status) => {
            ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(BROKEN))
        }
        Err(error) => {
            output::complain(&error);
            ExitCode::from(WRONG_USE)
        }
    }
}
