//! The names that are there without asking.

pub use rust_2024 as v1;

/// The real prelude, with our macros before its own.
pub mod rust_2024 {
    pub use crate::{dbg, eprint, eprintln, module_path, print, println, thread_local};
    pub use ::std::prelude::rust_2024::*;
}

/// As [`rust_2024`].
pub mod rust_2015 {
    pub use crate::{dbg, eprint, eprintln, module_path, print, println, thread_local};
    pub use ::std::prelude::rust_2015::*;
}

/// As [`rust_2024`].
pub mod rust_2018 {
    pub use crate::{dbg, eprint, eprintln, module_path, print, println, thread_local};
    pub use ::std::prelude::rust_2018::*;
}

/// As [`rust_2024`].
pub mod rust_2021 {
    pub use crate::{dbg, eprint, eprintln, module_path, print, println, thread_local};
    pub use ::std::prelude::rust_2021::*;
}
