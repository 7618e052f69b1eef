//! Figures as people write them.

use crate::pair::Unit;

/// A unit with a prefix, such as µs: its sign, and how many of the plain unit it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub sign: &'static str,
    pub size: f64,
}

/// In ascending order; kB and so on are powers of ten.
const BYTES: [Scale; 4] = [scale("B", 1.0), scale("kB", 1e3), scale("MB", 1e6), scale("GB", 1e9)];
const TIMES: [Scale; 4] = [scale("ns", 1.0), scale("µs", 1e3), scale("ms", 1e6), scale("s", 1e9)];

const fn scale(sign: &'static str, size: f64) -> Scale {
    Scale { sign, size }
}

impl Scale {
    /// The one in which an amount is at least 1, if there is such a one.
    pub fn fitting(unit: Unit, amount: f64) -> Scale {
        let scales = match unit {
            Unit::Bytes => BYTES,
            Unit::Nanoseconds => TIMES,
            Unit::Alive | Unit::Processors => return scale("", 1.0),
        };
        scales.into_iter().rev().find(|scale| amount >= scale.size).unwrap_or(scales[0])
    }

    /// An amount with its sign, to two digits that say something.
    pub fn show(self, amount: f64) -> String {
        format!("{} {}", digits(amount / self.size), self.sign).trim_end().to_owned()
    }
}

/// A number to two digits that say something: `0.045`, `0.45`, `4.5`, `45`, `451`, `45 100`.
pub fn digits(number: f64) -> String {
    if number >= 9.95 {
        return grouped(number.round() as u64);
    }
    // Rounded first, as 0.999 is 1.0 then.
    let exponent =
        format!("{number:.1e}").split_once('e').and_then(|(_, exponent)| exponent.parse::<i32>().ok());
    let decimals = (1 - exponent.unwrap_or_default()).clamp(1, 7);
    format!("{number:.*}", decimals as usize)
}

/// Whole numbers in groups of three, which a large number needs to be read.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut groups = vec![&digits[..first]];
    groups.extend(digits.as_bytes()[first..].chunks(3).filter_map(|group| std::str::from_utf8(group).ok()));
    groups.retain(|group| !group.is_empty());
    if number < 10_000 { digits } else { groups.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_digits_that_say_something() {
        let shown = [0.0, 0.0451, 0.451, 0.9998, 4.51, 9.97, 45.1, 451.0, 9999.0, 45100.0, 1e6].map(digits);
        assert_eq!(
            shown,
            ["0.0", "0.045", "0.45", "1.0", "4.5", "10", "45", "451", "9999", "45 100", "1 000 000"]
        );
    }

    #[test]
    fn an_amount_is_shown_in_the_unit_that_fits() {
        let show = |unit, amount| Scale::fitting(unit, amount).show(amount);
        assert_eq!(show(Unit::Nanoseconds, 0.24), "0.24 ns");
        assert_eq!(show(Unit::Nanoseconds, 24_300.0), "24 µs");
        assert_eq!(show(Unit::Bytes, 450.0), "450 B");
        assert_eq!(show(Unit::Bytes, 451_000_000.0), "451 MB");
        assert_eq!(show(Unit::Alive, 1e6), "1 000 000");
    }
}
