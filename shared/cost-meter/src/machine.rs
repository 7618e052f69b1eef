//! What can be told of this machine.

use std::env::consts;
use std::fs;
use std::thread;
use std::time::Duration;

use cost::Machine;

use crate::memory::Memory;

/// What other programs do is not known yet.
pub fn machine() -> Machine {
    Machine {
        name: processor_name().unwrap_or_else(|| consts::ARCH.to_owned()),
        cpus: thread::available_parallelism().map_or(1, usize::from),
        memory_bytes: Memory::of_the_machine(),
        os: consts::OS.to_owned(),
        kernel: fs::read_to_string("/proc/sys/kernel/osrelease")
            .map_or(String::new(), |text| text.trim().to_owned()),
        rustc: env!("RUSTC_VERSION").to_owned(),
        others: None,
    }
}

fn processor_name() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// What the processors have done up to one moment.
pub struct Busy {
    /// Those of the machine.
    all: Duration,
    /// For us and for those of our children that have ended.
    ours: Duration,
    /// All that they could have done.
    possible: Duration,
}

impl Busy {
    /// `None` where the system does not tell.
    pub fn now() -> Option<Busy> {
        let text = fs::read_to_string("/proc/stat").ok()?;
        let ticks: Vec<u64> =
            text.lines().next()?.split_whitespace().skip(1).filter_map(|word| word.parse().ok()).collect();
        // user, nice, system, idle, waiting for disks, interrupts, soft interrupts, stolen by other machines
        let [user, nice, system, idle, waiting, hard, soft, stolen] = *ticks.get(..8)? else { return None };
        let used = user + nice + system + hard + soft + stolen;
        let tick = |ticks: u64| Duration::from_millis(10) * u32::try_from(ticks).unwrap_or(u32::MAX);
        Some(Busy { all: tick(used), ours: ours()?, possible: tick(used + idle + waiting) })
    }

    /// Which part of what was possible since then others took.
    pub fn others_since(&self, before: &Busy) -> Option<f64> {
        let possible = self.possible.checked_sub(before.possible)?.as_secs_f64();
        let all = self.all.checked_sub(before.all)?;
        let ours = self.ours.checked_sub(before.ours)?;
        (possible > 0.0).then(|| (all.saturating_sub(ours).as_secs_f64() / possible).min(1.0))
    }
}

#[cfg(unix)]
fn ours() -> Option<Duration> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let used = |who| {
        let usage = getrusage(who).ok()?;
        let micros = (usage.user_time() + usage.system_time()).num_microseconds();
        Some(Duration::from_micros(micros.unsigned_abs()))
    };
    Some(used(UsageWho::RUSAGE_SELF)? + used(UsageWho::RUSAGE_CHILDREN)?)
}

#[cfg(not(unix))]
fn ours() -> Option<Duration> {
    None
}
