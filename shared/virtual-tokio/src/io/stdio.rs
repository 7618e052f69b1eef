//! Standard input, output and error.

use crate::io::blocking::Blocking;
use std::io::Result;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use virtual_std::io;

/// Standard input.
#[derive(Debug)]
pub struct Stdin(Blocking<io::Stdin>);

/// Standard output.
#[derive(Debug)]
pub struct Stdout(Blocking<io::Stdout>);

/// Standard error.
#[derive(Debug)]
pub struct Stderr(Blocking<io::Stderr>);

/// Standard input.
#[track_caller]
pub fn stdin() -> Stdin {
    Stdin(Blocking::new(io::stdin(), Location::caller()))
}

/// Standard output; what was written and not flushed may come out later.
#[track_caller]
pub fn stdout() -> Stdout {
    Stdout(Blocking::mandatory(io::stdout(), Location::caller()))
}

/// Standard error; what was written and not flushed may come out later.
#[track_caller]
pub fn stderr() -> Stderr {
    Stderr(Blocking::mandatory(io::stderr(), Location::caller()))
}

impl AsyncRead for Stdin {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buf)
    }
}

macro_rules! writes {
    ($($type:ty),*) => {$(
        impl AsyncWrite for $type {
            fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
                Pin::new(&mut self.0).poll_write(cx, buf)
            }

            fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
                Pin::new(&mut self.0).poll_flush(cx)
            }

            fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
                Pin::new(&mut self.0).poll_shutdown(cx)
            }
        }
    )*};
}

writes!(Stdout, Stderr);
