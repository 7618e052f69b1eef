//! What counts as one output.

use crate::support::{agreed, outcome, outputs};
use engine::ClockMode;
use virtual_std::io::{self, Write};
use virtual_std::{eprint, print, println, thread};

#[test]
fn parts_of_a_line_are_one_line_however_they_were_cut() {
    fn parts() -> i32 {
        let thread = thread::spawn(|| print!("aa"));
        print!("a");
        thread.join().unwrap();
        println!();
        0
    }
    // Both orders look the same.
    assert_eq!(
        agreed(parts, ClockMode::Exact).into_iter().collect::<Vec<_>>(),
        [(vec!["aaa".to_owned()], "returns")]
    );
}

#[test]
fn a_line_without_an_end_is_seen_when_the_process_ends_by_itself_only() {
    fn returns() -> i32 {
        print!("x");
        0
    }
    fn hangs() -> i32 {
        print!("x");
        eprint!("y");
        thread::park();
        0
    }
    assert_eq!(outputs(returns).first().unwrap().0, ["x"]);
    fn asks() -> i32 {
        print!("x\nx");
        io::stdout().flush().unwrap();
        print!("z");
        thread::park();
        0
    }
    assert_eq!(outputs(hangs).first().unwrap().0, ["y"]);
    assert_eq!(outputs(asks).first().unwrap().0, ["x", "x"]);
}

#[test]
fn a_set_of_millions_is_counted_without_being_listed() {
    fn many() -> i32 {
        thread::scope(|scope| {
            for thread in 0..5 {
                scope.spawn(move || (0..3).for_each(|line| println!("{thread} {line}")));
            }
        });
        0
    }
    let found = explorer::explore(many, &explorer::Options::default()).unwrap();
    // 15! / 3!^5
    assert_eq!(found.count(), 168_168_000);
    assert_eq!(found.outcome(3).unwrap().outputs.len(), 3);
}

#[test]
fn outputs_come_in_the_same_order_each_time() {
    fn prints() -> i32 {
        thread::scope(|scope| {
            for name in ["a", "b", "c"] {
                scope.spawn(move || println!("{name}"));
            }
        });
        0
    }
    let texts = || {
        let outputs = outcome(prints, ClockMode::Exact).outputs;
        let text = |output: explorer::Output| output.lines.into_iter().map(|l| l.text).collect::<String>();
        outputs.into_iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(texts(), ["abc", "acb", "bac", "bca", "cab", "cba"]);
    assert_eq!(texts(), texts());
}
