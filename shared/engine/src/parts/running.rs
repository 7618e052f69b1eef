//! Which executions have not ended yet, and on which OS threads.

use crate::parts::site::Site;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, ThreadId};

/// What is done about a thread that no execution knows.
pub type Stranger = fn(Site);

static RUNNING: Mutex<Vec<(u32, ThreadId)>> = Mutex::new(Vec::new());
static STRANGER: OnceLock<Stranger> = OnceLock::new();

/// Whether an execution has not ended yet.
pub fn is_running(execution: u32) -> bool {
    running().iter().any(|(running, _)| *running == execution)
}

/// Says what is done when an operation is performed, on behalf of a line, by an OS thread that an execution did not start, while there
/// is one: of what such a thread does nothing can be told.
pub fn beware_of_strangers(stranger: Stranger) {
    // Who asks again has asked for the same.
    let _ = STRANGER.set(stranger);
}

/// An operation is performed outside of any execution.
pub(crate) fn notice(site: Site) {
    let Some(stranger) = STRANGER.get() else { return };
    let is_stranger = {
        let running = running();
        !running.is_empty() && running.iter().all(|(_, thread)| *thread != thread::current().id())
    };
    if is_stranger {
        stranger(site);
    }
}

pub(crate) fn begin(execution: u32) {
    running().push((execution, thread::current().id()));
}

pub(crate) fn end(execution: u32) {
    running().retain(|(running, _)| *running != execution);
}

fn running() -> MutexGuard<'static, Vec<(u32, ThreadId)>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
