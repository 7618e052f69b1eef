//! A voice that is cut off, because the program ends first.

use crate::evidence::{Output, Outputs};
use crate::finding::{Finding, Verdict};

/// How many lines the voice has.
const WHOLE: usize = 9;

/// How many of its nine lines a voice prints, on each clock.
pub fn is_cut(voice: &str, exact: &Outputs, late: &Outputs) -> Finding {
    let range = |outputs: &Outputs| {
        let printed = || outputs.all.iter().map(|output: &Output| output.count(voice));
        (printed().min().unwrap_or_default(), printed().max().unwrap_or_default())
    };
    let ((shortest, longest), late) = (range(exact), range(late));
    Finding::new(
        Verdict::holds_if(shortest < WHOLE, "it prints all its lines"),
        format!(
            "{shortest} to {longest} of its {WHOLE} lines; {} to {} if wake-ups come late",
            late.0, late.1
        ),
    )
}
