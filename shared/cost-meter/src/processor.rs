//! Processors: keeping to one of them, and the time that we have used.

use std::time::Duration;

/// From now on this thread, and each that it starts, runs on one processor and no other. Nothing happens on systems that
/// don't offer that; [`can_be_chosen`] says so.
pub fn stay_on_one() {
    stay_on(0);
}

/// The same, on the processor of this number among those that we may use; they are counted round.
pub fn stay_on(number: usize) {
    platform::stay_on(number);
}

/// Whether this system lets us choose a processor.
pub fn can_be_chosen() -> bool {
    cfg!(any(target_os = "linux", target_os = "android"))
}

/// How long all threads of this process have been running, in our own code and in the system's. `None` where the system
/// does not tell.
pub fn time() -> Option<Duration> {
    platform::time()
}

#[cfg(any(target_os = "linux", target_os = "android"))]
mod platform {
    use std::sync::OnceLock;

    pub use super::unix::time;

    use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
    use nix::unistd::Pid;

    /// The thread that calls.
    const THIS: Pid = Pid::from_raw(0);

    pub fn stay_on(number: usize) {
        let usable = usable();
        if usable.is_empty() {
            return;
        }
        let mut one = CpuSet::new();
        // Whatever the system refuses here, it has just offered; then we go where it puts us.
        if one.set(usable[number % usable.len()]).is_ok() {
            let _ = sched_setaffinity(THIS, &one);
        }
    }

    /// As they were before we chose for the first time.
    fn usable() -> &'static [usize] {
        static USABLE: OnceLock<Vec<usize>> = OnceLock::new();
        USABLE.get_or_init(|| {
            let Ok(set) = sched_getaffinity(THIS) else { return Vec::new() };
            (0..CpuSet::count()).filter(|cpu| set.is_set(*cpu).unwrap_or(false)).collect()
        })
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
mod platform {
    pub use super::unix::time;

    pub fn stay_on(_: usize) {}
}

#[cfg(unix)]
mod unix {
    use std::time::Duration;

    use nix::time::{ClockId, clock_gettime};

    pub fn time() -> Option<Duration> {
        clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).ok().map(Duration::from)
    }
}

#[cfg(not(unix))]
mod platform {
    use std::time::Duration;

    pub fn stay_on(_: usize) {}

    pub fn time() -> Option<Duration> {
        None
    }
}
