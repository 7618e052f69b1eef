//! Stopping the time.

use crate::runtime::{Scheduler, context};
use crate::task::yield_now;
use std::sync::Arc;
use std::time::Duration;

const NEEDS_ONE_THREAD: &str = "`time::pause()` requires the `current_thread` Tokio runtime. \
     This is the default Runtime used by `#[tokio::test].";

/// Stops the time of the current runtime, which then moves on only when there is nothing else to do.
///
/// # Panics
/// Outside of a runtime whose tasks run on one thread, or when the time is stopped already.
#[track_caller]
pub fn pause() {
    let runtime = runtime();
    let paused = runtime.driver().map_or(Err(NEEDS_ONE_THREAD), |driver| driver.pause());
    expect(paused);
}

/// Has the time go on.
///
/// # Panics
/// When it is not stopped.
#[track_caller]
pub fn resume() {
    let runtime = runtime();
    let resumed = runtime.driver().map_or(Err("time is not frozen"), |driver| driver.resume());
    expect(resumed);
}

/// Moves the time on that is stopped.
///
/// # Panics
/// When it is not stopped.
pub async fn advance(duration: Duration) {
    let runtime = runtime();
    let driver = runtime.driver().filter(|driver| driver.is_paused());
    expect(driver.map(|driver| driver.advance(duration)).ok_or("time is not frozen"));
    yield_now().await;
}

#[track_caller]
fn runtime() -> Arc<Scheduler> {
    let Some(runtime) = context::try_current() else {
        panic!("time cannot be frozen from outside the Tokio runtime");
    };
    runtime
}

#[track_caller]
fn expect(done: Result<(), &'static str>) {
    if let Err(sentence) = done {
        panic!("{sentence}");
    }
}
