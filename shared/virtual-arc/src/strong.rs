//! As `std::sync::Arc`.

use crate::owners::{By, Owners};
use crate::verb;
use crate::weak::{Lent, Weak};
use crate::{count, owners};
use std::marker::{PhantomData, Unsize};
use std::mem::{ManuallyDrop, needs_drop};
use std::ops::{CoerceUnsized, Deref, DispatchFromDyn, LegacyReceiver};
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::pin::{Pin, PinCoerceUnsized};
use std::ptr::NonNull;
use std::sync as real;

/// As `std::sync::Arc`.
pub struct Arc<T: ?Sized> {
    /// As `into_raw` of the real one gives it.
    pointer: NonNull<T>,
    owns: PhantomData<T>,
}

impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Arc<U>> for Arc<T> {}
impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Arc<U>> for Arc<T> {}
impl<T: ?Sized> LegacyReceiver for Arc<T> {}
// SAFETY: it derefs to the same value whatever its type is.
unsafe impl<T: ?Sized> PinCoerceUnsized for Arc<T> {}
// SAFETY: as `std`'s.
unsafe impl<T: ?Sized + Sync + Send> Send for Arc<T> {}
// SAFETY: as `std`'s.
unsafe impl<T: ?Sized + Sync + Send> Sync for Arc<T> {}
impl<T: ?Sized> Unpin for Arc<T> {}
impl<T: ?Sized + RefUnwindSafe> UnwindSafe for Arc<T> {}

impl<T> Arc<T> {
    /// As `std::sync::Arc::new`.
    #[track_caller]
    pub fn new(value: T) -> Arc<T> {
        Arc::made(real::Arc::new(value))
    }

    /// As `std::sync::Arc::pin`.
    #[track_caller]
    pub fn pin(value: T) -> Pin<Arc<T>> {
        // SAFETY: what an `Arc` owns does not move.
        unsafe { Pin::new_unchecked(Arc::new(value)) }
    }

    /// As `std::sync::Arc::new_cyclic`.
    #[track_caller]
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(make: F) -> Arc<T> {
        let site = Location::caller();
        Arc::from_real(real::Arc::new_cyclic(|weak: &real::Weak<T>| {
            owners::made(weak.as_ptr().addr(), site, Owners { strong: 1, weak: 0 });
            make(&Lent::of(weak))
        }))
    }

    /// As `std::sync::Arc::try_unwrap`.
    ///
    /// # Errors
    /// The owner, when it is not the only one.
    #[track_caller]
    pub fn try_unwrap(this: Arc<T>) -> Result<T, Arc<T>> {
        count::observed(
            this.address(),
            verb::TRIED_TO_TAKE_OUT_WHAT_IS_IN,
            Location::caller(),
            By::Value,
            |owners| {
                let only = owners.strong == 1;
                owners.strong -= usize::from(only);
                only.into()
            },
        );
        real::Arc::try_unwrap(this.into_real()).map_err(Arc::from_real)
    }

    /// As `std::sync::Arc::into_inner`.
    #[track_caller]
    pub fn into_inner(this: Arc<T>) -> Option<T> {
        count::observed(this.address(), verb::TOOK_OUT_WHAT_IS_IN, Location::caller(), By::Value, |owners| {
            owners.strong -= 1;
            (owners.strong == 0).into()
        });
        real::Arc::into_inner(this.into_real())
    }

    /// As `std::sync::Arc::unwrap_or_clone`.
    #[track_caller]
    pub fn unwrap_or_clone(this: Arc<T>) -> T
    where
        T: Clone,
    {
        Arc::try_unwrap(this).unwrap_or_else(|shared| (*shared).clone())
    }
}

impl<T: ?Sized> Arc<T> {
    /// One that has just been made, by the caller.
    #[track_caller]
    pub(crate) fn made(real: real::Arc<T>) -> Arc<T> {
        let arc = Arc::from_real(real);
        owners::made(arc.address(), Location::caller(), Owners { strong: 1, weak: 0 });
        arc
    }

    pub(crate) fn from_real(real: real::Arc<T>) -> Arc<T> {
        // SAFETY: what it points to is there.
        let pointer = unsafe { NonNull::new_unchecked(real::Arc::into_raw(real).cast_mut()) };
        Arc { pointer, owns: PhantomData }
    }

    pub(crate) fn real(&self) -> ManuallyDrop<real::Arc<T>> {
        // SAFETY: it is where it came from, and this owner is still counted.
        ManuallyDrop::new(unsafe { real::Arc::from_raw(self.pointer.as_ptr()) })
    }

