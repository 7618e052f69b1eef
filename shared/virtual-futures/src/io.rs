//! Reading and writing in memory. What needs nothing that tasks share is the real one's.

use futures::io as real;
pub use futures::io::{
    AllowStdIo, AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncSeek, AsyncSeekExt, AsyncWrite, AsyncWriteExt,
    BufReader, BufWriter, Chain, Close, Copy, CopyBuf, Cursor, Empty, Error, ErrorKind, FillBuf, Flush,
    IntoSink, IoSlice, IoSliceMut, LineWriter, Lines, Read, ReadExact, ReadLine, ReadToEnd, ReadToString,
    ReadUntil, ReadVectored, Repeat, Result, SeeKRelative, Seek, SeekFrom, Sink, Take, Window, Write,
    WriteAll, WriteVectored, copy, copy_buf, empty, repeat, sink,
};

/// As `futures::io::AsyncReadExt`, without what tasks would share unseen.
pub trait AsyncReadExt: AsyncRead {
    /// As `futures::io::AsyncReadExt::chain`.
    fn chain<R: AsyncRead>(self, next: R) -> Chain<Self, R>
    where
        Self: Sized,
    {
        real::AsyncReadExt::chain(self, next)
    }

    /// As `futures::io::AsyncReadExt::read`.
    fn read<'a>(&'a mut self, buffer: &'a mut [u8]) -> Read<'a, Self>
    where
        Self: Unpin,
    {
        real::AsyncReadExt::read(self, buffer)
    }

    /// As `futures::io::AsyncReadExt::read_vectored`.
    fn read_vectored<'a>(&'a mut self, buffers: &'a mut [IoSliceMut<'a>]) -> ReadVectored<'a, Self>
    where
        Self: Unpin,
    {
        real::AsyncReadExt::read_vectored(self, buffers)
    }

    /// As `futures::io::AsyncReadExt::read_exact`.
    fn read_exact<'a>(&'a mut self, buffer: &'a mut [u8]) -> ReadExact<'a, Self>
    where
        Self: Unpin,
    {
        real::AsyncReadExt::read_exact(self, buffer)
    }

    /// As `futures::io::AsyncReadExt::read_to_end`.
    fn read_to_end<'a>(&'a mut self, buffer: &'a mut Vec<u8>) -> ReadToEnd<'a, Self>
    where
        Self: Unpin,
    {
        real::AsyncReadExt::read_to_end(self, buffer)
    }

    /// As `futures::io::AsyncReadExt::read_to_string`.
    fn read_to_string<'a>(&'a mut self, buffer: &'a mut String) -> ReadToString<'a, Self>
    where
        Self: Unpin,
    {
        real::AsyncReadExt::read_to_string(self, buffer)
    }

    /// As `futures::io::AsyncReadExt::take`.
    fn take(self, limit: u64) -> Take<Self>
    where
        Self: Sized,
    {
        real::AsyncReadExt::take(self, limit)
    }
}

impl<R: AsyncRead + ?Sized> AsyncReadExt for R {}
