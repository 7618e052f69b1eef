//! Whether a program can print what somebody saw.

use explorer::{Explanation, Extent, Instead, Limits, Observed, Options, Stream, Verdict, explain};
use std::time::Duration;
use virtual_std::sync::mpsc;
use virtual_std::{println, thread};

fn explained(program: explorer::Program, text: &str, extent: Extent) -> Explanation {
    let observed = Observed { text: text.to_owned(), extent };
    explain(program, &Options::default(), &observed).expect("it can be explored")
}

fn tie() -> i32 {
    thread::scope(|scope| {
        for number in [1, 2] {
            scope.spawn(move || {
                thread::sleep(Duration::from_millis(number));
                println!("{number}");
            });
        }
    });
    0
}

#[test]
fn an_output_in_time_is_possible_and_its_schedule_prints_it() {
    let found = explained(tie, "1\n2\n", Extent::Whole);
    assert_eq!(found.verdict, Verdict::Possible);
    let lines: Vec<_> = found.replay.unwrap().lines.into_iter().map(|line| (line.ms, line.text)).collect();
    assert_eq!(lines, [(1, "1".to_owned()), (2, "2".to_owned())]);
}

#[test]
fn an_output_that_needs_a_late_wake_up_says_which() {
    let found = explained(tie, "2\n1", Extent::Whole);
    assert_eq!(found.verdict, Verdict::Late);
    let told = found.told();
    assert!(
        told.why.starts_with("thread 1 came to line ") && told.why.ends_with(" 1 ms late"),
        "{}",
        told.why
    );
}

#[test]
fn a_late_wake_up_is_found_among_many_others() {
    fn ticks() -> i32 {
        let (tx, rx) = mpsc::channel();
        let (tick, _ticks) = mpsc::channel();
        thread::spawn(move || {
            loop {
                thread::sleep(Duration::from_millis(1));
                let _ = tick.send(());
            }
        });
        for ms in [100, 300, 400] {
            let tx = tx.clone();
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(ms));
                tx.send(ms).unwrap();
            });
        }
        for _ in 0..3 {
            println!("{}", rx.recv().unwrap());
        }
        0
    }
    let limits = Limits { steps: 200_000, ..Limits::default() };
    let observed = Observed { text: "100\n400\n300\n".to_owned(), extent: Extent::Whole };
    let found = explain(ticks, &Options { limits, ..Options::default() }, &observed).unwrap();
    assert_eq!(found.verdict, Verdict::Late);
    assert!(found.told().why.ends_with(" 100 ms late"), "{}", found.told().why);
}

#[test]
fn an_impossible_output_names_the_first_line_that_cannot_follow() {
    let found = explained(tie, "1\n1\n", Extent::Whole);
    assert_eq!(found.verdict, Verdict::Impossible);
    assert_eq!(
        (found.follows, &*found.instead),
        (1, &[Instead::Printed(Stream::Stdout, "2".to_owned())][..])
    );
    assert_eq!(found.told().line, 2);
    assert_eq!(explained(tie, "1\n", Extent::Whole).verdict, Verdict::Impossible);
    assert_eq!(explained(tie, "1\n2\n3\n", Extent::Whole).verdict, Verdict::Impossible);
}

#[test]
fn an_output_that_was_cut_off_is_compared_as_far_as_it_goes() {
    fn endless() -> i32 {
        for number in 0.. {
            println!("{number}");
            thread::sleep(Duration::from_millis(1));
        }
        0
    }
    fn hangs() -> i32 {
        let (tx, rx) = mpsc::channel::<i32>();
        println!("waiting");
        let _ = rx.recv();
        drop(tx);
        0
    }
    assert_eq!(explained(endless, "0\n1\n2\n", Extent::CutOff).verdict, Verdict::Possible);
    assert_eq!(explained(tie, "1\n", Extent::CutOff).verdict, Verdict::Possible);
    assert_eq!(explained(hangs, "waiting\n", Extent::CutOff).verdict, Verdict::Possible);
    assert_eq!(explained(hangs, "waiting\n", Extent::Whole).verdict, Verdict::Possible);
    assert_eq!(explained(hangs, "awaiting\n", Extent::CutOff).verdict, Verdict::Impossible);
}

#[test]
fn one_output_of_a_huge_set_is_found_at_once() {
    fn many() -> i32 {
        thread::scope(|scope| {
            for thread in 0..8 {
                scope.spawn(move || (0..8).for_each(|line| println!("{thread} {line}")));
            }
        });
        0
    }
    let orderly: String = (0..8).flat_map(|line| (0..8).map(move |t| format!("{t} {line}\n"))).collect();
    assert_eq!(explained(many, &orderly, Extent::Whole).verdict, Verdict::Possible);
    let wrong = orderly.replace("3 7", "3 8");
    let found = explained(many, &wrong, Extent::Whole);
    assert_eq!((found.verdict, found.follows), (Verdict::Impossible, 59));
}
