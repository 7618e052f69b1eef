//! In which order the messages of `17-13` arrive.

mod permuted;

use std::collections::BTreeSet;

use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{Output, Outputs, explored, recorded};
use crate::finding::{Finding, Verdict};
use crate::program::listing;

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "A17",
            says: "`17-13` prints its messages in the order given in the book.",
            look: "explore 17-13",
            check: check(
                (recorded("17-13"), explored(listing("17-13"))),
                (
                    recorded("17-13"),
                    explored(listing("17-13").with("from_millis(1500)", "from_millis(1400)")),
                ),
                |(given, outputs)| {
                    let is_given = |output: &Output| output.texts() == given;
                    let ties: Vec<_> = outputs.ties().into_iter().map(|tie| other_way(&given, tie)).collect();
                    Finding::new(
                        Verdict::holds_if(outputs.some(is_given), "it never does")
                            .only_if(!outputs.every(is_given), format!("unless {}", ties.join(", and "))),
                        format!(
                            "{outputs}; the book's is {}",
                            if outputs.some(is_given) { "one of them" } else { "not among them" }
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A18",
            says: "The order in which futures are made doesn't matter, the order in which they are joined does.",
            look: "explore 17-13",
            check: check(permuted::makes_and_joins(), permuted::makes_alone(), |found| {
                // One row for each order of joining; in it, one for each order of making.
                let made: Vec<BTreeSet<_>> =
                    found.chunks(6).map(|row| row.iter().map(Outputs::texts).collect()).collect();
                let joined: BTreeSet<_> = made.iter().collect();
                let exhaustive = found.iter().all(|outputs| outputs.exhaustive);
                let no_matter = made.iter().all(|sets| sets.len() == 1);
                Finding::new(
                    Verdict::holds_if(
                        exhaustive && no_matter && joined.len() > 1,
                        "neither order matters, or both do",
                    ),
                    format!(
                        "{} programs: the 6 orders of making give {} set of outputs, the 6 of joining {}",
                        found.len(),
                        made.iter().map(BTreeSet::len).max().unwrap_or_default(),
                        joined.len()
                    ),
                )
            }),
        },
    ]
}

/// How a tie can fall otherwise than in the output that is given.
fn other_way(given: &[String], (ms, one, other): (u64, &str, &str)) -> String {
    let place = |line: &str| given.iter().position(|text| text == line);
    let (first, second) = if place(one) < place(other) { (other, one) } else { (one, other) };
    format!("`{first}` comes before `{second}`: they tie at {ms} ms")
}
