//! One run of an executable.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::{Duration, Instant};

use catalogue::Stream;

use crate::mark::Kin;
use crate::memory::Memory;
use crate::process_group::ProcessGroup;
use crate::reader::{Keep, Reader};
use crate::stop::Stop;
use crate::transcript::{Ended, Line, Transcript};
use crate::watch::{FLOOD, Watch};

/// How often a run is looked at while it prints nothing.
pub const TICK: Duration = Duration::from_millis(100);
/// How long output is waited for once a process is gone and its pipes are empty. Only a process that has left the group
/// keeps us waiting so long.
const AFTERMATH: Duration = Duration::from_secs(2);

/// An executable that is about to run.
#[derive(Clone, Debug)]
pub struct Process {
    pub executable: PathBuf,
    pub args: Vec<String>,
    pub folder: PathBuf,
    /// How much it may take together with all that it starts.
    pub memory: Option<Memory>,
    /// What stands on its standard input, which ends behind that.
    pub input: Vec<u8>,
}

/// When a run is over, if it does not end by itself.
pub enum Until<'a> {
    /// When the user stops it; its lines are passed on and not kept.
    Stopped,
    /// When it ends, however long that takes and however much it prints: for programs of our own.
    Ended,
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

impl Process {
    /// Runs it. Each line goes to `on_line` as soon as it is read; when
    /// this returns, the process and all that it started are gone.
    pub fn run(
        &self,
        until: &Until,
        stop: &Stop,
        on_line: &mut dyn FnMut(&Line),
    ) -> Result<Transcript, RunError> {
        let failed = |source| RunError { executable: self.executable.clone(), source };
        let (keep, most, kin) = match until {
            Until::Stopped => (Keep::Nothing, usize::MAX, Kin::Program),
            Until::Ended => (Keep::Lines, usize::MAX, Kin::Tool),
            Until::Settled(_) => (Keep::Lines, FLOOD, Kin::Program),
        };
        let start = Instant::now();
        let mut group = ProcessGroup::spawn_within(&mut self.command(), kin, self.memory).map_err(failed)?;
        self.feed(group.leader());
        let mut reader = Reader::listen(group.leader(), start, keep, on_line).map_err(failed)?;
        let mut watch = Watch::new(until, self.memory);
        let ended = loop {
            if stop.is_asked() {
                break Ended::Interrupted;
            }
            if let Some(status) = group.try_wait().map_err(failed)? {
                reader.drain(most, AFTERMATH);
                break how(status, &reader.lines, self.memory);
            }
            // With both pipes closed, it is most likely just ending.
            if reader.wait(TICK) == Err(RecvTimeoutError::Disconnected) {
                thread::sleep(Duration::from_millis(1));
            }
            if let Some(ended) = watch.look(&reader, &mut group) {
                break ended;
            }
        };
        group.end();
        let strays = group.strays().to_vec();
        Ok(Transcript { lines: reader.finish(start.elapsed()), ended, strays, elapsed: start.elapsed() })
    }

    /// Writes its standard input from a thread of its own, as it may never read it.
    fn feed(&self, child: &mut Child) {
        if let Some(mut stdin) = child.stdin.take() {
            let input = self.input.clone();
            // Who ends without reading all of it has read enough.
            thread::spawn(move || drop(stdin.write_all(&input)));
        }
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
            .stdin(if self.input.is_empty() { Stdio::null() } else { Stdio::piped() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

fn how(status: ExitStatus, lines: &[Line], memory: Option<Memory>) -> Ended {
    let says =
        |what: fn(&str) -> bool| lines.iter().any(|line| line.stream == Stream::Stderr && what(&line.text));
    match (status.code(), memory) {
        (Some(101), _) if says(is_panic) => Ended::Panicked,
        (Some(code), _) => Ended::Returned { code },
        (None, _) if says(is_overflow) => Ended::StackOverflow,
        (None, Some(limit)) if says(is_out_of_memory) => Ended::OutOfMemory { limit },
        (None, _) => Ended::Signalled { signal: signal(status) },
    }
}

fn is_panic(words: &str) -> bool {
    words.starts_with("thread '") && words.contains(" panicked at ")
}

/// What Rust says before it aborts: a thread has touched the page below its stack.
fn is_overflow(words: &str) -> bool {
    words.starts_with("thread '") && words.ends_with(" has overflowed its stack")
}

/// What Rust says before it aborts: the system gives no more memory.
fn is_out_of_memory(words: &str) -> bool {
    words.starts_with("memory allocation of ") && words.ends_with(" bytes failed")
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> i32 {
    std::os::unix::process::ExitStatusExt::signal(&status).unwrap_or_default()
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> i32 {
    0
}
