//! Atomic integers.

use super::{Atomic, Ordering, common, order};
use engine::verb;

macro_rules! numbers {
    ($($name:ident $type:ident)*) => {$(
        /// As `std`'s.
        pub struct $name(Atomic<$type>);

        common!($name, $type);

        impl $name {
            /// As `std`'s.
            #[track_caller]
            #[must_use]
            pub const fn new(value: $type) -> $name {
                $name(Atomic::new(value))
            }

            /// As `std`'s.
            #[track_caller]
            pub fn get_mut(&mut self) -> &mut $type {
                self.0.get_mut()
            }

            /// As `std`'s.
            #[track_caller]
            pub fn fetch_add(&self, value: $type, order: Ordering) -> $type {
                self.0.change(verb::ADDED, order, |old| old.wrapping_add(value))
            }

            /// As `std`'s.
            #[track_caller]
            pub fn fetch_sub(&self, value: $type, order: Ordering) -> $type {
                self.0.change(verb::SUBTRACTED, order, |old| old.wrapping_sub(value))
            }

            /// As `std`'s.
            #[track_caller]
            pub fn fetch_and(&self, value: $type, order: Ordering) -> $type {
                self.0.change(verb::COMBINED, order, |old| old & value)
            }

            /// As `std`'s.
            #[track_caller]
            pub fn fetch_nand(&self, value: $type, order: Ordering) -> $type {
                self.0.change(verb::COMBINED, order, |old| !(old & value))
            }

            /// As `std`'s.
            #[track_caller]
            pub fn fetch_or(&self, value: $type, order: Ordering) -> $type {
                self.0.change(verb::COMBINED, order, |old| old | value)
            }

            /// As `std`'s.
            #[track_caller]
            pub fn fetch_xor(&self, value: $type, order: Ordering) -> $type {
                self.0.change(verb::COMBINED, order, |old| old ^ value)
            }

            /// As `std`'s.
            #[track_caller]
            pub fn fetch_max(&self, value: $type, order: Ordering) -> $type {
                self.0.change(verb::RAISED, order, |old| old.max(value))
            }

            /// As `std`'s.
            #[track_caller]
            pub fn fetch_min(&self, value: $type, order: Ordering) -> $type {
                self.0.change(verb::LOWERED, order, |old| old.min(value))
            }
        }

        impl Default for $name {
            #[track_caller]
            fn default() -> Self {
                $name::new(0)
            }
        }
    )*};
}

numbers! {
    AtomicI8 i8 AtomicI16 i16 AtomicI32 i32 AtomicI64 i64 AtomicIsize isize
    AtomicU8 u8 AtomicU16 u16 AtomicU32 u32 AtomicU64 u64 AtomicUsize usize
}
