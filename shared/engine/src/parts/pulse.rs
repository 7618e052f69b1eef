//! What can be seen of an execution from other threads, and from a signal handler.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};

static HEARTBEAT: AtomicU64 = AtomicU64::new(0);
static EXECUTIONS: AtomicU32 = AtomicU32::new(0);
static LAST_LINE: AtomicU32 = AtomicU32::new(0);
static HISTORY: AtomicU64 = AtomicU64::new(0);
static STACK_END: AtomicUsize = AtomicUsize::new(0);
static HALTED: AtomicBool = AtomicBool::new(false);

/// Below the end of a stack, so much can't be touched; at least that on every machine.
const GUARD: usize = 4096;

/// Grows when a step of any execution begins and when it ends, so it is odd within one: who sees it stand still at
/// an odd number knows that a program computes.
pub fn heartbeat() -> u64 {
    HEARTBEAT.load(Ordering::Relaxed)
}

/// How many executions have begun.
pub fn executions() -> u32 {
    EXECUTIONS.load(Ordering::Relaxed)
}

/// The line of the program from which it went on last; 0 if it has only begun, or was at none of its own.
pub fn last_line() -> u32 {
    LAST_LINE.load(Ordering::Relaxed)
}

/// A hash of all that the task has done and seen which runs now or ran last: the same in each execution, and in each process.
pub fn history() -> u64 {
    HISTORY.load(Ordering::Relaxed)
}

/// Where it can't write when its stack is full: the addresses below that.
pub fn stack_guard() -> Range<usize> {
    let end = STACK_END.load(Ordering::Relaxed);
    end..end + GUARD
}

/// Has executions stop at their next step, or lets them go on again.
pub fn halt(halted: bool) {
    HALTED.store(halted, Ordering::Relaxed);
}

/// Whether executions have to stop.
pub fn is_halted() -> bool {
    HALTED.load(Ordering::Relaxed)
}

pub(crate) fn begin_execution() -> u32 {
    EXECUTIONS.fetch_add(1, Ordering::Relaxed) + 1
}

/// A task goes on, or is back.
pub(crate) fn beat() {
    HEARTBEAT.fetch_add(1, Ordering::Relaxed);
}

pub(crate) fn goes_on_at(line: u32) {
    LAST_LINE.store(line, Ordering::Relaxed);
}

pub(crate) fn learn(history: u64) {
    HISTORY.store(history, Ordering::Relaxed);
}

pub(crate) fn uses_stack(end: usize) {
    STACK_END.store(end, Ordering::Relaxed);
}
