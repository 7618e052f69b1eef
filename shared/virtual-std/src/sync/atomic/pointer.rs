//! Atomic pointers.

use super::{Atomic, Ordering, common, order};
use crate::data::Address;
use ::std::fmt;
use ::std::hash::{Hash, Hasher};
use ::std::marker::PhantomData;
use ::std::ptr;
use engine::verb::{self, Verb};

/// As `std`'s.
pub struct AtomicPtr<T>(Atomic<Pointer>, PhantomData<Address<T>>);

common!(AtomicPtr, *mut T, T);

impl<T> AtomicPtr<T> {
    /// As `std`'s.
    #[track_caller]
    #[must_use]
    pub const fn new(pointer: *mut T) -> AtomicPtr<T> {
        AtomicPtr(Atomic::new(Pointer { address: Address(pointer.cast()), token: 0 }), PhantomData)
    }

    /// As `std`'s.
    #[track_caller]
    pub fn get_mut(&mut self) -> &mut *mut T {
        let pointer = self.0.get_mut();
        pointer.token = engine::token();
        pointer.address.of_type()
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_ptr_add(&self, count: usize, order: Ordering) -> *mut T {
        self.change(verb::ADDED, order, |old| old.wrapping_add(count))
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_ptr_sub(&self, count: usize, order: Ordering) -> *mut T {
        self.change(verb::SUBTRACTED, order, |old| old.wrapping_sub(count))
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_byte_add(&self, bytes: usize, order: Ordering) -> *mut T {
        self.change(verb::ADDED, order, |old| old.wrapping_byte_add(bytes))
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_byte_sub(&self, bytes: usize, order: Ordering) -> *mut T {
        self.change(verb::SUBTRACTED, order, |old| old.wrapping_byte_sub(bytes))
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_or(&self, bits: usize, order: Ordering) -> *mut T {
        self.change(verb::COMBINED, order, |old| old.map_addr(|address| address | bits))
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_and(&self, bits: usize, order: Ordering) -> *mut T {
        self.change(verb::COMBINED, order, |old| old.map_addr(|address| address & bits))
    }

    /// As `std`'s.
    #[track_caller]
    pub fn fetch_xor(&self, bits: usize, order: Ordering) -> *mut T {
        self.change(verb::COMBINED, order, |old| old.map_addr(|address| address ^ bits))
    }

    #[track_caller]
    fn change(&self, done: Verb, order: Ordering, change: impl FnOnce(*mut T) -> *mut T) -> *mut T {
        let old = self.0.change(done, order, |old| {
            // Who changes a pointer that somebody else put there has not put it there alone.
            let (address, token) =
                (Address(change(old.into()).cast()), engine::digest((old, engine::token())));
            Pointer { address, token }
        });
        old.into()
    }
}

impl<T> Default for AtomicPtr<T> {
    #[track_caller]
    fn default() -> Self {
        AtomicPtr::new(ptr::null_mut())
    }
}

impl<T> fmt::Pointer for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.load(Ordering::Relaxed), f)
    }
}

/// A pointer is known by who put it there, as its address is another one in each execution.
#[derive(Clone, Copy)]
pub(crate) struct Pointer {
    address: Address<()>,
    token: u64,
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        self.address.0 == other.address.0
    }
}

impl Eq for Pointer {}

impl Hash for Pointer {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.token.hash(hasher);
    }
}

impl<T> From<*mut T> for Pointer {
    fn from(pointer: *mut T) -> Self {
        let token = if pointer.is_null() { 0 } else { engine::token() };
        Pointer { address: Address(pointer.cast()), token }
    }
}

impl<T> From<Pointer> for *mut T {
    fn from(pointer: Pointer) -> Self {
        pointer.address.0.cast()
    }
}
