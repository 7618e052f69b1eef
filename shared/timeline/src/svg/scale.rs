//! How far apart instants are drawn.

use crate::fold::Item;
use crate::timeline::time;

/// What the usual time between two instants takes, in pixels.
const USUAL: f64 = 28.0;
/// A longer way is folded.
const LONGEST: f64 = 90.0;

/// How far apart instants are drawn: to scale, unless that would be very far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// Pixels for a nanosecond.
    pixels: f64,
}

/// The way between two instants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    ToScale(f64),
    /// Too long to be drawn to scale.
    Folded,
}

impl Scale {
    /// Made for the ways that there are between items.
    pub fn of(items: &[Item]) -> Scale {
        let mut ways: Vec<u64> = items.windows(2).map(|pair| pair[1].from() - pair[0].until()).collect();
        ways.retain(|way| *way > 0);
        ways.sort_unstable();
        let usual = ways.get(ways.len() / 2).copied().unwrap_or(1);
        Scale { pixels: USUAL / usual as f64 }
    }

    pub fn way(self, ns: u64) -> Way {
        let height = ns as f64 * self.pixels;
        if height > LONGEST { Way::Folded } else { Way::ToScale(height) }
    }

    /// A round time and its height, to read others by.
    pub fn bar(self) -> (String, f64) {
        let rounds = (0..20).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.pow(power.min(18))));
        let height = |ns: u64| ns as f64 * self.pixels;
        let ns = rounds.into_iter().find(|ns| height(*ns) >= 18.0).unwrap_or(1);
        (time(ns), height(ns))
    }
}
