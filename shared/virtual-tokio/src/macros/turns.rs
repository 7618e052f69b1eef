//! In which order futures that stand side by side are polled.

/// Goes round once: from one of several to the last, and then from the first to the one before.
#[derive(Debug)]
pub struct Turns {
    skipped: usize,
    left: usize,
}

impl Turns {
    /// From the first on.
    pub fn in_order(count: usize) -> Turns {
        Turns { skipped: 0, left: count }
    }

    /// From any of them on, as chance has it.
    #[track_caller]
    pub fn by_chance(count: usize) -> Turns {
        Turns { skipped: engine::choose(count), left: count }
    }

    /// Whether it is the turn of the next one that is asked about.
    pub fn is_next(&mut self) -> bool {
        if self.skipped > 0 {
            self.skipped -= 1;
            return false;
        }
        let is_next = self.left > 0;
        self.left -= usize::from(is_next);
        is_next
    }

    /// Whether each has had its turn.
    pub fn is_over(&self) -> bool {
        self.left == 0
    }
}

/// Begins each time with the next one.
pub fn rotation() -> impl FnMut(usize) -> Turns {
    let mut begins = 0;
    move |count| {
        let skipped = begins;
        begins = (begins + 1) % count;
        Turns { skipped, left: count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(mut turns: Turns, count: usize) -> Vec<usize> {
        let mut order = Vec::new();
        while !turns.is_over() {
            order.extend((0..count).filter(|_| turns.is_next()));
        }
        order
    }

    #[test]
    fn a_rotation_begins_each_time_with_the_next_one() {
        let mut turns = rotation();
        let orders: Vec<_> = (0..4).map(|_| order(turns(3), 3)).collect();
        assert_eq!(orders, [[0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 1, 2]]);
        assert_eq!(order(Turns::in_order(3), 3), [0, 1, 2]);
    }
}
