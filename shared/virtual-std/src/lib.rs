//! `std` as the explorer's programs see it: the real one, with everything replaced that depends on the operating
//! system's threads, clock, output or chance. A crate that depends on this under the name `std` compiles as before.
//!
//! Signatures, trait implementations, errors and what is `Send` or `Sync` are those of the real one, so that a program
//! that the real one refuses is refused here too.

#[doc(hidden)]
pub use ::std::module_path as __module_path;
#[doc(hidden)]
pub use ::std::*;

#[macro_use]
mod macros;
pub mod any;
mod data;
pub mod env;
pub mod io;
pub mod net;
pub mod panic;
pub mod prelude;
pub mod process;
pub mod sync;
pub mod task;
pub mod thread;
pub mod time;

/// For the other libraries whose objects hold data of the program.
#[doc(hidden)]
pub mod __data {
    pub use crate::data::{Data, Readable, token_of};
    pub use unstable::is_sync;
}

// What is not modelled must not fall through to the real one. rustc shows these lines with its error.
#[expect(hidden_glob_reexports, reason = "that is the point")]
mod backtrace {} // Backtraces are not modelled by the explorer.
#[expect(hidden_glob_reexports, reason = "that is the point")]
mod fs {} // Files are not modelled by the explorer.
#[expect(hidden_glob_reexports, reason = "that is the point")]
mod os {} // The operating system's own interfaces are not modelled by the explorer.
