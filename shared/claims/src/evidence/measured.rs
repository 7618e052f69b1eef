//! Two things measured side by side.

use std::fmt;

use serde::Deserialize;

use super::{Evidence, Missing, Needs};
use crate::lab::Lab;

/// One pair of measurements is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    id: &'static str,
    /// Puts other figures in their place.
    change: fn(Pair) -> Pair,
}

/// What `cargo xtask cost --json` says, as far as it is used.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    pub pairs: Vec<Pair>,
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
}

/// A measurement that could not be made.
#[derive(Clone, Debug, Deserialize)]
pub struct LeftOut {
    pub id: String,
    pub why: String,
}

/// Two things, measured by turns in the same run.
#[derive(Clone, Debug, Deserialize)]
pub struct Pair {
    pub id: String,
    /// `bytes`, `nanoseconds`, `alive`, or `processors`.
    pub unit: String,
    pub left: Side,
    pub right: Side,
}

/// One of the two.
#[derive(Clone, Debug, Deserialize)]
pub struct Side {
    pub name: String,
    pub median: f64,
}

/// A pair as it was measured.
pub fn measured(id: &'static str) -> Measured {
    Measured { id, change: |pair| pair }
}

/// A pair with other figures than were measured.
pub fn as_if(id: &'static str, change: fn(Pair) -> Pair) -> Measured {
    Measured { id, change }
}

impl Evidence for Measured {
    type Found = Pair;

    fn add_to(&self, needs: &mut Needs) {
        needs.measured.insert(self.id);
    }

    fn find(&self, lab: &Lab) -> Result<Pair, Missing> {
        lab.measured(self.id).map(self.change)
    }
}

impl Pair {
    /// How many times the left side is the right.
    pub fn ratio(&self) -> f64 {
        self.left.median / self.right.median
    }

    /// With the figures of the two sides exchanged.
    pub fn swapped(mut self) -> Pair {
        std::mem::swap(&mut self.left.median, &mut self.right.median);
        self
    }

    /// With so many times the figure on the right.
    pub fn right_times(mut self, factor: f64) -> Pair {
        self.right.median *= factor;
        self
    }
}

/// `thread 9.8 kB, task 0.45 kB`
impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Pair { unit, left, right, .. } = self;
        let (of_left, of_right) = (quantity(left.median, unit), quantity(right.median, unit));
        write!(f, "{} {of_left}, {} {of_right}", left.name, right.name)
    }
}

/// An amount with two significant digits, in a unit that suits it.
fn quantity(amount: f64, unit: &str) -> String {
    let steps: &[(&str, f64)] = match unit {
        "bytes" => &[("MB", 1e6), ("kB", 1e3), ("B", 1.0)],
        "nanoseconds" => &[("s", 1e9), ("ms", 1e6), ("µs", 1e3), ("ns", 1.0)],
        _ => &[("", 1.0)],
    };
    let step = steps.iter().find(|(_, size)| amount >= *size).or(steps.last());
    let (name, size) = step.copied().unwrap_or(("", 1.0));
    format!("{} {name}", significant(amount / size)).trim_end().to_owned()
}

fn significant(amount: f64) -> String {
    let decimals = match amount.abs() {
        amount if amount >= 9.95 => 0,
        amount if amount >= 0.995 => 1,
        _ => 2,
    };
    format!("{amount:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_two_digits_and_a_unit_that_suits_them() {
        assert_eq!(quantity(9_800.0, "bytes"), "9.8 kB");
        assert_eq!(quantity(450.0, "bytes"), "450 B");
        assert_eq!(quantity(58_400.0, "nanoseconds"), "58 µs");
        assert_eq!(quantity(0.45, "nanoseconds"), "0.45 ns");
        assert_eq!(quantity(1.96, "processors"), "2.0");
    }
}
