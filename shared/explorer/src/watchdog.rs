//! Ends the process when the explored program would never end or take all memory: neither can be seen from inside an
//! execution.

use std::thread;
use std::time::Duration;

/// How often it looks.
const PAUSE: Duration = Duration::from_millis(50);
/// How much processor time a program may use from one visible operation to the next.
const PATIENCE: Duration = Duration::from_secs(2);
/// How much memory an exploration may take, in bytes.
const MEMORY: u64 = 2 << 30;
/// A program that takes so many bytes more does not just compute: memory is what it will run out of.
const GROWTH: u64 = MEMORY / 16;

/// What can be seen of an exploration from outside of it.
#[derive(Clone, Copy)]
struct Sample {
    beat: u64,
    /// Processor time of the whole process; this thread's part of it is nothing.
    used: Duration,
    /// Memory in use, in bytes; 0 where the system does not tell.
    resident: u64,
}

/// Looks from a thread of its own; `say` gets a sentence before the process ends with code 2.
pub(crate) fn start(say: impl Fn(String) + Send + 'static) {
    thread::spawn(move || {
        let mut last = Sample::now();
        loop {
            thread::sleep(PAUSE);
            let now = Sample::now();
            if now.is_further_than(&last) {
                last = now;
            }
            if let Some(sentence) = endless(now.used.saturating_sub(last.used)).or_else(|| boundless(now)) {
                say(sentence);
                std::process::exit(2);
            }
        }
    });
}

impl Sample {
    fn now() -> Sample {
        Sample { beat: engine::heartbeat(), used: cpu_time(), resident: resident().unwrap_or(0) }
    }

    /// Whether the program has done more since than compute.
    fn is_further_than(&self, last: &Sample) -> bool {
        let within_a_step = self.beat % 2 == 1;
        self.beat != last.beat || !within_a_step || self.resident > last.resident + GROWTH
    }
}

fn endless(used: Duration) -> Option<String> {
    let line = engine::last_line();
    let place = if line == 0 { String::new() } else { format!(" after line {line}") };
    (used > PATIENCE).then(|| {
        format!(
            "the program computes for {} s{place} without printing, sleeping, locking, sending or anything else that others \
             could notice; it seems to loop without end",
            PATIENCE.as_secs()
        )
    })
}

fn boundless(now: Sample) -> Option<String> {
    let sentence = || {
        format!(
            "exploring takes more than {} GiB of memory; the program may ask for more and more of it",
            MEMORY >> 30
        )
    };
    (now.resident > MEMORY).then(sentence)
}

#[cfg(unix)]
fn cpu_time() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).map(Duration::from).unwrap_or_default()
}

#[cfg(not(unix))]
fn cpu_time() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

/// Linux tells it.
fn resident() -> Option<u64> {
    let pages: u64 = std::fs::read_to_string("/proc/self/statm").ok()?.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}
