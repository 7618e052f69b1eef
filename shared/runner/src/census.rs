//! Who runs on this machine, as far as the system tells (it is read from Linux's `/proc`).

use std::collections::HashMap;
use std::fs;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::mark::Mark;
use crate::memory::Memory;

/// A process that carries a mark of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    pub pid: u32,
}

/// Who carried which mark at some moment.
struct Census {
    taken: Instant,
    marked: HashMap<u64, Vec<Marked>>,
}

/// Everybody who carries this mark now.
pub fn all(mark: Mark) -> Vec<Marked> {
    Census::take().of(mark)
}

/// The same, as it was at most so long ago: many may ask, and one look at the machine serves them all.
pub fn recent(mark: Mark, age: Duration) -> Vec<Marked> {
    static LAST: Mutex<Option<Census>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if last.as_ref().is_none_or(|census| census.taken.elapsed() > age) {
        *last = Some(Census::take());
    }
    last.as_ref().map(|census| census.of(mark)).unwrap_or_default()
}

impl Census {
    fn take() -> Census {
        let taken = Instant::now();
        let mut marked: HashMap<u64, Vec<Marked>> = HashMap::new();
        for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
            let process = Marked { pid };
            if let Some(mark) = process.mark() {
                marked.entry(mark.value()).or_default().push(process);
            }
        }
        Census { taken, marked }
    }

    fn of(&self, mark: Mark) -> Vec<Marked> {
        self.marked.get(&mark.value()).cloned().unwrap_or_default()
    }
}

impl Marked {
    /// `None` where it has none, and once nobody is left.
    pub fn mark(self) -> Option<Mark> {
        Mark::read(&self.read("limits")?)
    }

    /// The number of its process group; `None` once it has ended, even if nobody has taken note of its end.
    pub fn group(self) -> Option<u32> {
        let stat = self.read("stat")?;
        // What is in parentheses is its name, and may hold anything.
        let (_, rest) = stat.rsplit_once(')')?;
        let mut fields = rest.split_whitespace();
        let is_alive = !fields.next()?.starts_with(['Z', 'X']);
        fields.nth(1)?.parse().ok().filter(|_| is_alive)
    }

    /// What it is called.
    pub fn name(self) -> String {
        self.read("comm").unwrap_or_default().trim_end().to_owned()
    }

    /// How it was started, word by word.
    pub fn words(self) -> Vec<String> {
        self.read("cmdline").unwrap_or_default().split('\0').map(str::to_owned).collect()
    }

    /// How much memory it has in use.
    pub fn memory(self) -> Memory {
        let status = self.read("status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        Memory(kibibytes.unwrap_or_default() << 10)
    }

    /// How long it has used processors.
    #[cfg(target_os = "linux")]
    pub fn computed(self) -> Duration {
        use nix::unistd::Pid;
        let clock = nix::time::clock_getcpuclockid(Pid::from_raw(self.pid.cast_signed()));
        clock.and_then(nix::time::clock_gettime).map(Duration::from).unwrap_or_default()
    }

    #[cfg(not(target_os = "linux"))]
    pub fn computed(self) -> Duration {
        Duration::ZERO
    }

    #[cfg(unix)]
    pub fn kill(self) {
        use nix::sys::signal::{Signal, kill};
        use nix::unistd::Pid;
        // It can only fail when it has just ended.
        let _ = kill(Pid::from_raw(self.pid.cast_signed()), Signal::SIGKILL);
    }

    #[cfg(not(unix))]
    pub fn kill(self) {}

    fn read(self, file: &str) -> Option<String> {
        let bytes = fs::read(format!("/proc/{}/{file}", self.pid)).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}
