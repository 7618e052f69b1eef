//! Weak memory: the explorer finds what the axioms allow, no more and no less.

mod algorithms;
mod run;

use explorer::Reduction;
use litmus::{Program, outcomes, random, table};
use run::found;
use std::collections::BTreeSet;

#[test]
fn each_test_of_the_table_has_its_outcomes() {
    for test in table().unwrap() {
        let found = found(&test.program, Reduction::Pruned);
        assert!(found.schedules < 100, "{}: {} runs", test.name, found.schedules);
        assert_eq!(found.outcomes, test.outcomes, "{}: {}", test.name, test.program);
    }
}

#[track_caller]
fn agree(program: &Program, reduction: Reduction) {
    let expected: BTreeSet<String> = outcomes(program).iter().map(ToString::to_string).collect();
    let found = found(program, reduction);
    let missing: Vec<_> = expected.difference(&found.outcomes).collect();
    let more: Vec<_> = found.outcomes.difference(&expected).collect();
    assert!(missing.is_empty() && more.is_empty(), "{program}\n  missing {missing:?}\n  more {more:?}");
}

#[test]
fn random_programs_have_the_outcomes_that_the_axioms_allow() {
    // More of them, and larger ones, where somebody asks for that.
    let asked = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let (first, count) = (asked("SEED").unwrap_or(1), asked("PROGRAMS").unwrap_or(150));
    for seed in first..first + count {
        agree(&random(seed, asked("OPERATIONS").unwrap_or(6) as usize), Reduction::Pruned);
    }
}

#[test]
fn a_search_that_only_knows_states_again_finds_the_same() {
    (6_000..6_050).for_each(|seed| agree(&random(seed, 5), Reduction::States));
}
