//! Many that sleep at the same time.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::kind::Kind;
use crate::memory::Memory;
use crate::tasks::Tasks;
use crate::threads;

/// Longer than anybody waits. Nobody has to wake up: the process ends before.
const NIGHT: Duration = Duration::from_secs(3600);
/// How long the system is given to do what it puts off, before memory is read.
const PAUSE: Duration = Duration::from_millis(30);
/// How often it is looked whether all are asleep.
const TICK: Duration = Duration::from_millis(1);

/// So many that sleep, and what they take in all.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asleep {
    /// How many there were, counted by the system or the runtime.
    pub alive: usize,
    /// Why there weren't more, if more were wanted.
    pub refused: Option<String>,
    /// In bytes. `None` where the system does not tell.
    pub resident: Option<f64>,
    /// What the system itself holds for them, in bytes. `None` where it does not tell.
    pub kernel: Option<f64>,
}

/// Starts so many that sleep, in a process that has nothing else to do.
pub fn measure(kind: Kind, count: usize) -> io::Result<Asleep> {
    let sleepers = Sleepers::new(kind)?;
    // What comes only with the first is not what each costs.
    sleepers.start(1)?;
    sleepers.settle(1);
    let (before, alive_before) = (Memory::now(), sleepers.alive());
    let (started, refused) = match sleepers.start(count) {
        Ok(()) => (count, None),
        Err(Refused { started, why }) => (started, Some(why.to_string())),
    };
    sleepers.settle(1 + started);
    let after = Memory::now();
    let grown = |of: fn(&Memory) -> Option<u64>| Some(of(&after)? as f64 - of(&before)? as f64);
    Ok(Asleep {
        alive: sleepers.alive().saturating_sub(alive_before),
        refused,
        resident: grown(|memory| memory.resident),
        kernel: grown(|memory| memory.kernel),
    })
}

struct Sleepers {
    place: Place,
    /// How many have been about to fall asleep.
    asleep: Arc<AtomicUsize>,
}

enum Place {
    Threads,
    Tasks(Tasks),
}

/// The system gave no more than so many.
struct Refused {
    started: usize,
    why: io::Error,
}

impl From<Refused> for io::Error {
    fn from(refused: Refused) -> io::Error {
        refused.why
    }
}

impl Sleepers {
    fn new(kind: Kind) -> io::Result<Sleepers> {
        let place = match kind {
            Kind::Thread => Place::Threads,
            Kind::Task => Place::Tasks(Tasks::new()?),
        };
        Ok(Sleepers { place, asleep: Arc::default() })
    }

    fn start(&self, count: usize) -> Result<(), Refused> {
        let before = self.asleep.load(Ordering::Relaxed);
        for started in 0..count {
            let asleep = self.asleep.clone();
            match &self.place {
                Place::Threads => {
                    let starter = thread::current();
                    let sleep = move || {
                        asleep.fetch_add(1, Ordering::Relaxed);
                        starter.unpark();
                        thread::sleep(NIGHT);
                    };
                    threads::start(sleep).map_err(|why| Refused { started, why })?;
                    // One that finds no memory for what it needs to begin ends the process. So the next must not take
                    // it away; that one is refused, which is no more than an error.
                    self.wait_for(before + started + 1);
                }
                Place::Tasks(tasks) => {
                    tasks.runtime().spawn(async move {
                        asleep.fetch_add(1, Ordering::Relaxed);
                        drop(asleep);
                        tokio::time::sleep(NIGHT).await;
                    });
                }
            }
        }
        Ok(())
    }

    /// Waits until so many have fallen asleep.
    fn wait_for(&self, count: usize) {
        while self.asleep.load(Ordering::Relaxed) < count {
            thread::park_timeout(TICK);
        }
    }

    /// Waits until so many have fallen asleep and the system has come to rest.
    fn settle(&self, count: usize) {
        self.wait_for(count);
        thread::sleep(PAUSE);
    }

    /// How many there are, as far as somebody else than we can tell.
    fn alive(&self) -> usize {
        match &self.place {
            Place::Threads => Memory::threads().unwrap_or_else(|| self.asleep.load(Ordering::Relaxed)),
            Place::Tasks(tasks) => tasks.runtime().metrics().num_alive_tasks(),
        }
    }
}
