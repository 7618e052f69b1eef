//! `watch` as a command: explores a program again whenever it is saved, says what has changed, and draws or explains at a key.
//!
//! It is a room of its own, with a binary that `cargo xtask` builds when it is first needed, since nobody who only runs listings
//! should wait for what notices saves.

mod files;
mod job;
mod keys;
mod news;
mod real_run;
mod round;
mod session;
mod way_out;

pub use session::run;
