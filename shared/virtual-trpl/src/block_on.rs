//! Running a future on a runtime of its own.

use crate::Runtime;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use virtual_tokio::runtime::is_driving;

/// Runs a future on a runtime of its own until it is ready; tasks that are left then are stopped.
///
/// # Panics
/// Within a runtime.
#[track_caller]
pub fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = Runtime::new().expect("a virtual runtime can always be made");
    let site = Location::caller();
    if is_driving() {
        // Panics, and must do nothing else when it does.
        return runtime.block_on(future);
    }
    let output = catch_unwind(AssertUnwindSafe(|| runtime.handle().block_on_at(future, site)));
    // Not while unwinding, where nobody else could go on to its end.
    drop(runtime);
    output.unwrap_or_else(|payload| resume_unwind(payload))
}

/// The former name of [`block_on`].
///
/// # Panics
/// Within a runtime.
#[track_caller]
pub fn run<F: Future>(future: F) -> F::Output {
    block_on(future)
}
