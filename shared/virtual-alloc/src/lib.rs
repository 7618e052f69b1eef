//! `alloc` as the explorer's programs see it: the real one, with what `std` has from it replaced as in the explorer's `std`.

extern crate alloc as real;

#[doc(hidden)]
pub use real::*;

/// As `alloc::sync`.
pub mod sync {
    pub use virtual_std::sync::{Arc, Weak};
}

/// As `alloc::task`.
pub mod task {
    pub use virtual_std::task::Wake;
}
