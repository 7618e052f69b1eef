//! Ctrl-C and the signals that ask for the same.

use std::sync::OnceLock;

use runner::Stop;

use crate::{Failure, INTERRUPTED};

static STOP: OnceLock<Stop> = OnceLock::new();
/// What is done before the process ends without being asked.
static BEFORE_EXIT: OnceLock<fn()> = OnceLock::new();

/// Has this done before the process ends in the middle of whatever it does; the first who wants something has it.
pub fn before_exit(what: fn()) {
    let _ = BEFORE_EXIT.set(what);
}

/// Whether the user has asked to stop: what failed then need not be told.
pub fn is_asked() -> bool {
    STOP.get().is_some_and(Stop::is_asked)
}

/// From here on Ctrl-C asks to stop, as do SIGTERM and SIGHUP; the second time it does not ask.
pub fn stop_when_asked(stop: &Stop) -> Result<(), Failure> {
    let stop = STOP.get_or_init(|| stop.clone());
    let handler = move || {
        if stop.is_asked() {
            BEFORE_EXIT.get().inspect(|what| what());
            std::process::exit(INTERRUPTED.into());
        }
        stop.ask();
    };
    let hangups = hangup::as_they_are();
    ctrlc::set_handler(handler).map_err(|error| format!("cannot listen to Ctrl-C: {error}"))?;
    hangup::restore(hangups);
    Ok(())
}

/// Who starts us with `nohup` wants us to go on when the terminal is closed.
#[cfg(unix)]
#[expect(
    unsafe_code,
    reason = "to ask how a signal is handled is to set it, which is unsafe for handlers; these are none that run"
)]
mod hangup {
    use nix::sys::signal::{SigHandler, Signal, signal};

    /// Whether SIGHUP is ignored, as whoever started us has decided. Nobody else handles it yet.
    pub fn as_they_are() -> bool {
        // SAFETY: neither ignoring a signal nor what is usual runs any code of this process.
        let before = unsafe { signal(Signal::SIGHUP, SigHandler::SigIgn) };
        matches!(before, Ok(SigHandler::SigIgn))
    }

    pub fn restore(ignored: bool) {
        if ignored {
            // SAFETY: as above.
            let _ = unsafe { signal(Signal::SIGHUP, SigHandler::SigIgn) };
        }
    }
}

#[cfg(not(unix))]
mod hangup {
    pub fn as_they_are() {}

    pub fn restore((): ()) {}
}
