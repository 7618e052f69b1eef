//! Exploring a program.

use engine::{ClockMode, Event, Joined};
use explorer::{Ending, Error, Exploration, Options, Reduction, explore};
use std::cell::Cell;

thread_local! {
    /// What is explored on this OS thread, as a program itself has nothing to remember it by.
    static PROGRAM: Cell<fn()> = const { Cell::new(|| {}) };
}

/// All outputs under the exact clock, as lines of text; how it ends is one more line unless `main` returns.
pub fn outputs(program: fn()) -> Vec<String> {
    explored(program, Reduction::Pruned, ClockMode::Exact)
}

/// All outputs under the late clock.
pub fn late_outputs(program: fn()) -> Vec<String> {
    explored(program, Reduction::Pruned, ClockMode::Late)
}

/// The output of a program that has only one.
#[track_caller]
pub fn output(program: fn()) -> String {
    let outputs = outputs(program);
    assert_eq!(outputs.len(), 1, "{outputs:#?}");
    outputs.concat()
}

/// Why a program can't be explored.
pub fn refusal(program: fn()) -> String {
    match explored_by(program, &Options::default()) {
        Err(Error::Refused(sentence)) => sentence,
        other => panic!("{:?}", other.map(|exploration| exploration.count())),
    }
}

/// All outputs as one way of searching finds them.
pub fn explored(program: fn(), reduction: Reduction, clock: ClockMode) -> Vec<String> {
    let mut options = Options { reduction, ..Options::default() };
    // A search that leaves nothing out needs many.
    options.limits.schedules = 300_000;
    options.settings.clock = clock;
    options.settings.args = ["program", "http://site/quick", "http://site/slow"].map(str::to_owned).to_vec();
    let exploration = explored_by(program, &options).expect("the program can be explored");
    assert!(exploration.exhaustive, "{} schedules were not enough", exploration.schedules);
    let outcome = exploration.outcome(1000).expect("each schedule can be run again");
    let shown = outcome.outputs.iter().map(|output| {
        let lines: String = output.lines.iter().map(|line| format!("{}\n", line.text)).collect();
        let end = if output.end == Ending::Returns {
            String::new()
        } else {
            format!("[{}: {}]", output.end, output.why)
        };
        lines + &end
    });
    let mut shown: Vec<String> = shown.collect();
    shown.sort();
    shown.dedup();
    shown
}

/// What happens in a run that leads to the first output, and in which of a task's futures it can happen.
pub fn happened(program: fn()) -> (Vec<Event>, Vec<Joined>) {
    let exploration = explored_by(program, &Options::default()).expect("the program can be explored");
    let outcome = exploration.outcome(1).expect("each schedule can be run again");
    let run = exploration.replay(&outcome.outputs[0].schedule).expect("the schedule fits");
    (run.events, run.branches)
}

fn explored_by(program: fn(), options: &Options) -> Result<Exploration, Error> {
    PROGRAM.set(program);
    let main = || {
        PROGRAM.get()();
        0
    };
    explore(main, options)
}
