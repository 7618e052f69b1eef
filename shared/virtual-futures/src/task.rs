//! Wakers.

mod arc_wake;

pub use arc_wake::{ArcWake, waker, waker_ref};
pub use futures::task::{
    Context, Poll, RawWaker, RawWakerVTable, Waker, WakerRef, noop_waker, noop_waker_ref,
};
