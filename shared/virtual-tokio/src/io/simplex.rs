//! Bytes that go one way.

use crate::io::split::{ReadHalf, WriteHalf, split};
use crate::task::coop::poll_with_budget;
use crate::waiter::{Waiter, poll_waiting};
use engine::verb;
use engine::{Operation, Shared, Site, State, Wait};
use std::collections::VecDeque;
use std::io::{ErrorKind, IoSlice, Result};
use std::ops::Deref;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Bytes that go one way.
#[derive(Debug)]
pub struct SimplexStream {
    pipe: Pipe,
}

/// A way to write bytes and one to read them; so many may be on their way.
///
/// # Panics
/// When that is none.
#[track_caller]
pub fn simplex(max_buf_size: usize) -> (ReadHalf<SimplexStream>, WriteHalf<SimplexStream>) {
    split(SimplexStream::new_unsplit(max_buf_size))
}

impl SimplexStream {
    /// Both ways in one.
    ///
    /// # Panics
    /// When no bytes may be on their way.
    #[track_caller]
    pub fn new_unsplit(max_buf_size: usize) -> SimplexStream {
        SimplexStream { pipe: Pipe::new(max_buf_size, Location::caller()) }
    }
}

/// Bytes on their way.
pub(super) struct Pipe {
    state: Shared<Bytes>,
    most: usize,
    site: Site,
}

#[derive(Clone, Default, Hash)]
struct Bytes {
    bytes: VecDeque<u8>,
    closed: bool,
    reader: Option<Waiter>,
    writer: Option<Waiter>,
}

impl State for Bytes {
    fn digest(&self) -> u64 {
        engine::digest(self)
    }

    fn waiting(&self, wait: &Wait<'_>) -> String {
        format!("{}; both ends made at line {} are still open", wait.sentence(), wait.made)
    }
}

impl Pipe {
    #[track_caller]
    pub fn new(most: usize, site: Site) -> Pipe {
        assert!(most > 0, "`max_buf_size` must be greater than 0");
        let state = Shared::new("pipe", Bytes::default()).made_at(site).registered();
        Pipe { state, most, site }
    }

    pub fn poll_read(&self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let operation = Operation::new(verb::RECEIVED).at(self.site).awaits("bytes to read");
        poll_with_budget(cx, |cx| {
            poll_waiting(&self.state, cx, operation, |pipe, waiter| {
                let count = buf.remaining().min(pipe.bytes.len());
                if count == 0 && buf.remaining() > 0 && !pipe.closed {
                    pipe.reader = Some(waiter);
                    return (Poll::Pending, 0);
                }
                let read: Vec<u8> = pipe.bytes.drain(..count).collect();
                buf.put_slice(&read);
                if let Some(writer) = pipe.writer.take_if(|_| count > 0) {
                    writer.wake();
                }
                (Poll::Ready(Ok(())), engine::digest(read))
            })
        })
    }

    pub fn poll_write<B: Deref<Target = [u8]>>(
        &self,
        cx: &mut Context<'_>,
        bufs: &[B],
    ) -> Poll<Result<usize>> {
        let operation = Operation::new(verb::SENT).at(self.site).awaits("room for bytes");
        poll_with_budget(cx, |cx| {
            poll_waiting(&self.state, cx, operation, |pipe, waiter| {
                if pipe.closed {
                    return (Poll::Ready(Err(ErrorKind::BrokenPipe.into())), 1);
                }
                let room = self.most - pipe.bytes.len();
                let before = pipe.bytes.len();
                pipe.bytes.extend(bufs.iter().flat_map(|buf| buf.iter()).take(room));
                let written = pipe.bytes.len() - before;
                if written == 0 && bufs.iter().any(|buf| !buf.is_empty()) {
                    pipe.writer = Some(waiter);
                    return (Poll::Pending, 0);
                }
                if let Some(reader) = pipe.reader.take_if(|_| written > 0) {
                    reader.wake();
                }
                (Poll::Ready(Ok(written)), engine::digest(written))
            })
        })
    }

    /// No more bytes are written.
    pub fn close(&self) {
        self.state.operate(Operation::new(verb::CLOSED).at(self.site), |pipe| {
            pipe.closed = true;
            for waiter in [pipe.reader.take(), pipe.writer.take()].into_iter().flatten() {
                waiter.wake();
            }
            ((), 0)
        });
    }
}

impl std::fmt::Debug for Pipe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pipe").finish_non_exhaustive()
    }
}

impl AsyncRead for SimplexStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        self.pipe.poll_read(cx, buf)
    }
}

impl AsyncWrite for SimplexStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        self.pipe.poll_write(cx, &[buf])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        self.pipe.poll_write(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        self.pipe.close();
        Poll::Ready(Ok(()))
    }
}
