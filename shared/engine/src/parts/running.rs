//! Which executions have not ended yet, on whatever OS thread.

use std::sync::{Mutex, MutexGuard, PoisonError};

static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Whether an execution has not ended yet.
pub fn is_running(execution: u32) -> bool {
    running().contains(&execution)
}

pub(crate) fn begin(execution: u32) {
    running().push(execution);
}

pub(crate) fn end(execution: u32) {
    running().retain(|running| *running != execution);
}

fn running() -> MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
