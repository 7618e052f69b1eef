//! Wakers that are owners.
#![expect(unsafe_code, reason = "an owner of the one type is made one of the other, which is the same")]

use futures::task::{Waker, WakerRef};
use std::mem::ManuallyDrop;
use virtual_std::sync::Arc;
use virtual_std::task::Wake;

/// As `futures::task::ArcWake`.
pub trait ArcWake: Send + Sync {
    /// As `futures::task::ArcWake::wake`.
    fn wake(self: Arc<Self>) {
        Self::wake_by_ref(&self);
    }

    /// As `futures::task::ArcWake::wake_by_ref`.
    fn wake_by_ref(arc_self: &Arc<Self>);
}

/// As `futures::task::waker`.
pub fn waker<W: ArcWake + 'static>(wake: Arc<W>) -> Waker {
    // SAFETY: `Woken<W>` is a `W`.
    Waker::from(unsafe { Arc::from_raw(Arc::into_raw(wake).cast::<Woken<W>>()) })
}

/// As `futures::task::waker_ref`.
pub fn waker_ref<W: ArcWake + 'static>(wake: &Arc<W>) -> WakerRef<'_> {
    // SAFETY: as in `waker`, and this owner is given back to nobody.
    let borrowed = unsafe { Arc::from_raw(Arc::as_ptr(wake)) };
    WakerRef::new_unowned(ManuallyDrop::new(waker(borrowed)))
}

#[repr(transparent)]
struct Woken<W>(W);

impl<W: ArcWake> Wake for Woken<W> {
    fn wake(self: Arc<Self>) {
        // SAFETY: as in `waker`.
        W::wake(unsafe { Arc::from_raw(Arc::into_raw(self).cast::<W>()) });
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // SAFETY: as in `waker`, and this owner is given back to nobody.
        W::wake_by_ref(&ManuallyDrop::new(unsafe { Arc::from_raw(Arc::as_ptr(self).cast::<W>()) }));
    }
}
