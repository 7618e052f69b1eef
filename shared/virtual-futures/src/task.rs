//! Wakers.

pub use futures::task::{
    ArcWake, Context, Poll, RawWaker, RawWakerVTable, Waker, WakerRef, noop_waker, noop_waker_ref, waker,
    waker_ref,
};
