//! How much memory this process has, and the system has for it, as Linux's `/proc` tells.

use std::fs;

/// At one moment, in bytes; `None` where the system does not tell.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// Of this process, in physical memory.
    pub resident: Option<u64>,
    /// Kernel stacks and small objects of the whole system, and page tables of this process.
    pub kernel: Option<u64>,
}

impl Memory {
    pub fn now() -> Memory {
        Memory { resident: resident(), kernel: kernel() }
    }

    /// How many threads this process has.
    pub fn threads() -> Option<usize> {
        usize::try_from(field(&read("/proc/self/status")?, "Threads")?).ok()
    }

    /// Of the whole machine.
    pub fn of_the_machine() -> Option<u64> {
        kilobytes(&read("/proc/meminfo")?, "MemTotal")
    }

    /// What programs can still get without others having to give way.
    pub fn available() -> Option<u64> {
        kilobytes(&read("/proc/meminfo")?, "MemAvailable")
    }
}

/// The sum over all mappings is exact; the counters in `statm` lag behind.
fn resident() -> Option<u64> {
    kilobytes(&read("/proc/self/smaps_rollup")?, "Rss")
}

fn kernel() -> Option<u64> {
    let (system, own) = (read("/proc/meminfo")?, read("/proc/self/status")?);
    Some(kilobytes(&system, "KernelStack")? + kilobytes(&system, "SUnreclaim")? + kilobytes(&own, "VmPTE")?)
}

fn read(file: &str) -> Option<String> {
    fs::read_to_string(file).ok()
}

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    Some(field(text, name)? * 1024)
}

/// The number in a line such as `Rss:     1234 kB`.
fn field(text: &str, name: &str) -> Option<u64> {
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    value.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Name:\tRss: 7 kB\nRssAnon:\t  9 kB\nRss:\t  12 kB\nThreads:\t3\n";

    #[test]
    fn a_field_is_found_by_its_whole_name_at_the_start_of_a_line() {
        assert_eq!(kilobytes(TEXT, "Rss"), Some(12 * 1024));
        assert_eq!(field(TEXT, "Threads"), Some(3));
    }

    #[test]
    fn a_field_that_is_missing_or_no_number_is_none() {
        assert_eq!(field(TEXT, "Thread"), None);
        assert_eq!(field(TEXT, "Name"), None);
    }
}
