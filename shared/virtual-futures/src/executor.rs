//! Waiting for a future as a thread.

use futures::stream::{Stream, StreamExt};
use std::panic::Location;
use virtual_tokio::polling;

/// As `futures::executor::block_on`.
#[track_caller]
pub fn block_on<F: Future>(f: F) -> F::Output {
    polling::block_on(f, Location::caller())
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
}
