//! Locks between tasks.

mod guards;
mod held;
mod mutex;
mod waiting;

pub use guards::{MappedMutexGuard, MutexGuard, OwnedMutexGuard};
pub use mutex::Mutex;
pub use waiting::{MutexLockFuture, OwnedMutexLockFuture};
