//! To be the only owner of what one may write.

use crate::count;
use crate::owners::By;
use crate::strong::Arc;
use crate::verb;
use std::clone::CloneToUninit;
use std::ffi::{CStr, OsStr};
use std::panic::Location;
use std::path::Path;
use std::sync as real;

/// What can be owned anew.
pub trait Duplicate {
    /// Another one like it.
    fn duplicate(&self) -> real::Arc<Self>;
}

impl<T: Clone> Duplicate for T {
    fn duplicate(&self) -> real::Arc<T> {
        real::Arc::new(self.clone())
    }
}

macro_rules! duplicates {
    ($({$($generics:tt)*} $type:ty;)*) => {$(
        impl<$($generics)*> Duplicate for $type {
            fn duplicate(&self) -> real::Arc<Self> {
                real::Arc::from(self)
            }
        }
    )*};
}

duplicates! {
    {T: Clone} [T];
    {} str;
    {} CStr;
    {} OsStr;
    {} Path;
}

impl<T: ?Sized + CloneToUninit + Duplicate> Arc<T> {
    /// As `std::sync::Arc::make_mut`.
    #[track_caller]
    pub fn make_mut(this: &mut Arc<T>) -> &mut T {
        count::observed(
            this.address(),
            verb::ASKED_TO_BE_THE_ONLY_OWNER,
            Location::caller(),
            By::Value,
            |owners| {
                let found = (owners.strong == 1, owners.weak == 0);
                if found == (true, false) {
                    // The value moves away from those who only had a `Weak`.
                    owners.strong = 0;
                }
                engine::digest(found)
            },
        );
        if real::Arc::strong_count(&this.real()) > 1 {
            *this = Arc::made((**this).duplicate());
        } else if real::Arc::weak_count(&this.real()) > 0 {
            this.move_away();
        }
        this.only().expect("it is the only owner")
    }

    /// Takes the value to a place of its own.
    #[track_caller]
    fn move_away(&mut self) {
        // SAFETY: it is where it came from, and this owner is overwritten without being dropped.
        let mut moved = unsafe { real::Arc::from_raw(Arc::as_ptr(self)) };
        real::Arc::make_mut(&mut moved);
        std::mem::forget(std::mem::replace(self, Arc::made(moved)));
    }
}
