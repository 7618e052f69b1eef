//! The middle of several measurements, and how far they lie apart.

use serde::{Deserialize, Serialize};

/// The median, and between `low` and `high` the middle half of all values: the first and the third quartile.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    pub median: f64,
    pub low: f64,
    pub high: f64,
}

impl Spread {
    /// `None` without values. A quartile that falls between two values is the point between them.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Spread> {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let quantile = |part: f64| {
            let position = part * (values.len().checked_sub(1)?) as f64;
            let (below, above) = (values[position.floor() as usize], values[position.ceil() as usize]);
            Some(below + (above - below) * position.fract())
        };
        Some(Spread { median: quantile(0.5)?, low: quantile(0.25)?, high: quantile(0.75)? })
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn one_wild_value_moves_neither_median_nor_quartiles() {
        let calm = Spread::of([5.0, 1.0, 3.0, 2.0, 4.0]).unwrap();
        assert_eq!(calm, Spread { median: 3.0, low: 2.0, high: 4.0 });
        assert_eq!(Spread::of([5000.0, 1.0, 3.0, 2.0, 4.0]), Some(calm));
    }

    #[test]
    fn between_two_values_lies_the_point_between_them() {
        assert_eq!(Spread::of([4.0, 2.0]), Some(Spread { median: 3.0, low: 2.5, high: 3.5 }));
        assert_eq!(Spread::of([7.0]), Some(Spread { median: 7.0, low: 7.0, high: 7.0 }));
    }

    #[test]
    fn nothing_has_no_middle() {
        assert_eq!(Spread::of([]), None);
    }
}
