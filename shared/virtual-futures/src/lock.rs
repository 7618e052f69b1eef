//! Locks between tasks.

mod bilock;
mod guards;
mod held;
mod mutex;
mod waiting;

pub(crate) use bilock::BiLock;
pub use guards::{MappedMutexGuard, MutexGuard, OwnedMutexGuard};
pub use mutex::Mutex;
pub use waiting::{MutexLockFuture, OwnedMutexLockFuture};
