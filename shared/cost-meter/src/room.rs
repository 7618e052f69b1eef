//! How many threads or tasks there is room for, so that trying to have more does no harm.

use std::fs;
use std::path::{Path, PathBuf};

use crate::kind::Kind;
use crate::memory::Memory;

/// Bytes that one takes, rounded up by far.
const THREAD: u64 = 64 << 10;
const TASK: u64 = 1 << 10;
/// Mappings that a thread has on Linux: its stack and the stack for its signals, each with a guard. When they run out,
/// the process is aborted.
const MAPPINGS: u64 = 4;
/// Mappings that a process has anyway, rounded up by far.
const OWN_MAPPINGS: u64 = 2000;

/// As many of those that are wanted as there is room for.
pub struct Room {
    pub count: usize,
    /// Why not all: a sentence without its full stop.
    pub why: Option<String>,
}

impl Room {
    /// No more than half of the memory that is left is ever taken.
    pub fn of(kind: Kind, wanted: usize) -> Room {
        let each = match kind {
            Kind::Thread => THREAD,
            Kind::Task => TASK,
        };
        let memory = available().map(|bytes| {
            let why = format!("the {:.1} GB of memory that are left", bytes as f64 / 1e9);
            (bytes / 2 / each, why)
        });
        let mappings = (kind == Kind::Thread).then(mappings).flatten().map(|most| {
            let why = format!("the {most} mappings that Linux allows a process (vm.max_map_count)");
            (most.saturating_sub(OWN_MAPPINGS) / MAPPINGS, why)
        });
        let wanted = wanted as u64;
        match [memory, mappings].into_iter().flatten().min() {
            Some((count, limit)) if count < wanted => {
                let why = format!("no more than {count} {} were tried, for {limit}", kind.plural());
                Room { count: count as usize, why: Some(why) }
            }
            _ => Room { count: wanted as usize, why: None },
        }
    }
}

fn mappings() -> Option<u64> {
    number(Path::new("/proc/sys/vm/max_map_count"))
}

/// Memory of the machine, or less if a container has less.
fn available() -> Option<u64> {
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let left = groups.lines().filter_map(memory_group).flat_map(|(group, names)| {
        group.ancestors().filter_map(|group| left_in(group, names)).collect::<Vec<_>>()
    });
    left.chain(Memory::available()).min()
}

/// The folder of a control group that limits memory, and the names of its limit and its use; a line is
/// `0::/path` in the second version and `4:memory:/path` in the first.
fn memory_group(line: &str) -> Option<(PathBuf, [&'static str; 2])> {
    let (controllers, path) = line.split_once(':')?.1.split_once(':')?;
    let path = path.trim_start_matches('/');
    match controllers {
        "" => Some((Path::new("/sys/fs/cgroup").join(path), ["memory.max", "memory.current"])),
        "memory" => {
            let names = ["memory.limit_in_bytes", "memory.usage_in_bytes"];
            Some((Path::new("/sys/fs/cgroup/memory").join(path), names))
        }
        _ => None,
    }
}

fn left_in(group: &Path, [limit, used]: [&str; 2]) -> Option<u64> {
    Some(number(&group.join(limit))?.saturating_sub(number(&group.join(used))?))
}

fn number(file: &Path) -> Option<u64> {
    fs::read_to_string(file).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_both_versions_are_found_and_others_are_not() {
        let folder = |line| memory_group(line).map(|(folder, _)| folder);
        assert_eq!(folder("0::/user/me"), Some(PathBuf::from("/sys/fs/cgroup/user/me")));
        assert_eq!(folder("4:memory:/user"), Some(PathBuf::from("/sys/fs/cgroup/memory/user")));
        assert_eq!(folder("8:pids:/"), None);
    }

    #[test]
    fn what_is_no_number_of_things_that_fit_is_cut_down_and_says_why() {
        let room = Room::of(Kind::Task, usize::MAX >> 1);
        assert!(room.count < usize::MAX >> 1 && room.why.is_some(), "on Linux");
    }
}
