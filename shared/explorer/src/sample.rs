//! What is tried again after a search: a sample in which each kind of thing has its turn.

use std::collections::BTreeMap;

/// How much is tried.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// So many of the ways that came to a state which was known already.
    pub merges: usize,
    /// So many schedules that are made up.
    pub probes: usize,
    /// So many ways to an end, with more rounds of those who go round and round.
    pub delays: usize,
    /// So many steps at most in all the executions that each of these takes.
    pub steps: usize,
}

impl Default for Sample {
    /// A few milliseconds' worth.
    fn default() -> Self {
        Sample { merges: 16, probes: 8, delays: 8, steps: 4_000 }
    }
}

/// At most so many of the things: the kinds take turns, and what is taken of a kind is spread over all that there is of it.
pub(crate) fn fair<K: Ord, T: Copy>(things: Vec<(K, T)>, most: usize) -> Vec<T> {
    let mut kinds: BTreeMap<K, Vec<T>> = BTreeMap::new();
    for (kind, thing) in things {
        kinds.entry(kind).or_default().push(thing);
    }
    let taken = |turns: usize| kinds.values().map(|kind| kind.len().min(turns)).sum::<usize>();
    let longest = kinds.values().map(Vec::len).max().unwrap_or_default();
    let turns = (0..longest).find(|turns| taken(*turns) >= most).unwrap_or(longest);
    let spread = |kind: &Vec<T>, turn: usize| {
        let turns = turns.min(kind.len());
        (turn < turns).then(|| kind[turn * kind.len() / turns])
    };
    let in_turns = (0..turns).flat_map(|turn| kinds.values().filter_map(move |kind| spread(kind, turn)));
    in_turns.take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_turn_however_rare_it_is() {
        let things: Vec<(u32, u32)> = (0..1_000).map(|n| (u32::from(n == 700), n)).collect();
        assert_eq!(fair(things.clone(), 4), [0, 700, 333, 666]);
        assert_eq!(fair(things.clone(), 1_000).len(), 1_000);
        assert_eq!(fair(things, 0), [0; 0]);
        assert_eq!(fair::<u32, u32>(Vec::new(), 3), [0; 0]);
    }
}
