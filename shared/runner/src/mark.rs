//! How a process, and all that come of it, can be told from everybody else's.
//!
//! A process can leave its group, its session, its parent and its environment behind; its limits it keeps and hands on.
//! Linux has one that limits nothing, on file locks, so each process that we start gets a value of that limit which no other
//! has.

use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

/// So many processes we start before numbers come again.
const NUMBERS: u64 = 1_000_000;

/// What a process and all that come of it carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(u64);

/// What marked processes are to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    /// Anybody's programs: none may outlive the first of them.
    Program,
    /// Cargo, which may start one for others too, such as the server of a cache; and what is ours, which leaves nobody.
    Tool,
}

impl Mark {
    /// One that nobody carries yet: our own number, what it is for, and a number of its own, in decimal figures.
    pub fn new(kin: Kin) -> Mark {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed) % NUMBERS;
        let kin = match kin {
            Kin::Program => 1,
            Kin::Tool => 2,
        };
        Mark((u64::from(process::id()) * 10 + kin) * NUMBERS + number)
    }

    /// As a limit.
    pub fn value(self) -> u64 {
        self.0
    }

    /// A regular expression for the line of `/proc/…/limits` in which a program of ours stands.
    pub fn line_of_any_program() -> String {
        let figures = "[0-9]".repeat(NUMBERS.ilog10() as usize);
        format!("^Max file locks  *{}1{figures} ", process::id())
    }

    /// The mark in a text of `/proc/…/limits`.
    pub fn read(limits: &str) -> Option<Mark> {
        let line = limits.lines().find_map(|line| line.strip_prefix("Max file locks"))?;
        line.split_whitespace().next()?.parse().ok().map(Mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_is_new_and_is_read_as_it_was_set() {
        let mark = Mark::new(Kin::Program);
        assert_ne!(mark, Mark::new(Kin::Program));
        let limits =
            format!("Limit  Soft  Hard\nMax file locks            {}  unlimited  locks\n", mark.value());
        assert_eq!(Mark::read(&limits), Some(mark));
        assert_eq!(Mark::read("Max file locks            unlimited            unlimited"), None);
    }
}
