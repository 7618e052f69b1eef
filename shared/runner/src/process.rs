//! One run of an executable.

use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use catalogue::Stream;

use crate::activity::Activity;
use crate::process_group::ProcessGroup;
use crate::stop::Stop;
use crate::transcript::{Ended, Line, Resting, Transcript};

/// How often a run is looked at while it prints nothing.
const TICK: Duration = Duration::from_millis(100);
/// How long a run that may hang must rest before it counts as hanging.
const REST: Duration = Duration::from_secs(1);
/// How long a run may print nothing before it counts as hanging whatever it promised.
const SILENCE: Duration = Duration::from_secs(30);
/// How much a run may print, in bytes.
const FLOOD: usize = 1 << 20;
/// How long output is waited for once a process and its group are gone.
const AFTERMATH: Duration = Duration::from_secs(1);
/// For threads that only copy bytes.
const SMALL_STACK: usize = 128 << 10;

/// An executable that is about to run.
#[derive(Clone, Debug)]
pub struct Process {
    pub executable: PathBuf,
    pub args: Vec<String>,
    pub folder: PathBuf,
}

/// When a run is over, if it does not end by itself.
pub enum Until<'a> {
    /// When the user stops it; its lines are not kept.
    Stopped,
    /// When it has rested for a second after it printed all that was promised; or when it has
    /// printed too much, or nothing for a long time.
    Settled(&'a dyn Fn(&[Line]) -> bool),
}

/// The system would not run it.
#[derive(Debug, thiserror::Error)]
#[error("cannot run {}: {source}", executable.display())]
pub struct RunError {
    executable: PathBuf,
    source: io::Error,
}

/// Bytes as they came from one of the streams; an empty chunk ends it.
struct Chunk {
    at: Duration,
    stream: Stream,
    bytes: Vec<u8>,
}

