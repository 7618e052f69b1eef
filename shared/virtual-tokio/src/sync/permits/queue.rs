//! Who waits for permits, in the order in which they were asked for.

use crate::waiter::Waiter;
use std::collections::VecDeque;
use std::hash::{Hash, Hasher};
use std::time::Duration;

/// Of how many the order is left open: that there are not too many ways to choose from them.
const MOST: usize = 12;

/// Who waits for permits, in the order in which they were asked for.
///
/// Of those who asked at the same moment, and whom nobody can have seen waiting, any could have been the first. Which of them it was
/// need not be known before one of them gets what the others don't.
#[derive(Clone, Default, Hash)]
pub(super) struct Queue(VecDeque<Asked>);

/// Somebody who waits.
#[derive(Clone)]
pub(super) struct Asked {
    pub key: u64,
    pub count: usize,
    pub waiter: Waiter,
    /// When it was asked, if others who asked then could as well have been before.
    pub moment: Option<Duration>,
}

impl Hash for Asked {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (self.key, self.count, &self.waiter, self.moment).hash(hasher);
    }
}

impl Queue {
    pub const fn new() -> Queue {
        Queue(VecDeque::new())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds somebody; those whose order is not known are in that of their keys.
    pub fn push(&mut self, mut asked: Asked) {
        let beside = self.0.iter().rev().take_while(|other| other.is_beside(&asked));
        let (beside, later) = beside
            .fold((0, 0), |(beside, later), other| (beside + 1, later + usize::from(other.key > asked.key)));
        if beside == MOST {
            asked.moment = None;
            return self.0.push_back(asked);
        }
        self.0.insert(self.0.len() - later, asked);
    }

    pub fn find(&mut self, key: u64) -> Option<&mut Asked> {
        self.0.iter_mut().find(|asked| asked.key == key)
    }

    pub fn remove(&mut self, key: u64) {
        self.0.retain(|asked| asked.key != key);
    }

    pub fn clear(&mut self) -> impl Iterator<Item = Asked> {
        std::mem::take(&mut self.0).into_iter()
    }

    /// In how many ways so many permits can be given.
    pub fn ways(&self, free: usize) -> usize {
        let (sure, left) = self.sure(free);
        combinations(self.beside(sure), left)
    }

    /// Those who get permits when so many are free, in one of these ways.
    pub fn take(&mut self, free: usize, mut way: usize) -> Vec<Asked> {
        let (sure, mut left) = self.sure(free);
        let beside = self.beside(sure);
        let mut taken: Vec<Asked> = self.0.drain(..sure).collect();
        let mut place = 0;
        for others in (0..beside).rev() {
            let Some(after) = left.checked_sub(1) else { break };
            let with_this_one = combinations(others, after);
            if way < with_this_one {
                taken.extend(self.0.remove(place));
                left = after;
            } else {
                way -= with_this_one;
                place += 1;
            }
        }
        taken
    }

    /// How many get theirs in any case, and how many permits are left for some of those after them.
    fn sure(&self, mut free: usize) -> (usize, usize) {
        let mut sure = 0;
        loop {
            let beside = self.beside(sure);
            let wanted: usize = self.0.range(sure..sure + beside).map(|asked| asked.count).sum();
            if beside == 0 || wanted > free {
                // Who wants several has to wait until there are as many.
                let left = if beside > 1 { free } else { 0 };
                return (sure, left);
            }
            (sure, free) = (sure + beside, free - wanted);
        }
    }

    /// How many there are from a place on whose order is not known; one who has a place of its own.
    fn beside(&self, place: usize) -> usize {
        let mut from = self.0.range(place.min(self.0.len())..);
        from.next().map_or(0, |first| 1 + from.take_while(|asked| asked.is_beside(first)).count())
    }
}

impl Asked {
    /// Whether it makes no difference which of the two asked first.
    fn is_beside(&self, other: &Asked) -> bool {
        let is_same = self.moment.is_some() && self.moment == other.moment;
        is_same && (self.count, other.count) == (1, 1)
    }
}

/// How many ways there are to choose so many of some.
fn combinations(some: usize, chosen: usize) -> usize {
    (0..chosen).fold(1, |ways, before| ways * some.saturating_sub(before) / (before + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(asked: &[(u64, usize, Option<u64>)]) -> Queue {
        let mut queue = Queue::default();
        for &(key, count, moment) in asked {
            let moment = moment.map(Duration::from_secs);
            queue.push(Asked { key, count, waiter: Waiter::nobody(), moment });
        }
        queue
    }

    /// Who gets permits, in each way that there is.
    fn given(queue: &Queue, free: usize) -> Vec<Vec<u64>> {
        let keys = |way| queue.clone().take(free, way).iter().map(|asked| asked.key).collect();
        (0..queue.ways(free)).map(keys).collect()
    }

    #[test]
    fn who_asked_first_is_first() {
        let queue = queue(&[(3, 1, None), (1, 1, None), (2, 1, Some(0)), (4, 1, Some(1))]);
        assert_eq!(given(&queue, 1), [[3]]);
        assert_eq!(given(&queue, 3), [[3, 1, 2]]);
    }

    #[test]
    fn of_those_who_asked_at_the_same_moment_any_is_first() {
        let queue =
            queue(&[(9, 1, None), (3, 1, Some(0)), (1, 1, Some(0)), (2, 1, Some(0)), (4, 1, Some(1))]);
        assert_eq!(given(&queue, 1), [[9]]);
        assert_eq!(given(&queue, 2), [[9, 1], [9, 2], [9, 3]]);
        assert_eq!(given(&queue, 3), [[9, 1, 2], [9, 1, 3], [9, 2, 3]]);
        assert_eq!(given(&queue, 4), [[9, 1, 2, 3]]);
    }

    #[test]
    fn who_wants_several_waits_for_all_of_them_and_keeps_others_waiting() {
        let queue = queue(&[(1, 3, Some(0)), (2, 1, Some(0)), (3, 1, Some(0))]);
        assert_eq!(given(&queue, 2), [[0_u64; 0]]);
        assert_eq!(given(&queue, 4), [[1, 2], [1, 3]]);
    }

    #[test]
    fn those_whose_order_is_not_known_stand_in_one_order() {
        let same = |one: &[_], other: &[_]| engine::digest(queue(one)) == engine::digest(queue(other));
        let (first, second) = ((1, 1, Some(0)), (2, 1, Some(0)));
        assert!(same(&[first, second], &[second, first]));
        assert!(!same(&[(1, 1, None), (2, 1, None)], &[(2, 1, None), (1, 1, None)]));
    }
}
