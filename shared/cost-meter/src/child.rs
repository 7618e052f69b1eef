//! Asking a child process.

use std::env;
use std::panic;
use std::process::{self, Command, ExitStatus, Stdio};

use serde::de::DeserializeOwned;

use crate::request::Request;

/// The argument that stands before a request.
pub const WORD: &str = "measure";
/// How a process ends that panicked.
const PANICKED: i32 = 101;
/// How many seconds a child may take. None needs more than two on a machine of today.
const PATIENCE: u32 = 30;

/// The answer to a request, or why there is none: a sentence without its full stop.
pub fn ask<T: DeserializeOwned>(request: &Request) -> Result<T, String> {
    let cannot = |error: &dyn std::fmt::Display| format!("a process to measure in can't be started: {error}");
    let request = serde_json::to_string(request).map_err(|error| cannot(&error))?;
    let program = env::current_exe().map_err(|error| cannot(&error))?;
    let output = Command::new(program)
        .args([WORD, &request])
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| cannot(&error))?;
    let words = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(why(output.status, &words));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("its answer can't be read: {error}"))
}

/// Sees to it that this process, a child, comes to an end.
pub fn be_mortal() {
    // A runtime for which the system has too few threads panics, and then waits for those that it has.
    panic::set_hook(Box::new(|panic| {
        eprintln!("{panic}");
        process::exit(PANICKED);
    }));
    #[cfg(unix)]
    nix::unistd::alarm::set(PATIENCE);
}

/// The last of its words says most: what went wrong, or what a panic said.
fn why(status: ExitStatus, words: &str) -> String {
    let words = words.lines().rev().find(|line| !line.is_empty() && !line.starts_with("note: "));
    let words = words.map(|line| line.trim_start_matches("error: ").to_owned());
    match ended_by(status) {
        Some(signal) => words.map_or(signal.clone(), |words| format!("{signal} ({words})")),
        None => words.unwrap_or_else(|| format!("the process that measured it ended with {status}")),
    }
}

#[cfg(unix)]
fn ended_by(status: ExitStatus) -> Option<String> {
    use std::os::unix::process::ExitStatusExt;

    use nix::sys::signal::Signal;
    let signal = Signal::try_from(status.signal()?).ok()?;
    Some(match signal {
        Signal::SIGALRM => format!("it took more than {PATIENCE} s"),
        Signal::SIGKILL => "the system killed the process, as it does when memory is short".to_owned(),
        Signal::SIGABRT => "the process could not go on".to_owned(),
        other => format!("the process was ended by {other}"),
    })
}

#[cfg(not(unix))]
fn ended_by(_: ExitStatus) -> Option<String> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    fn said(status: i32, words: &str) -> String {
        why(ExitStatus::from_raw(status), words)
    }

    #[test]
    fn the_last_words_say_why() {
        assert_eq!(said(2 << 8, "error: no more threads\n"), "no more threads");
        assert_eq!(said(101 << 8, "thread 'main' panicked at a place:\nno workers\n"), "no workers");
    }

    #[test]
    fn a_signal_is_explained() {
        let aborted = said(6, "memory allocation of 8 bytes failed\n");
        assert_eq!(aborted, "the process could not go on (memory allocation of 8 bytes failed)");
        assert!(said(9, "").contains("when memory is short"));
        assert!(said(14, "").contains("more than 30 s"));
    }

    #[test]
    fn who_says_nothing_still_has_a_status() {
        assert!(said(3 << 8, "").contains("exit status: 3"));
    }
}
