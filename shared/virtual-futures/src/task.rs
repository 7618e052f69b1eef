//! Wakers.

mod arc_wake;
mod atomic_waker;
mod spawn;

pub use arc_wake::{ArcWake, waker, waker_ref};
pub use atomic_waker::AtomicWaker;
pub use futures::task::{
    Context, FutureObj, LocalFutureObj, LocalSpawn, Poll, RawWaker, RawWakerVTable, Spawn, SpawnError,
    UnsafeFutureObj, Waker, WakerRef, noop_waker, noop_waker_ref,
};
pub use spawn::{LocalSpawnExt, SpawnExt};