impl Process {
    /// Runs it with standard input closed. Each line goes to `on_line` as soon as it is read; when
    /// this returns, the process and all that it started in its group are gone.
    pub fn run(
        &self,
        until: &Until,
        stop: &Stop,
        on_line: &mut dyn FnMut(&Line),
    ) -> Result<Transcript, RunError> {
        let failed = |source| RunError { executable: self.executable.clone(), source };
        let start = Instant::now();
        let mut group = ProcessGroup::spawn(&mut self.command()).map_err(failed)?;
        let chunks = listen(&mut group, start).map_err(failed)?;
        let mut reader = Reader { keep: matches!(until, Until::Settled(_)), ..Reader::default() };
        let mut watch = Watch::new(group.leader().id(), until);
        let ended = loop {
            if stop.is_asked() {
                break Ended::Interrupted;
            }
            if let Some(status) = group.try_wait().map_err(failed)? {
                reader.drain(&chunks, on_line);
                break how(status, &reader.lines);
            }
            match chunks.recv_timeout(TICK) {
                Ok(chunk) => reader.take(chunk, on_line),
                Err(RecvTimeoutError::Timeout) => {}
                // Both streams are closed, so most likely it is just ending.
                Err(RecvTimeoutError::Disconnected) => thread::sleep(Duration::from_millis(1)),
            }
            if let Some(ended) = watch.look(&reader) {
                break ended;
            }
        };
        group.end();
        reader.finish(start.elapsed(), on_line);
        Ok(Transcript { lines: reader.lines, ended, elapsed: start.elapsed() })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.executable);
        command
            .args(&self.args)
            .current_dir(&self.folder)
            // So that a panic prints the same lines on every machine.
            .env("RUST_BACKTRACE", "0")
            .env_remove("RUST_LIB_BACKTRACE")
            // The site is on this machine; no proxy knows it.
            .env("NO_PROXY", "127.0.0.1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// One thread a stream, since either may be silent for ever.
fn listen(group: &mut ProcessGroup, start: Instant) -> io::Result<Receiver<Chunk>> {
    let (sender, chunks) = sync_channel(16);
    let stdout = group.leader().stdout.take();
    let stderr = group.leader().stderr.take();
    if let (Some(stdout), Some(stderr)) = (stdout, stderr) {
        forward(stdout, Stream::Stdout, start, sender.clone())?;
        forward(stderr, Stream::Stderr, start, sender)?;
    }
    Ok(chunks)
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

/// Makes lines of chunks.
#[derive(Default)]
struct Reader {
    /// Off where the run has no end of its own, and what it prints has no bound.
    keep: bool,
    lines: Vec<Line>,
    /// What came since the last end of a line, for stdout and stderr.
    rest: [Vec<u8>; 2],
    bytes: usize,
}

impl Reader {
    fn take(&mut self, chunk: Chunk, on_line: &mut dyn FnMut(&Line)) {
        self.bytes += chunk.bytes.len();
        for byte in chunk.bytes {
            if byte == b'\n' {
                self.end_line(chunk.at, chunk.stream, on_line);
            } else {
                self.rest[chunk.stream as usize].push(byte);
            }
        }
    }

    fn end_line(&mut self, at: Duration, stream: Stream, on_line: &mut dyn FnMut(&Line)) {
        let bytes = std::mem::take(&mut self.rest[stream as usize]);
        let utf8 = std::str::from_utf8(&bytes).is_ok();
        let line = Line { at, stream, text: String::from_utf8_lossy(&bytes).into_owned(), utf8 };
        on_line(&line);
        if self.keep {
            self.lines.push(line);
        }
    }

    /// What is still in the pipes of a process that has ended: a process that it started and that
    /// has left the group may hold them open for ever, so this waits only a little.
    fn drain(&mut self, chunks: &Receiver<Chunk>, on_line: &mut dyn FnMut(&Line)) {
        let deadline = Instant::now() + AFTERMATH;
        while self.bytes <= FLOOD
            && let Ok(chunk) = chunks.recv_timeout(deadline.saturating_duration_since(Instant::now()))
        {
            self.take(chunk, on_line);
        }
    }

    fn finish(&mut self, at: Duration, on_line: &mut dyn FnMut(&Line)) {
        for stream in [Stream::Stdout, Stream::Stderr] {
            if !self.rest[stream as usize].is_empty() {
                self.end_line(at, stream, on_line);
            }
        }
    }
}

/// Finds out when a run that does not end by itself is over.
struct Watch<'a> {
    pid: u32,
    until: &'a Until<'a>,
    bytes: usize,
    printed_at: Instant,
    resting_since: Instant,
    activity: Option<Activity>,
}

impl<'a> Watch<'a> {
    fn new(pid: u32, until: &'a Until<'a>) -> Self {
        let now = Instant::now();
        Watch { pid, until, bytes: 0, printed_at: now, resting_since: now, activity: None }
    }

    fn look(&mut self, reader: &Reader) -> Option<Ended> {
        let Until::Settled(satisfied) = self.until else { return None };
        if reader.bytes > FLOOD {
            return Some(Ended::Flooded { limit: FLOOD });
        }
        let now = Instant::now();
        if reader.bytes != self.bytes {
            (self.bytes, self.printed_at, self.resting_since) = (reader.bytes, now, now);
            return None;
        }
        let activity = Activity::of(self.pid);
        if !rested(self.activity, activity) {
            self.resting_since = now;
        }
        self.activity = activity;
        let rests = now - self.resting_since >= REST;
        let settled = rests && satisfied(&reader.lines);
        let resting = if rests { Resting::Idle } else { Resting::Busy };
        (settled || now - self.printed_at >= SILENCE).then_some(Ended::Hung { resting })
    }
}

/// Where the system does not tell what a process does, printing nothing is all that rest can mean.
fn rested(before: Option<Activity>, now: Option<Activity>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => Activity::rested(before, now),
        (None, None) => true,
        _ => false,
    }
}

fn how(status: ExitStatus, lines: &[Line]) -> Ended {
    match status.code() {
        Some(101) if lines.iter().any(is_panic_message) => Ended::Panicked,
        Some(code) => Ended::Returned { code },
        None => Ended::Signalled { signal: signal(status) },
    }
}

fn is_panic_message(line: &Line) -> bool {
    line.stream == Stream::Stderr && line.text.starts_with("thread '") && line.text.contains(" panicked at ")
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> i32 {
    std::os::unix::process::ExitStatusExt::signal(&status).unwrap_or_default()
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> i32 {
    0
}
