//! Waiting for a future as a thread.

mod enter;
mod local_pool;

pub use enter::{Enter, EnterError, enter};
pub use local_pool::{LocalPool, LocalSpawner};

use engine::Site;
use futures::stream::{Stream, StreamExt};
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use virtual_tokio::polling;

/// As `futures::executor::block_on`.
#[track_caller]
pub fn block_on<F: Future>(f: F) -> F::Output {
    run(f, Location::caller())
}

/// Waits for a future, as the only executor of the thread.
fn run<F: Future>(future: F, site: Site) -> F::Output {
    let _enter = enter().expect("cannot execute `LocalPool` executor from within another executor");
    polling::block_on(future, site)
}

/// As `futures::executor::block_on_stream`.
pub fn block_on_stream<S: Stream + Unpin>(stream: S) -> BlockingStream<S> {
    BlockingStream { stream }
}

/// As `futures::executor::BlockingStream`.
#[derive(Debug)]
pub struct BlockingStream<S> {
    stream: S,
}

impl<S> BlockingStream<S> {
    /// The stream.
    pub fn into_inner(self) -> S {
        self.stream
    }
}

impl<S: Stream + Unpin> Iterator for BlockingStream<S> {
    type Item = S::Item;

    #[track_caller]
    fn next(&mut self) -> Option<S::Item> {
        block_on(self.stream.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.stream.size_hint()
    }
}

impl<S: Stream + Unpin> Deref for BlockingStream<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.stream
    }
}

impl<S: Stream + Unpin> DerefMut for BlockingStream<S> {
    fn deref_mut(&mut self) -> &mut S {
        &mut self.stream
    }
}
