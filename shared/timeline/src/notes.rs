//! What is said below a picture.

use crate::timeline::{Timeline, What, time};

/// How it ended: "returns after 6000 ms", and why if that is not all.
pub(crate) fn end(timeline: &Timeline) -> Vec<String> {
    let end = format!("{} after {}", timeline.end, time(timeline.ns));
    let stuck = timeline.events.iter().filter(|event| event.what == What::Stuck);
    let mut why: Vec<String> = stuck.map(|event| event.told.clone()).collect();
    if why.is_empty() && !timeline.why.is_empty() {
        why.push(timeline.why.clone());
    }
    match why.as_slice() {
        [] => vec![end],
        [only] => vec![format!("{end}: {only}")],
        _ => [format!("{end}:")].into_iter().chain(why.iter().map(|why| format!("- {why}"))).collect(),
    }
}
