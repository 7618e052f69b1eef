//! Lines, made of the bytes that come through the pipes of a process.

use std::io::{self, Read};
use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use catalogue::Stream;

use crate::pipe::Pipe;
use crate::transcript::Line;

/// For threads that only copy bytes.
const SMALL_STACK: usize = 128 << 10;

/// A line that is longer is passed on piece by piece where it is not kept: it may never end.
const LONG: usize = 64 << 10;

/// What becomes of lines once they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Lines,
    /// Only passed on: what is printed has no bound.
    Nothing,
}

/// Reads both streams of a process, and passes each line on as soon as it is there. Where lines are not kept, so is the beginning
/// of one that does not go on: it asks for something, or shows that something goes on.
pub struct Reader<'a> {
    chunks: Receiver<Chunk>,
    pipes: Vec<Pipe>,
    keep: Keep,
    on_line: &'a mut dyn FnMut(&Line),
    /// What came since the last end of a line, on stdout and on stderr.
    rest: [Vec<u8>; 2],
    /// When something came last.
    last: Duration,
    /// How much was read in all.
    pub bytes: usize,
    pub lines: Vec<Line>,
}

/// Bytes as they came through one of the pipes.
struct Chunk {
    at: Duration,
    stream: Stream,
    bytes: Vec<u8>,
}

impl<'a> Reader<'a> {
    /// Times count from `start`. One thread a stream, since either may be silent for ever.
    pub fn listen(
        child: &mut Child,
        start: Instant,
        keep: Keep,
        on_line: &'a mut dyn FnMut(&Line),
    ) -> io::Result<Self> {
        let (sender, chunks) = sync_channel(16);
        let mut pipes = Vec::new();
        if let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) {
            pipes.extend(Pipe::of(&stdout, &stderr)?);
            forward(stdout, Stream::Stdout, start, sender.clone())?;
            forward(stderr, Stream::Stderr, start, sender)?;
        }
        let (rest, last) = Default::default();
        Ok(Reader { chunks, pipes, keep, on_line, rest, last, bytes: 0, lines: Vec::new() })
    }

    /// Waits for more, but no longer than this.
    pub fn wait(&mut self, timeout: Duration) -> Result<(), RecvTimeoutError> {
        let chunk = self.chunks.recv_timeout(timeout);
        if chunk.is_err() && self.keep == Keep::Nothing {
            self.pass_on(Stream::Stdout);
            self.pass_on(Stream::Stderr);
        }
        let Chunk { at, stream, bytes } = chunk?;
        self.last = at;
        self.bytes += bytes.len();
        for byte in bytes {
            if byte == b'\n' {
                self.end_line(at, stream, true);
            } else {
                self.rest[stream as usize].push(byte);
            }
        }
        if self.keep == Keep::Nothing && self.rest[stream as usize].len() > LONG {
            self.pass_on(stream);
        }
        Ok(())
    }

    /// Passes on what there is of a line, but for a character of which only a part is there.
    fn pass_on(&mut self, stream: Stream) {
        let rest = &mut self.rest[stream as usize];
        let begun = rest.split_off(rest.len() - begun(rest));
        if !rest.is_empty() {
            self.end_line(self.last, stream, false);
        }
        self.rest[stream as usize] = begun;
    }

    /// Takes what is still in the pipes, up to `most` bytes in all, and gives up after waiting this
    /// long while they are empty and open: a process that has left the group may hold them for ever.
    /// On a busy machine it may take any time until our own threads have read what is there.
    pub fn drain(&mut self, most: usize, patience: Duration) {
        let mut since = Instant::now();
        while self.bytes <= most && since.elapsed() < patience {
            match self.wait(patience) {
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) if !self.pipes.iter().any(Pipe::is_due) => {}
                _ => since = Instant::now(),
            }
        }
    }

    /// The lines, with what stands behind the last end of a line.
    pub fn finish(mut self, at: Duration) -> Vec<Line> {
        for stream in [Stream::Stdout, Stream::Stderr] {
            if !self.rest[stream as usize].is_empty() {
                self.end_line(at, stream, false);
            }
        }
        self.lines
    }

    fn end_line(&mut self, at: Duration, stream: Stream, whole: bool) {
        let bytes = std::mem::take(&mut self.rest[stream as usize]);
        let utf8 = std::str::from_utf8(&bytes).is_ok();
        let line = Line { at, stream, text: String::from_utf8_lossy(&bytes).into_owned(), utf8, whole };
        (self.on_line)(&line);
        if self.keep == Keep::Lines {
            self.lines.push(line);
        }
    }
}

/// How many bytes at the end are a character that has only begun.
fn begun(bytes: &[u8]) -> usize {
    let is_begun = |tail: &[u8]| {
        let error = std::str::from_utf8(tail).err();
        error.is_some_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    };
    let lengths = 1..=bytes.len().min(3);
    lengths.rev().find(|length| is_begun(&bytes[bytes.len() - length..])).unwrap_or(0)
}

fn forward(
    mut pipe: impl Read + Send + 'static,
    stream: Stream,
    start: Instant,
    sender: SyncSender<Chunk>,
) -> io::Result<()> {
    let copy = move || {
        let mut buffer = [0; 8192];
        while let Ok(length @ 1..) = pipe.read(&mut buffer) {
            let chunk = Chunk { at: start.elapsed(), stream, bytes: buffer[..length].to_vec() };
            if sender.send(chunk).is_err() {
                break;
            }
        }
    };
    thread::Builder::new().stack_size(SMALL_STACK).spawn(copy)?;
    Ok(())
}
