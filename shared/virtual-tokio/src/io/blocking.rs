//! What can only be read and written by functions that block, as tokio does it: on threads for such functions.

use crate::runtime::Handle;
use crate::task::JoinHandle;
use engine::Site;
use std::fmt;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// So many bytes are read or written at a time, at most; tokio's number.
const MOST: usize = 2 << 20;

/// Something that is read or written on threads for functions that block.
pub(super) struct Blocking<T> {
    state: State<T>,
    needs_flush: bool,
    /// Whether what was begun is also done when the runtime shuts down.
    is_mandatory: bool,
    site: Site,
}

enum State<T> {
    /// What was read already, and the thing itself.
    Idle(Vec<u8>, T),
    Busy(JoinHandle<Done<T>>),
    /// The runtime shut down before it could be used.
    Gone,
}

/// What came of it, the bytes that were read, and the thing itself.
type Done<T> = (Result<()>, Vec<u8>, T);

impl<T: Send + 'static> Blocking<T> {
    /// Something that nobody misses when the runtime shuts down before it is used.
    pub fn new(inner: T, site: Site) -> Blocking<T> {
        Blocking { state: State::Idle(Vec::new(), inner), needs_flush: false, is_mandatory: false, site }
    }

    /// Something that is used as it was asked for, also when the runtime shuts down.
    pub fn mandatory(inner: T, site: Site) -> Blocking<T> {
        Blocking { is_mandatory: true, ..Blocking::new(inner, site) }
    }

    /// Has a function use it.
    fn begin(&mut self, mut use_it: impl FnMut(&mut T) -> Result<Vec<u8>> + Send + 'static) -> Result<()> {
        let State::Idle(_, mut inner) = mem::replace(&mut self.state, State::Gone) else {
            return Err(gone());
        };
        let function = move || {
            let (result, bytes) = match uninterrupted(|| use_it(&mut inner)) {
                Ok(bytes) => (Ok(()), bytes),
                Err(error) => (Err(error), Vec::new()),
            };
            (result, bytes, inner)
        };
        let scheduler = Arc::clone(&Handle::current().scheduler);
        let handle = match self.is_mandatory {
            true => scheduler.spawn_mandatory(function, self.site).ok_or_else(gone)?,
            false => scheduler.spawn_blocking_at(function, self.site),
        };
        self.state = State::Busy(handle);
        Ok(())
    }

    /// Waits until nothing uses it.
    fn poll_idle(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let State::Busy(handle) = &mut self.state else { return Poll::Ready(Ok(())) };
        let (result, bytes, inner) = ready!(Pin::new(handle).poll(cx))?;
        self.state = State::Idle(bytes, inner);
        Poll::Ready(result)
    }
}

impl<T: Read + Unpin + Send + 'static> AsyncRead for Blocking<T> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let is_unread = matches!(&self.state, State::Idle(unread, _) if !unread.is_empty());
        if !is_unread && !matches!(self.state, State::Busy(_)) {
            let most = buf.remaining().min(MOST);
            self.begin(move |inner| {
                let mut bytes = vec![0; most];
                let read = inner.read(&mut bytes)?;
                bytes.truncate(read);
                Ok(bytes)
            })?;
        }
        ready!(self.poll_idle(cx))?;
        if let State::Idle(unread, _) = &mut self.state {
            let fits = unread.len().min(buf.remaining());
            buf.put_slice(&unread[..fits]);
            unread.drain(..fits);
        }
        Poll::Ready(Ok(()))
    }
}

impl<T: Write + Unpin + Send + 'static> AsyncWrite for Blocking<T> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        ready!(self.poll_idle(cx))?;
        let bytes = buf[..buf.len().min(MOST)].to_vec();
        let written = bytes.len();
        self.begin(move |inner| inner.write_all(&bytes).map(|()| Vec::new()))?;
        self.needs_flush = true;
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        ready!(self.poll_idle(cx))?;
        if mem::take(&mut self.needs_flush) {
            self.begin(|inner| inner.flush().map(|()| Vec::new()))?;
        }
        self.poll_idle(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl<T> fmt::Debug for Blocking<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocking").finish_non_exhaustive()
    }
}

fn gone() -> Error {
    Error::other("A Tokio 1.x context was found, but it is being shutdown.")
}

fn uninterrupted<R>(mut body: impl FnMut() -> Result<R>) -> Result<R> {
    loop {
        match body() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
