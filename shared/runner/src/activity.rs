//! Whether a process is doing anything, as far as the system tells.

use crate::transcript::Resting;

/// What a process had done by some moment. It rested between two moments if it never ran between
/// them and was not about to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// How often its threads have left the processor of themselves, to sleep or to wait.
    pauses: u64,
    /// How often they had to leave it to somebody else.
    losses: u64,
    /// A thread is running, or waits for a processor or a disk.
    awake: bool,
}

impl Activity {
    /// `None` where the system does not tell (it is read from Linux's `/proc`), or the process has
    /// ended.
    pub fn of(pid: u32) -> Option<Activity> {
        let threads = std::fs::read_dir(format!("/proc/{pid}/task")).ok()?;
        let statuses = threads.flatten().filter_map(|thread| {
            let status = std::fs::read_to_string(thread.path().join("status")).ok()?;
            parse(&status)
        });
        statuses.reduce(Activity::and)
    }

    /// Of two processes, or threads, together.
    pub fn and(self, other: Activity) -> Activity {
        Activity {
            pauses: self.pauses + other.pauses,
            losses: self.losses + other.losses,
            awake: self.awake || other.awake,
        }
    }

    pub fn rested(before: Activity, now: Activity) -> bool {
        before == now && !now.awake
    }
}

/// What a process did between the moments at which it was looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stretch {
    /// Some thread has paused.
    paused: bool,
    /// All threads slept at one of the moments at least.
    slept: bool,
}

impl Stretch {
    pub fn add(&mut self, before: Option<Activity>, now: Option<Activity>) {
        let (Some(before), Some(now)) = (before, now) else { return };
        self.paused |= before.pauses != now.pauses;
        self.slept |= !now.awake;
    }

    /// What kept it from coming to rest. Who computes never pauses, however little of a processor it gets.
    pub fn without_rest(self) -> Resting {
        if self.paused && self.slept { Resting::Restless } else { Resting::Busy }
    }
}

fn parse(status: &str) -> Option<Activity> {
    let value = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.trim_start_matches(':').trim())
    };
    let count = |name| value(name)?.parse::<u64>().ok();
    Some(Activity {
        pauses: count("voluntary_ctxt_switches")?,
        losses: count("nonvoluntary_ctxt_switches")?,
        awake: value("State")?.starts_with(['R', 'D']),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASLEEP: &str = "Name:\tState: R\nState:\tS (sleeping)\nvoluntary_ctxt_switches:\t5\nnonvoluntary_ctxt_switches:\t2\n";

    #[test]
    fn a_sleeping_thread_that_was_not_switched_rested() {
        let asleep = parse(ASLEEP).unwrap();
        assert_eq!(asleep, Activity { pauses: 5, losses: 2, awake: false });
        assert!(Activity::rested(asleep, asleep));
    }

    #[test]
    fn a_switch_or_a_wish_to_run_is_no_rest() {
        let asleep = parse(ASLEEP).unwrap();
        let switched = parse(&ASLEEP.replace("\t5", "\t6")).unwrap();
        let awake = parse(&ASLEEP.replace("\tS (", "\tR (")).unwrap();
        assert!(!Activity::rested(asleep, switched));
        assert!(!Activity::rested(asleep, awake));
    }
    #[test]
    fn who_sleeps_and_wakes_is_told_from_who_computes() {
        let at = |pauses, losses, awake| Some(Activity { pauses, losses, awake });
        let told = |seen: &[Option<Activity>]| {
            let mut stretch = Stretch::default();
            seen.windows(2).for_each(|pair| stretch.add(pair[0], pair[1]));
            stretch.without_rest()
        };
        assert_eq!(told(&[at(1, 0, false), at(9, 0, true), at(17, 3, false)]), Resting::Restless);
        // It has a processor now and then, as others want it too.
        assert_eq!(told(&[at(1, 0, true), at(1, 4, true), at(1, 9, true)]), Resting::Busy);
        // One thread computes, another sleeps and wakes.
        assert_eq!(told(&[at(1, 0, true), at(9, 4, true), at(17, 9, true)]), Resting::Busy);
    }
}
