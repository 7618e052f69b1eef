//! `core` as the explorer's programs see it: the real one, with what `std` has from it replaced as in the explorer's `std`.

#[doc(hidden)]
pub use ::core::*;

pub use virtual_std::{any, hint, module_path};

/// As `core::sync`.
pub mod sync {
    #[doc(hidden)]
    pub use ::core::sync::*;

    pub use virtual_std::sync::atomic;
}
