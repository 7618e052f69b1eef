//! Two things measured side by side.

use std::fmt;

use cost::{Pair, Scale};

use super::{Evidence, Missing, Needs};
use crate::lab::Lab;

/// One pair of measurements is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    id: &'static str,
    /// Puts other figures in their place.
    change: fn(Figures) -> Figures,
}

/// What was measured of a pair.
#[derive(Clone, Debug)]
pub struct Figures(Pair);

/// A pair as it was measured.
pub fn measured(id: &'static str) -> Measured {
    Measured { id, change: |figures| figures }
}

/// A pair with other figures than were measured.
pub fn as_if(id: &'static str, change: fn(Figures) -> Figures) -> Measured {
    Measured { id, change }
}

impl Evidence for Measured {
    type Found = Figures;

    fn add_to(&self, needs: &mut Needs) {
        needs.measured.insert(self.id);
    }

    fn find(&self, lab: &Lab) -> Result<Figures, Missing> {
        lab.measured(self.id).map(|pair| (self.change)(Figures(pair)))
    }
}

impl Figures {
    pub fn left(&self) -> f64 {
        self.0.left.spread.median
    }

    pub fn right(&self) -> f64 {
        self.0.right.spread.median
    }

    /// How many times the left side is the right.
    pub fn ratio(&self) -> f64 {
        self.left() / self.right()
    }

    /// Another amount of what was measured, with its unit.
    pub fn show(&self, amount: f64) -> String {
        Scale::fitting(self.0.unit, amount).show(amount)
    }

    /// With the figures of the two sides exchanged.
    pub fn swapped(mut self) -> Figures {
        std::mem::swap(&mut self.0.left.spread, &mut self.0.right.spread);
        self
    }

    /// With so many times the figure on the right.
    pub fn right_times(mut self, factor: f64) -> Figures {
        self.0.right.spread.median *= factor;
        self
    }
}

/// `thread 9.8 kB, task 450 B`
impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = (self.show(self.left()), self.show(self.right()));
        write!(f, "{} {left}, {} {right}", self.0.left.name, self.0.right.name)
    }
}
