//! Everybody agrees on random programs, and would be heard if they did not.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use differential::check::{Depth, Verdict, check};
use differential::generator::program;
use differential::interpreter::interpret;
use differential::language::{Program, Verb, parse};
use differential::rust::source;
use differential::seen::Seen;
use differential::shrink::shrink;
use differential::worlds::Worlds;
use runner::{Cargo, Words};

/// The first seed, and how many programs are compared.
const PROGRAMS: (u64, u64) = (1, 400);
const DEPTH: Depth = Depth { pruned: 1_500, plain: 300, states: 20_000, late: false, real: 0, graph: 0 };
/// Of so many programs, one is searched with the late clock too.
const LATE: u64 = 3;
/// The graph of choices of one of so many is walked through, if it has no more states than this.
const GRAPH: u64 = 4;
const STATES: usize = 300;

#[test]
fn the_explorer_and_the_interpreter_agree_on_random_programs() {
    let cargo = Cargo::new(env!("CARGO"), env!("CARGO_MANIFEST_DIR"));
    let worlds = Worlds::build(&cargo, Words::Kept).unwrap();
    let next = AtomicU64::new(PROGRAMS.0);
    let several = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= PROGRAMS.0 + PROGRAMS.1 {
                        return;
                    }
                    let program = program(seed);
                    let graph = if seed.is_multiple_of(GRAPH) { STATES } else { 0 };
                    let depth = Depth { late: seed.is_multiple_of(LATE), graph, ..DEPTH };
                    match check(&worlds, &program, depth).unwrap() {
                        Verdict::Agree { outputs, .. } if outputs > 1 => {
                            several.fetch_add(1, Ordering::Relaxed);
                        }
                        Verdict::Agree { .. } | Verdict::TooMany => {}
                        other => panic!("seed {seed}: {other}\n{program}\n\n{}", source(&program)),
                    }
                }
            });
        }
    });
    assert!(several.into_inner() > PROGRAMS.1 / 5, "so few have several outputs that little is compared");
}

fn read(text: &str) -> Program {
    parse(text).expect("a program")
}

fn interpreted(text: &str) -> BTreeSet<Seen> {
    interpret(&read(text), 10_000).expect("few states")
}

#[test]
fn the_interpreter_finds_both_orders_of_two_lines() {
    let text = "0 0 0 0 0 0 0 0 0 0 . . . . . } 0 . spawn 1 . print 0 1 . join 1 0 . } 0 . print 1 2 . }";
    let lines: Vec<String> = interpreted(text).iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["p0 1 | p1 2 | returns", "p1 2 | p0 1 | returns"]);
}

#[test]
fn the_interpreter_finds_a_deadlock_of_two_locks() {
    let text = "2 0 0 0 0 0 0 0 0 0 . . . . . } \
        0 . spawn 1 . lock 0 0 . lock 1 1 . unlock 1 . unlock 0 . join 1 0 . } 0 . lock 0 1 . lock 1 0 . }";
    let ends: BTreeSet<&str> = interpreted(text).iter().map(|seen| seen.end).collect();
    assert_eq!(ends, BTreeSet::from(["hangs", "returns"]));
}

#[test]
fn time_passes_only_when_nobody_can_go_on() {
    let text = "0 0 0 0 0 0 0 0 0 0 . . . . . } 0 . spawn 1 . sleep 1 . print 0 1 . } 0 . print 1 2 . sleep 2 . print 1 3 . }";
    let lines: Vec<String> = interpreted(text).iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["p1 2 | p0 1 | returns"]);
}

#[test]
fn a_program_is_the_same_after_it_was_a_text() {
    for seed in 0..500 {
        let program = program(seed);
        assert_eq!(read(&program.to_string()), program);
    }
}

#[test]
fn a_program_shrinks_to_what_is_needed() {
    let has_panic = |program: &Program| program.to_string().contains(Verb::Panic.word());
    let program = (0..).map(program).find(has_panic).unwrap();
    let small = shrink(&program, &mut |program| has_panic(program));
    let statements: usize = small.bodies.iter().map(|body| body.code.len()).sum();
    assert_eq!(statements, 1);
}

#[test]
fn a_real_run_that_nobody_foresaw_is_noticed() {
    let text = "0 0 0 0 0 0 0 0 0 0 . . . . . } 0 . print 0 1 . }";
    let foreseen = interpreted(text);
    let seen = |line| Seen::new([(false, line)].into_iter(), "returns").unwrap();
    assert!(seen("p0 1").is_in(&foreseen));
    assert!(!seen("p0 2").is_in(&foreseen));
}
