//! Runs little programs under the explorer.

use engine::{Memory, Settings};
use explorer::{Limits, Options, Reduction, Sample, explore};
use litmus::{Action, Op, Order, Outcome, Program};
use std::cell::RefCell;
use std::collections::BTreeSet;
use virtual_std::sync::Arc;
use virtual_std::sync::atomic::{AtomicU64, Ordering, fence};
use virtual_std::{println, thread};

thread_local! {
    static PROGRAM: RefCell<Program> = const { RefCell::new(Program { threads: Vec::new() }) };
}

/// What the explorer found.
pub struct Found {
    pub outcomes: BTreeSet<String>,
    pub schedules: u64,
}

/// Every outcome of a program under the explorer, in the words of the table.
#[track_caller]
pub fn found(program: &Program, reduction: Reduction) -> Found {
    PROGRAM.set(program.clone());
    let options = Options { reduction, ..options() };
    let found = explore(main, &options).unwrap_or_else(|error| panic!("{program}: {error}"));
    let schedules = found.schedules;
    let outcome = found.outcome(usize::MAX).unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(outcome.exhaustive, "{program}: {:?}", outcome.why_not);
    Found { outcomes: outcome.outputs.iter().map(lines).collect(), schedules }
}

/// How a program is explored here.
pub fn options() -> Options {
    let limits = Limits { schedules: 20_000, steps: u64::MAX, ..Limits::default() };
    let settings = Settings { memory: Memory::Rust, ..Settings::default() };
    let sample = Sample { merges: 50, probes: 20, delays: 10, steps: 20_000 };
    Options { settings, limits, sample, ..Options::default() }
}

/// What an output prints.
pub fn lines(output: &explorer::Output) -> String {
    let lines: Vec<&str> = output.lines.iter().map(|line| &*line.text).collect();
    lines.join(", ")
}

fn main() -> i32 {
    let program = PROGRAM.with_borrow(Program::clone);
    let locations: Arc<Vec<AtomicU64>> =
        Arc::new((0..program.locations()).map(|_| AtomicU64::new(0)).collect());
    let start = |ops: Vec<Op>| {
        let locations = Arc::clone(&locations);
        thread::spawn(move || perform(&ops, &locations))
    };
    let threads: Vec<_> = program.threads.into_iter().map(start).collect();
    let reads = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    let last = locations.iter().map(|location| location.load(Ordering::Relaxed)).collect();
    println!("{}", Outcome { reads, last });
    0
}

fn perform(ops: &[Op], locations: &[AtomicU64]) -> Vec<u64> {
    let mut reads = Vec::new();
    for op in ops {
        match *op {
            Op::Fence(order) => fence(ordering(order)),
            Op::If(value) if reads.last() == Some(&value) => {}
            Op::If(_) => break,
            Op::At(at, action) => reads.extend(act(&locations[at], action)),
        }
    }
    reads
}

/// What was read.
fn act(location: &AtomicU64, action: Action) -> Option<u64> {
    Some(match action {
        Action::Load(order) => location.load(ordering(order)),
        Action::Add(more, order) => location.fetch_add(more, ordering(order)),
        Action::Swap(new, order) => location.swap(new, ordering(order)),
        Action::Compare([from, to], [good, bad]) => {
            location.compare_exchange(from, to, ordering(good), ordering(bad)).unwrap_or_else(|old| old)
        }
        Action::Store(value, order) => {
            location.store(value, ordering(order));
            return None;
        }
    })
}

fn ordering(order: Order) -> Ordering {
    match order {
        Order::Relaxed => Ordering::Relaxed,
        Order::Release => Ordering::Release,
        Order::Acquire => Ordering::Acquire,
        Order::AcqRel => Ordering::AcqRel,
        Order::SeqCst => Ordering::SeqCst,
    }
}