    pub(crate) fn into_real(self) -> real::Arc<T> {
        ManuallyDrop::into_inner(ManuallyDrop::new(self).real())
    }

    pub(crate) fn address(&self) -> usize {
        Arc::as_ptr(self).addr()
    }

    /// As `std::sync::Arc::as_ptr`.
    #[must_use]
    pub fn as_ptr(this: &Arc<T>) -> *const T {
        this.pointer.as_ptr()
    }

    /// As `std::sync::Arc::into_raw`.
    #[must_use = "losing the pointer will leak memory"]
    pub fn into_raw(this: Arc<T>) -> *const T {
        real::Arc::into_raw(this.into_real())
    }

    /// As `std::sync::Arc::from_raw`.
    ///
    /// # Safety
    /// As of the real one.
    pub unsafe fn from_raw(pointer: *const T) -> Arc<T> {
        // SAFETY: the caller's promise.
        Arc::from_real(unsafe { real::Arc::from_raw(pointer) })
    }

    /// As `std::sync::Arc::increment_strong_count`.
    ///
    /// # Safety
    /// As of the real one.
    #[track_caller]
    pub unsafe fn increment_strong_count(pointer: *const T) {
        // SAFETY: the caller's promise.
        let arc = ManuallyDrop::new(unsafe { Arc::from_raw(pointer) });
        let _another = ManuallyDrop::new(Arc::clone(&arc));
    }

    /// As `std::sync::Arc::decrement_strong_count`.
    ///
    /// # Safety
    /// As of the real one.
    pub unsafe fn decrement_strong_count(pointer: *const T) {
        // SAFETY: the caller's promise.
        drop(unsafe { Arc::from_raw(pointer) });
    }

    /// As `std::sync::Arc::downgrade`.
    #[track_caller]
    #[must_use = "this returns a new `Weak` pointer, without modifying the original `Arc`"]
    pub fn downgrade(this: &Arc<T>) -> Weak<T> {
        count::weakened(this.address(), Location::caller());
        Weak::from_real(real::Arc::downgrade(&this.real()))
    }

    /// As `std::sync::Arc::strong_count`.
    #[track_caller]
    #[must_use]
    pub fn strong_count(this: &Arc<T>) -> usize {
        count::observed(
            this.address(),
            verb::COUNTED_THE_OWNERS,
            Location::caller(),
            By::Reference,
            |owners| owners.strong as u64,
        );
        real::Arc::strong_count(&this.real())
    }

    /// As `std::sync::Arc::weak_count`.
    #[track_caller]
    #[must_use]
    pub fn weak_count(this: &Arc<T>) -> usize {
        count::observed(
            this.address(),
            verb::COUNTED_THE_WEAKS,
            Location::caller(),
            By::Reference,
            |owners| owners.weak as u64,
        );
        real::Arc::weak_count(&this.real())
    }

    /// As `std::sync::Arc::ptr_eq`.
    #[must_use]
    pub fn ptr_eq(this: &Arc<T>, other: &Arc<T>) -> bool {
        real::Arc::ptr_eq(&this.real(), &other.real())
    }

    /// As `std::sync::Arc::get_mut`.
    #[track_caller]
    pub fn get_mut(this: &mut Arc<T>) -> Option<&mut T> {
        count::observed(
            this.address(),
            verb::ASKED_TO_BE_THE_ONLY_OWNER,
            Location::caller(),
            By::Value,
            |owners| (owners.strong == 1 && owners.weak == 0).into(),
        );
        this.only()
    }

    pub(crate) fn only(&mut self) -> Option<&mut T> {
        real::Arc::get_mut(&mut self.real())?;
        // SAFETY: there is no other owner, and this one is borrowed.
        Some(unsafe { self.pointer.as_mut() })
    }
}

impl<T: ?Sized> Clone for Arc<T> {
    #[track_caller]
    fn clone(&self) -> Arc<T> {
        count::cloned(self.address(), Location::caller());
        Arc::from_real(real::Arc::clone(&self.real()))
    }
}

impl<T: ?Sized> Deref for Arc<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // SAFETY: it has an owner.
        unsafe { self.pointer.as_ref() }
    }
}

// SAFETY: the value is only dropped, which `owns` says.
unsafe impl<#[may_dangle] T: ?Sized> Drop for Arc<T> {
    fn drop(&mut self) {
        let address = self.address();
        count::dropped(address);
        let real = ManuallyDrop::into_inner(self.real());
        let last = real::Arc::strong_count(&real) == 1;
        let before = engine::operations();
        drop(real);
        if last && needs_drop::<T>() && engine::operations() != before {
            // The destructor did something that others could notice, so it matters who is the last.
            owners::matter(address);
        }
    }
}
