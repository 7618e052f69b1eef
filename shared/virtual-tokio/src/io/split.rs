//! Reading and writing one thing in two places.

use std::fmt;
use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use virtual_std::sync::{Mutex, PoisonError};

/// Reads what was split.
pub struct ReadHalf<T> {
    whole: Arc<Whole<T>>,
}

/// Writes what was split.
pub struct WriteHalf<T> {
    whole: Arc<Whole<T>>,
}

/// What was split; a thread that uses one half keeps others from using the other one for so long.
struct Whole<T> {
    stream: Mutex<Pin<Box<T>>>,
    is_write_vectored: bool,
}

/// Something to read with and something to write with.
#[track_caller]
pub fn split<T: AsyncRead + AsyncWrite>(stream: T) -> (ReadHalf<T>, WriteHalf<T>) {
    let is_write_vectored = stream.is_write_vectored();
    let whole = Arc::new(Whole { stream: Mutex::new(Box::pin(stream)), is_write_vectored });
    (ReadHalf { whole: Arc::clone(&whole) }, WriteHalf { whole })
}

impl<T> Whole<T> {
    fn with<R>(&self, use_it: impl FnOnce(Pin<&mut T>) -> R) -> R {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        use_it(stream.as_mut())
    }
}

impl<T> ReadHalf<T> {
    /// Whether both were split from one.
    pub fn is_pair_of(&self, other: &WriteHalf<T>) -> bool {
        other.is_pair_of(self)
    }

    /// The whole.
    ///
    /// # Panics
    /// When the other half is of something else.
    #[track_caller]
    pub fn unsplit(self, other: WriteHalf<T>) -> T
    where
        T: Unpin,
    {
        assert!(self.is_pair_of(&other), "Unrelated `split::Write` passed to `split::Read::unsplit`.");
        drop(other);
        let whole = Arc::into_inner(self.whole).expect("`Arc::try_unwrap` failed");
        *Pin::into_inner(whole.stream.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<T> WriteHalf<T> {
    /// Whether both were split from one.
    pub fn is_pair_of(&self, other: &ReadHalf<T>) -> bool {
        Arc::ptr_eq(&self.whole, &other.whole)
    }
}

impl<T: AsyncRead> AsyncRead for ReadHalf<T> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        self.whole.with(|stream| stream.poll_read(cx, buf))
    }
}

impl<T: AsyncWrite> AsyncWrite for WriteHalf<T> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        self.whole.with(|stream| stream.poll_write(cx, buf))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.whole.with(|stream| stream.poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.whole.with(|stream| stream.poll_shutdown(cx))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        self.whole.with(|stream| stream.poll_write_vectored(cx, bufs))
    }

    fn is_write_vectored(&self) -> bool {
        self.whole.is_write_vectored
    }
}

impl<T> fmt::Debug for ReadHalf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("split::ReadHalf").finish()
    }
}

impl<T> fmt::Debug for WriteHalf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("split::WriteHalf").finish()
    }
}
