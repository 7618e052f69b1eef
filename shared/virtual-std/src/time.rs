//! Time.
pub use ::std::time::Duration;
