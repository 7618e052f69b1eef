//! How the tests look at a program.

use engine::{ClockMode, Settings};
use explorer::{Limits, Options, Outcome, Program, Reduction, Sample, explore};
use std::collections::BTreeSet;

/// What a reader can see: the lines and the end.
pub type Seen = (Vec<String>, &'static str);

pub fn options(clock: ClockMode, reduction: Reduction) -> Options {
    let settings = Settings { clock, ..Settings::default() };
    let limits = Limits { schedules: 300_000, ..Limits::default() };
    Options {
        settings,
        reduction,
        limits,
        sample: Sample { merges: 300, probes: 300, delays: 300, steps: 300_000 },
        ..Options::default()
    }
}

pub fn outcome(program: Program, clock: ClockMode) -> Outcome {
    let found = explore(program, &options(clock, Reduction::Pruned)).expect("it can be explored");
    found.outcome(usize::MAX).expect("each output can be replayed")
}

/// The outputs of a program under the exact clock.
pub fn outputs(program: Program) -> BTreeSet<Seen> {
    let outcome = outcome(program, ClockMode::Exact);
    assert!(outcome.exhaustive);
    assert_eq!(outcome.count, outcome.outputs.len() as u128);
    seen(outcome)
}

fn seen(outcome: Outcome) -> BTreeSet<Seen> {
    let texts = |output: explorer::Output| {
        (output.lines.into_iter().map(|line| line.text).collect(), output.end.name())
    };
    outcome.outputs.into_iter().map(texts).collect()
}

/// The outputs of a program, after making sure that no reduction changes them where a search without any finishes.
#[track_caller]
pub fn agreed(program: Program, clock: ClockMode) -> BTreeSet<Seen> {
    let pruned = seen(outcome(program, clock));
    for reduction in [Reduction::States, Reduction::Plain] {
        let found = explore(program, &options(clock, reduction)).expect("it can be explored");
        assert!(found.exhaustive, "{reduction:?} {clock:?} does not finish");
        let all = seen(found.outcome(usize::MAX).expect("each output can be replayed"));
        assert_eq!(pruned, all, "{reduction:?} {clock:?}");
    }
    pruned
}

/// The number of outputs under both clocks, each agreed by all reductions.
#[track_caller]
pub fn counts(program: Program) -> (usize, usize) {
    let (exact, late) = (agreed(program, ClockMode::Exact), agreed(program, ClockMode::Late));
    assert!(exact.is_subset(&late), "every output in time is one that may come late");
    (exact.len(), late.len())
}
