//! A logarithmic axis.

/// From one power of ten to another, laid along so many units of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// Exponents of ten.
    decades: [i32; 2],
    /// Where it starts and ends in the drawing.
    from: f64,
    to: f64,
}

impl Axis {
    /// The shortest that has room for these values and is at least a decade long; `None` without values. What is not
    /// above zero has no place on it.
    pub fn around(values: impl IntoIterator<Item = f64>, from: f64, to: f64) -> Option<Axis> {
        let logs: Vec<f64> = values.into_iter().filter(|value| *value > 0.0).map(f64::log10).collect();
        let low = logs.iter().copied().reduce(f64::min)?.floor() as i32;
        let high = logs.iter().copied().reduce(f64::max)?.ceil() as i32;
        Some(Axis { decades: [low, high.max(low + 1)], from, to })
    }

    /// Where a value lies.
    pub fn position(&self, value: f64) -> f64 {
        let [low, high] = self.decades.map(f64::from);
        self.from + (value.log10() - low) / (high - low) * (self.to - self.from)
    }

    /// The powers of ten on it.
    pub fn ticks(&self) -> impl Iterator<Item = f64> {
        (self.decades[0]..=self.decades[1]).map(|exponent| 10_f64.powi(exponent))
    }
}

#[cfg(test)]
mod tests {
    use super::Axis;

    #[test]
    fn powers_of_ten_are_equally_far_apart() {
        let axis = Axis::around([20.0, 9000.0], 0.0, 300.0).unwrap();
        let positions: Vec<f64> = axis.ticks().map(|tick| axis.position(tick)).collect();
        assert_eq!(axis.ticks().collect::<Vec<_>>(), [10.0, 100.0, 1000.0, 10_000.0]);
        assert_eq!(positions, [0.0, 100.0, 200.0, 300.0]);
    }

    #[test]
    fn one_value_gets_a_decade() {
        assert_eq!(Axis::around([100.0], 0.0, 1.0).unwrap().ticks().count(), 2);
    }

    #[test]
    fn what_is_not_above_zero_has_no_place() {
        assert_eq!(Axis::around([0.0, -1.0], 0.0, 1.0), None);
    }
}
