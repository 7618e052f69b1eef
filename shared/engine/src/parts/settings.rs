//! How a program is run.

use crate::parts::fatal::Fatal;
use crate::parts::names::Names;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

/// How a program is run; the same for all executions of one exploration.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What time does.
    pub clock: ClockMode,
    /// An execution of more steps than this is stopped and called still running.
    pub max_steps: u64,
    /// So is one that goes on past this time.
    pub max_time: Duration,
    /// The program's files, as the compiler calls them, that of its `main` first. Lines of other files, such as our `std`, are
    /// not the program's, so they are told as 0; all are told if there are no names.
    pub files: &'static [&'static str],
    /// What the thread is called on which it starts.
    pub main: String,
    /// What `env::args` gives, the program's own name first.
    pub args: Vec<String>,
    /// What there is to read from standard input.
    pub stdin: Arc<[u8]>,
    /// What futures are called in sentences.
    pub names: Names,
    /// What tasks can tell each other.
    pub sharing: Sharing,
    /// What atomics promise.
    pub memory: Memory,
    /// Which orders its text names.
    pub orders: Orders,
    /// Lines of the program, each with its file, on which all orders are sequentially consistent whatever is asked for.
    pub sequential: Arc<BTreeSet<(&'static str, u32)>>,
    /// Who polls futures.
    pub polling: Polling,
    /// Whether to keep the events, which costs time.
    pub events: Events,
    /// How often more than need be a task goes round and round before it waits for a change: what it does then must not depend on it.
    pub delay: usize,
    /// What tasks come to after histories ([`crate::history`]) that are known to end the process.
    pub fatal: Arc<HashMap<u64, Fatal>>,
}

/// Whether events are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Events {
    /// For timelines and explanations.
    Kept,
    /// For searching.
    Dropped,
}

/// What tasks can tell each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// What goes through the library's objects, as in a program without `unsafe` code.
    Declared,
    /// Anything, as soon as an operation of one comes after one of the other at the same object: who has unlocked a `Mutex<()>` may
    /// have written what it guards.
    Hidden,
}

/// What atomics promise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Memory {
    /// What the language does, each with the order that is asked for.
    Rust,
    /// Whatever is asked for, they are sequentially consistent.
    #[default]
    Sequential,
}

/// Which orders of memory a program's text names: what can be seen there need not be found out by running it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Orders {
    /// Weaker ones than sequential consistency.
    pub weak: bool,
    /// That one.
    pub sequential: bool,
}

/// Who polls futures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polling {
    /// `.await` and what a library of ours has, so that a future which is polled once more does nothing but look again for what it
    /// waits for.
    Ours,
    /// The program too, which can count how often it does so.
    Anybody,
}

impl Sharing {
    /// What an answer rests on for its sake.
    pub(crate) fn rests_on(self) -> Option<&'static str> {
        (self == Sharing::Hidden)
            .then_some("the program's `unsafe` code has no data race; after one, anything can happen")
    }
}

/// What time does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClockMode {
    /// Time passes only when nothing else can happen, so every wake-up is in time.
    Exact,
    /// Time may pass at any point, so wake-ups may come late, as on a loaded machine.
    Late,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            clock: ClockMode::Exact,
            max_steps: 200_000,
            max_time: Duration::from_secs(24 * 60 * 60),
            files: &[],
            main: "main".to_owned(),
            args: vec!["program".to_owned()],
            stdin: Arc::default(),
            names: Names::default(),
            sharing: Sharing::Declared,
            memory: Memory::default(),
            orders: Orders::default(),
            sequential: Arc::default(),
            polling: Polling::Anybody,
            events: Events::Dropped,
            delay: 0,
            fatal: Arc::default(),
        }
    }
}
