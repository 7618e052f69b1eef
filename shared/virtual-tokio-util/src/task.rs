//! What waits for tasks.

mod abort_on_drop;
pub mod task_tracker;

pub use abort_on_drop::AbortOnDropHandle;
#[doc(inline)]
pub use task_tracker::TaskTracker;
