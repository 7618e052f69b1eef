//! What can be seen of an exploration from outside of it.

use std::time::Duration;

/// What can be seen of an exploration from outside of it.
#[derive(Clone, Copy)]
pub(crate) struct Sample {
    pub beat: u64,
    /// Processor time of the whole process; the part of who looks is next to nothing.
    pub used: Duration,
    /// Memory in use, in bytes; 0 where the system does not tell.
    pub resident: u64,
    pub state: State,
}

/// What the thread does that explores.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It waits for the system.
    Waits,
    /// It computes, or would if there were a processor for it; or the system does not tell.
    Runs,
}

impl Sample {
    pub fn now() -> Sample {
        let state = state().unwrap_or(State::Runs);
        Sample { beat: engine::heartbeat(), used: cpu_time(), resident: resident().unwrap_or(0), state }
    }
}

#[cfg(unix)]
fn cpu_time() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).map(Duration::from).unwrap_or_default()
}

#[cfg(not(unix))]
fn cpu_time() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

/// Linux tells it.
fn resident() -> Option<u64> {
    let pages: u64 = std::fs::read_to_string("/proc/self/statm").ok()?.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

/// Linux tells it of the first thread, which is the one that explores.
fn state() -> Option<State> {
    let text = std::fs::read_to_string(format!("/proc/self/task/{}/stat", std::process::id())).ok()?;
    let (_, state) = text.rsplit_once(") ")?;
    Some(if state.starts_with(['S', 'D']) { State::Waits } else { State::Runs })
}
