//! Reading and writing in memory. What needs neither a runtime nor something shared is tokio's own; what would reach the operating
//! system otherwise than through the standard streams is not there.

mod blocking;
mod pipe;
mod simplex;
mod split;
mod stdio;

pub use pipe::{DuplexStream, duplex};
pub use simplex::{SimplexStream, simplex};
pub use split::{ReadHalf, WriteHalf, split};
pub use stdio::{Stderr, Stdin, Stdout, stderr, stdin, stdout};
pub use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt, AsyncWrite,
    AsyncWriteExt, BufReader, BufStream, BufWriter, Chain, Empty, Error, ErrorKind, Join, Lines, ReadBuf,
    Repeat, Result, SeekFrom, Sink, Split, Take, copy, copy_bidirectional, copy_bidirectional_with_sizes,
    copy_buf, empty, join, repeat, sink,
};
