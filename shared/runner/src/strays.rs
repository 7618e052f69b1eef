//! Processes that have left the group of the one from which they came, as daemons do.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use crate::census;
use crate::mark::Mark;

/// Nobody starts others so fast that some are left after so many rounds.
const ROUNDS: usize = 1000;
const PAUSE: Duration = Duration::from_millis(1);

/// Kills everybody who carries this mark and does not belong to this group, which has been killed already. Gives what they
/// are called.
pub fn end(mark: Mark, group: u32) -> Vec<String> {
    let mut names = BTreeMap::new();
    for _ in 0..ROUNDS {
        let strays =
            census::all(mark).into_iter().filter(|stray| stray.group().is_some_and(|of| of != group));
        let strays: Vec<_> = strays.collect();
        if strays.is_empty() {
            break;
        }
        for stray in strays {
            names.entry(stray.pid).or_insert_with(|| stray.name());
            stray.kill();
        }
        thread::sleep(PAUSE);
    }
    names.into_values().collect()
}
