//! Values that are written after they have an owner.

use crate::strong::Arc;
use std::mem::MaybeUninit;

impl<T> Arc<T> {
    /// As `std::sync::Arc::new_uninit`.
    #[track_caller]
    #[must_use]
    pub fn new_uninit() -> Arc<MaybeUninit<T>> {
        Arc::new(MaybeUninit::uninit())
    }

    /// As `std::sync::Arc::new_zeroed`.
    #[track_caller]
    #[must_use]
    pub fn new_zeroed() -> Arc<MaybeUninit<T>> {
        Arc::new(MaybeUninit::zeroed())
    }
}

impl<T> Arc<[T]> {
    /// As `std::sync::Arc::new_uninit_slice`.
    #[track_caller]
    #[must_use]
    pub fn new_uninit_slice(len: usize) -> Arc<[MaybeUninit<T>]> {
        Arc::from_iter((0..len).map(|_| MaybeUninit::uninit()))
    }

    /// As `std::sync::Arc::new_zeroed_slice`.
    #[track_caller]
    #[must_use]
    pub fn new_zeroed_slice(len: usize) -> Arc<[MaybeUninit<T>]> {
        Arc::from_iter((0..len).map(|_| MaybeUninit::zeroed()))
    }
}

impl<T> Arc<MaybeUninit<T>> {
    /// As `std::sync::Arc::assume_init`.
    ///
    /// # Safety
    /// As of the real one.
    #[must_use]
    pub unsafe fn assume_init(self) -> Arc<T> {
        // SAFETY: the caller's promise.
        Arc::from_real(unsafe { self.into_real().assume_init() })
    }
}

impl<T> Arc<[MaybeUninit<T>]> {
    /// As `std::sync::Arc::assume_init`.
    ///
    /// # Safety
    /// As of the real one.
    #[must_use]
    pub unsafe fn assume_init(self) -> Arc<[T]> {
        // SAFETY: the caller's promise.
        Arc::from_real(unsafe { self.into_real().assume_init() })
    }
}
