//! Virtual time, exact and late.

use crate::support::{agreed, counts, outcome, outputs};
use engine::ClockMode;
use std::time::Duration;
use virtual_std::time::Instant;
use virtual_std::{println, thread};

const MS: Duration = Duration::from_millis(1);

fn counting<const JOINS: bool>() -> i32 {
    let thread = thread::spawn(|| {
        for i in 1..10 {
            println!("spawned {i}");
            thread::sleep(MS);
        }
    });
    for i in 1..5 {
        println!("main {i}");
        thread::sleep(MS);
    }
    if JOINS {
        thread.join().unwrap();
    }
    0
}

#[test]
fn two_that_count_in_step_tie_at_each_tick() {
    // Two orders at each of four ticks; without the join, one more line or not.
    assert_eq!(outputs(counting::<true>).len(), 16);
    assert_eq!(outputs(counting::<false>).len(), 32);
}

#[test]
fn on_a_late_clock_any_interleaving_of_the_two_can_come() {
    let late = |program| outcome(program, ClockMode::Late).count;
    // 13 over 4; and the sum over the cuts of the spawned thread, 14 over 5.
    assert_eq!(late(counting::<true>), 715);
    assert_eq!(late(counting::<false>), 2002);
}

#[test]
fn sleeps_end_in_the_order_of_their_deadlines() {
    fn sorts() -> i32 {
        thread::scope(|scope| {
            for number in [3, 1, 2] {
                scope.spawn(move || {
                    thread::sleep(MS * number);
                    println!("{number}");
                });
            }
        });
        0
    }
    fn tie() -> i32 {
        thread::scope(|scope| {
            for number in [1, 2] {
                scope.spawn(move || {
                    thread::sleep(MS);
                    println!("{number}");
                });
            }
        });
        0
    }
    assert_eq!(outputs(sorts).len(), 1);
    assert_eq!(outcome(sorts, ClockMode::Late).count, 6);
    assert_eq!(counts(tie), (2, 2));
}

#[test]
fn lines_carry_the_virtual_time_at_which_they_come() {
    let outcome = outcome(counting::<true>, ClockMode::Exact);
    for output in &outcome.outputs {
        for line in &output.lines {
            let (_, number) = line.text.split_once(' ').unwrap();
            assert_eq!(line.ms + 1, number.parse::<u64>().unwrap());
        }
    }
}

#[test]
fn code_takes_no_time_and_a_sleep_takes_its_own() {
    fn measures() -> i32 {
        let start = Instant::now();
        thread::sleep(MS * 1500);
        thread::sleep(Duration::ZERO);
        println!("{:?}", start.elapsed());
        0
    }
    assert_eq!(outputs(measures).first().unwrap().0, ["1.5s"]);
}

#[test]
fn time_that_is_looked_at_may_have_passed_on_a_late_clock_only() {
    fn looks() -> i32 {
        let start = Instant::now();
        let thread = thread::spawn(|| thread::sleep(MS));
        println!("{:?}", start.elapsed());
        thread.join().unwrap();
        0
    }
    assert_eq!(counts(looks), (1, 2));
}

#[test]
fn no_time_passes_between_main_s_return_and_the_process_s_end() {
    fn leaves() -> i32 {
        thread::spawn(|| {
            println!("now");
            thread::sleep(MS);
            println!("later");
        });
        0
    }
    assert_eq!(agreed(leaves, ClockMode::Exact).len(), 2);
    assert_eq!(agreed(leaves, ClockMode::Late).len(), 3);
}

#[test]
fn a_program_that_never_ends_is_still_running() {
    fn endless() -> i32 {
        loop {
            thread::sleep(Duration::from_secs(3600));
        }
    }
    let found = outcome(endless, ClockMode::Exact);
    assert!(!found.exhaustive);
    assert_eq!(found.outputs[0].end.name(), "still running");
}
