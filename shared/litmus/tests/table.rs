//! The axioms say of each test what its table says, and a weaker one would be noticed.

use litmus::{Order, Program, outcomes, random, table};
use std::collections::BTreeSet;

fn found(program: &Program) -> BTreeSet<String> {
    outcomes(program).iter().map(ToString::to_string).collect()
}

#[test]
fn each_test_has_the_outcomes_of_the_table_and_no_others() {
    let tests = table().unwrap();
    assert!(tests.len() > 60);
    for test in tests {
        assert_eq!(found(&test.program), test.outcomes, "{}: {}", test.name, test.program);
    }
}

#[test]
fn an_order_that_is_weaker_allows_more() {
    for (strong, weak) in [
        ("x=1 rlx; y=1 rel | y acq; x rlx", "x=1 rlx; y=1 rlx | y acq; x rlx"),
        ("x=1 sc; y sc | y=1 sc; x sc", "x=1 sc; y sc | y=1 sc; x acq"),
        (
            "x=1 rlx; fence sc; y rlx | y=1 rlx; fence sc; x rlx",
            "x=1 rlx; fence sc; y rlx | y=1 rlx; fence acqrel; x rlx",
        ),
    ] {
        let (strong, weak) = (found(&strong.parse().unwrap()), found(&weak.parse().unwrap()));
        assert!(strong.is_subset(&weak) && strong != weak);
    }
}

#[test]
fn random_programs_use_every_order() {
    let text: String = (0..500).map(|seed| random(seed, 8).to_string() + " | ").collect();
    for order in [Order::Relaxed, Order::Release, Order::Acquire, Order::AcqRel, Order::SeqCst] {
        assert!(text.contains(&format!("fence {order}")) || order == Order::Relaxed);
        assert!(text.contains(&format!(" {order};")));
    }
    assert_eq!(random(7, 8), random(7, 8));
}
