//! Channels and locks that a task can wait for without keeping its thread.

pub mod mpsc;
