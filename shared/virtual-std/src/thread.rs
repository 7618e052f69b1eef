//! Threads.
mod spawn;
pub use spawn::*;
