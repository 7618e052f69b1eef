//! As `std::task::Wake`.

use crate::strong::Arc;
use std::mem::ManuallyDrop;
use std::task::{RawWaker, RawWakerVTable, Waker};

/// As `std::task::Wake`.
pub trait Wake {
    /// As `std::task::Wake::wake`.
    fn wake(self: Arc<Self>);

    /// As `std::task::Wake::wake_by_ref`.
    fn wake_by_ref(self: &Arc<Self>) {
        Arc::clone(self).wake();
    }
}

impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for Waker {
    fn from(waker: Arc<W>) -> Waker {
        // SAFETY: the functions below keep what a `RawWaker` has to.
        unsafe { Waker::from_raw(raw(waker)) }
    }
}

impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for RawWaker {
    fn from(waker: Arc<W>) -> RawWaker {
        raw(waker)
    }
}

fn raw<W: Wake + Send + Sync + 'static>(waker: Arc<W>) -> RawWaker {
    let table = &const { RawWakerVTable::new(clone::<W>, wake::<W>, wake_by_ref::<W>, drop_waker::<W>) };
    RawWaker::new(Arc::into_raw(waker).cast(), table)
}

unsafe fn clone<W: Wake + Send + Sync + 'static>(waker: *const ()) -> RawWaker {
    // SAFETY: it was made by `raw`.
    raw(Arc::clone(&*ManuallyDrop::new(unsafe { Arc::from_raw(waker.cast::<W>()) })))
}

unsafe fn wake<W: Wake + Send + Sync + 'static>(waker: *const ()) {
    // SAFETY: it was made by `raw`, and is not used any more.
    W::wake(unsafe { Arc::from_raw(waker.cast::<W>()) });
}

unsafe fn wake_by_ref<W: Wake + Send + Sync + 'static>(waker: *const ()) {
    // SAFETY: it was made by `raw`.
    W::wake_by_ref(&*ManuallyDrop::new(unsafe { Arc::from_raw(waker.cast::<W>()) }));
}

unsafe fn drop_waker<W: Wake + Send + Sync + 'static>(waker: *const ()) {
    // SAFETY: it was made by `raw`, and is not used any more.
    drop(unsafe { Arc::from_raw(waker.cast::<W>()) });
}
