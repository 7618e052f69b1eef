//! Atomic pointers.

use super::{Atomic, Ordering, common, order};
use crate::data::Address;
use ::std::hash::{Hash, Hasher};
use ::std::ptr;

/// As `std`'s.
pub struct AtomicPtr<T: 'static>(Atomic<Pointer<T>>);

common!(AtomicPtr, *mut T, T);

impl<T: 'static> AtomicPtr<T> {
    /// As `std`'s.
    #[track_caller]
    #[must_use]
    pub const fn new(pointer: *mut T) -> AtomicPtr<T> {
        AtomicPtr(Atomic::new(Pointer { address: Address(pointer), token: 0 }))
    }

    /// As `std`'s.
    #[track_caller]
    pub fn get_mut(&mut self) -> &mut *mut T {
        &mut self.0.get_mut().address.0
    }
}

impl<T: 'static> Default for AtomicPtr<T> {
    #[track_caller]
    fn default() -> Self {
        AtomicPtr::new(ptr::null_mut())
    }
}

/// A pointer is known by who put it there, as its address is another one in each execution.
pub(crate) struct Pointer<T> {
    address: Address<T>,
    token: u64,
}

impl<T> Clone for Pointer<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Pointer<T> {}

impl<T> PartialEq for Pointer<T> {
    fn eq(&self, other: &Self) -> bool {
        self.address.0 == other.address.0
    }
}

impl<T> Eq for Pointer<T> {}

impl<T> Hash for Pointer<T> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.token.hash(hasher);
    }
}

impl<T> From<*mut T> for Pointer<T> {
    fn from(pointer: *mut T) -> Self {
        let token = if pointer.is_null() { 0 } else { engine::token() };
        Pointer { address: Address(pointer), token }
    }
}

impl<T> From<Pointer<T>> for *mut T {
    fn from(pointer: Pointer<T>) -> Self {
        pointer.address.0
    }
}
