//! Whether a process is doing anything, as far as the system tells.

/// What a process had done by some moment. It rested between two moments if it never ran between
/// them and was not about to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// How often its threads have left the processor.
    switches: u64,
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
        statuses.reduce(|a, b| Activity { switches: a.switches + b.switches, awake: a.awake || b.awake })
    }

    pub fn rested(before: Activity, now: Activity) -> bool {
        before.switches == now.switches && !before.awake && !now.awake
    }
}

fn parse(status: &str) -> Option<Activity> {
    let value = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.trim_start_matches(':').trim())
    };
    let count = |name| value(name)?.parse::<u64>().ok();
    Some(Activity {
        switches: count("voluntary_ctxt_switches")? + count("nonvoluntary_ctxt_switches")?,
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
        assert_eq!(asleep, Activity { switches: 7, awake: false });
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
}
