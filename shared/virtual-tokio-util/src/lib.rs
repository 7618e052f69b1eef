//! `tokio-util` as the explorer's programs see it: what tells tasks to stop, and what waits for them. What isn't here does not
//! compile.

pub mod sync;
pub mod task;
