//! Threads that need not be had.

use std::io;
use std::thread::{Builder, JoinHandle};

/// Starts a thread as `std::thread::spawn` does, which panics where this gives an error.
pub fn start<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> io::Result<JoinHandle<T>> {
    let refused = |error| io::Error::other(format!("the system gives no more threads ({error})"));
    Builder::new().spawn(work).map_err(refused)
}

/// Waits for its end.
pub fn join<T>(handle: JoinHandle<T>) -> io::Result<T> {
    handle.join().map_err(|_| io::Error::other("a thread panicked"))
}
