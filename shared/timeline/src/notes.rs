//! What is said below a picture.

use crate::timeline::{Kind, Timeline, What, time};

/// The lanes, where they are too narrow for their names.
pub(crate) fn lanes(timeline: &Timeline) -> String {
    let name = |lane: usize| timeline.lanes[lane].name.clone();
    let with_futures =
        |lane: usize| match timeline.futures().into_iter().find(|(polling, ..)| *polling == lane) {
            Some((_, first, last)) => {
                let futures: Vec<String> = (first..=last).map(name).collect();
                format!("{} (one task, with the futures {})", name(lane), futures.join(", "))
            }
            None => name(lane),
        };
    let tasks = (0..timeline.lanes.len()).filter(|&lane| timeline.lanes[lane].kind != Kind::Future);
    let names: Vec<String> = tasks.map(with_futures).collect();
    format!("lanes from left to right: {}", names.join(", "))
}

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
