//! Relations between the events of an execution.

use std::ops::{BitOr, BitOrAssign};

/// At most so many events.
pub const MOST: usize = 32;

/// Which events stand in a relation to which: bit `b` of row `a` says that `a` does to `b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation([u32; MOST]);

impl Relation {
    pub const NONE: Relation = Relation([0; MOST]);

    /// All pairs below `count` of which something is true.
    pub fn of(count: usize, holds: impl Fn(usize, usize) -> bool) -> Relation {
        let row = |a: usize| (0..count).filter(|b| holds(a, *b)).fold(0, |row, b| row | 1 << b);
        Relation(std::array::from_fn(|a| if a < count { row(a) } else { 0 }))
    }

    pub fn has(&self, a: usize, b: usize) -> bool {
        self.0[a] >> b & 1 == 1
    }

    pub fn add(&mut self, a: usize, b: usize) {
        self.0[a] |= 1 << b;
    }

    /// One step of this, then one of the other.
    pub fn then(&self, next: &Relation) -> Relation {
        Relation(self.0.map(|row| ones(row).fold(0, |all, b| all | next.0[b])))
    }

    /// This or staying where one is.
    pub fn or_same(mut self) -> Relation {
        (0..MOST).for_each(|a| self.add(a, a));
        self
    }

    /// One or more steps of it.
    pub fn closure(mut self) -> Relation {
        for middle in 0..MOST {
            for a in 0..MOST {
                if self.has(a, middle) {
                    self.0[a] |= self.0[middle];
                }
            }
        }
        self
    }

    pub fn reversed(&self) -> Relation {
        Relation::of(MOST, |a, b| self.has(b, a))
    }

    /// Those pairs of which something is true.
    pub fn only(&self, holds: impl Fn(usize, usize) -> bool) -> Relation {
        let row = |a: usize| ones(self.0[a]).filter(|b| holds(a, *b)).fold(0, |row, b| row | 1 << b);
        Relation(std::array::from_fn(row))
    }

    pub fn is_irreflexive(&self) -> bool {
        (0..MOST).all(|a| !self.has(a, a))
    }

    pub fn is_acyclic(&self) -> bool {
        self.closure().is_irreflexive()
    }
}

impl BitOr for Relation {
    type Output = Relation;

    fn bitor(self, other: Relation) -> Relation {
        Relation(std::array::from_fn(|a| self.0[a] | other.0[a]))
    }
}

impl BitOrAssign for Relation {
    fn bitor_assign(&mut self, other: Relation) {
        *self = *self | other;
    }
}

/// The places of the bits that are set.
fn ones(mut row: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let first = (row != 0).then(|| row.trailing_zeros() as usize)?;
        row &= row - 1;
        Some(first)
    })
}
