//! Polling and waking, as `std::task`.

pub use ::std::task::*;
pub use virtual_arc::Wake;
