//! As `std::sync::Weak`.

use crate::count;
use crate::owners::By;
use crate::strong::Arc;
use crate::verb;
use std::fmt;
use std::marker::Unsize;
use std::mem::ManuallyDrop;
use std::num::NonZero;
use std::ops::{CoerceUnsized, Deref, DispatchFromDyn};
use std::panic::Location;
use std::ptr::NonNull;
use std::sync as real;

/// As `std::sync::Weak`.
pub struct Weak<T: ?Sized> {
    /// As `into_raw` of the real one gives it.
    pointer: NonNull<T>,
}

impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Weak<U>> for Weak<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Weak<U>> for Weak<T> {}

impl<T> Weak<T> {
    /// As `std::sync::Weak::new`.
    #[must_use]
    pub const fn new() -> Weak<T> {
        // As the real one has it, which can't be taken apart in a constant.
        Weak { pointer: NonNull::without_provenance(NonZero::<usize>::MAX) }
    }
}

impl<T: ?Sized> Weak<T> {
    pub(crate) fn from_real(real: real::Weak<T>) -> Weak<T> {
        // SAFETY: the real one is made of a pointer that is never null.
        Weak { pointer: unsafe { NonNull::new_unchecked(real.into_raw().cast_mut()) } }
    }

    fn real(&self) -> ManuallyDrop<real::Weak<T>> {
        // SAFETY: it is where it came from, and this `Weak` is still counted.
        ManuallyDrop::new(unsafe { real::Weak::from_raw(self.pointer.as_ptr()) })
    }

    fn address(&self) -> usize {
        self.as_ptr().addr()
    }

    /// As `std::sync::Weak::as_ptr`.
    #[must_use]
    pub fn as_ptr(&self) -> *const T {
        self.pointer.as_ptr()
    }

    /// As `std::sync::Weak::into_raw`.
    #[must_use = "losing the pointer will leak memory"]
    pub fn into_raw(self) -> *const T {
        ManuallyDrop::new(self).pointer.as_ptr()
    }

    /// As `std::sync::Weak::from_raw`.
    ///
    /// # Safety
    /// As of the real one.
    pub unsafe fn from_raw(pointer: *const T) -> Weak<T> {
        // SAFETY: the caller's promise.
        Weak::from_real(unsafe { real::Weak::from_raw(pointer) })
    }

    /// As `std::sync::Weak::upgrade`.
    #[track_caller]
    #[must_use = "this returns a new `Arc`, without modifying the original weak pointer"]
    pub fn upgrade(&self) -> Option<Arc<T>> {
        count::observed(
            self.address(),
            verb::ASKED_FOR_AN_OWNER,
            Location::caller(),
            By::Reference,
            |owners| {
                // One that is still being made has an owner only when it is.
                let alive = self.real().strong_count() > 0;
                owners.strong += usize::from(alive);
                alive.into()
            },
        );
        self.real().upgrade().map(Arc::from_real)
    }

    /// As `std::sync::Weak::strong_count`.
    #[track_caller]
    #[must_use]
    pub fn strong_count(&self) -> usize {
        count::observed(self.address(), verb::COUNTED_THE_OWNERS, Location::caller(), By::Reference, |_| {
            self.real().strong_count() as u64
        });
        self.real().strong_count()
    }

    /// As `std::sync::Weak::weak_count`.
    #[track_caller]
    #[must_use]
    pub fn weak_count(&self) -> usize {
        count::observed(self.address(), verb::COUNTED_THE_WEAKS, Location::caller(), By::Reference, |_| {
            self.real().weak_count() as u64
        });
        self.real().weak_count()
    }

    /// As `std::sync::Weak::ptr_eq`.
    #[must_use]
    pub fn ptr_eq(&self, other: &Weak<T>) -> bool {
        self.real().ptr_eq(&other.real())
    }
}

// SAFETY: as `std`'s.
unsafe impl<T: ?Sized + Sync + Send> Send for Weak<T> {}
// SAFETY: as `std`'s.
unsafe impl<T: ?Sized + Sync + Send> Sync for Weak<T> {}

impl<T: ?Sized> Clone for Weak<T> {
    #[track_caller]
    fn clone(&self) -> Weak<T> {
        count::weakened(self.address(), Location::caller());
        Weak::from_real(real::Weak::clone(&self.real()))
    }
}

impl<T> Default for Weak<T> {
    fn default() -> Weak<T> {
        Weak::new()
    }
}

impl<T: ?Sized> fmt::Debug for Weak<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(Weak)")
    }
}

// SAFETY: no value is touched.
unsafe impl<#[may_dangle] T: ?Sized> Drop for Weak<T> {
    fn drop(&mut self) {
        count::weak_dropped(self.address());
        drop(ManuallyDrop::into_inner(self.real()));
    }
}

/// A `Weak` that is not counted: what a value that is being made is lent of itself.
pub(crate) struct Lent<T>(ManuallyDrop<Weak<T>>);

impl<T> Lent<T> {
    pub fn of(real: &real::Weak<T>) -> Lent<T> {
        Lent(ManuallyDrop::new(Weak::from_real(real.clone())))
    }
}

impl<T> Deref for Lent<T> {
    type Target = Weak<T>;

    fn deref(&self) -> &Weak<T> {
        &self.0
    }
}

impl<T> Drop for Lent<T> {
    fn drop(&mut self) {
        drop(ManuallyDrop::into_inner(self.0.real()));
    }
}
