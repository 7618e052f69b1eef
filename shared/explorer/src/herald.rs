//! Says now and then how far a search is.

use crate::graph::Graph;
use crate::language::Language;
use answers::Progress;
use std::io::Write;
use std::time::{Duration, Instant};

/// How long it is silent at a time.
const PAUSE: Duration = Duration::from_millis(500);
/// Counting takes at most one part in so many of the time.
const SHARE: u32 = 20;
/// More sets of states than these are not counted.
const COUNTED: usize = 20_000;

/// Says now and then how far a search is.
pub(crate) struct Herald {
    next: Instant,
}

impl Herald {
    pub fn new() -> Herald {
        Herald { next: Instant::now() + PAUSE }
    }

    /// Says it, if it is time to.
    pub fn hear(&mut self, runs: u64, graph: &Graph) {
        let now = Instant::now();
        if now < self.next {
            return;
        }
        let outputs = graph.start.is_some().then(|| Language::new(graph).count(COUNTED)).flatten();
        // Who does not listen misses nothing.
        let _ = writeln!(std::io::stderr(), "{}", Progress { runs, outputs });
        self.next = Instant::now() + PAUSE.max(now.elapsed() * SHARE);
    }
}
