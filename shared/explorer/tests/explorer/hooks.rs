//! What a program has done before a panic unwinds.

use crate::support::{Seen, agreed, outcome};
use engine::ClockMode;
use std::collections::BTreeSet;
use virtual_std::panic::{catch_unwind, set_hook, take_hook};
use virtual_std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use virtual_std::{eprintln, println, thread};

/// What can be seen on standard output.
fn printed(program: fn() -> i32) -> BTreeSet<Vec<String>> {
    agreed(program, ClockMode::Exact);
    let outputs = outcome(program, ClockMode::Exact).outputs.into_iter();
    let printed = |output: explorer::Output| {
        let lines = output.lines.into_iter().filter(|line| line.stream == explorer::Stream::Stdout);
        lines.map(|line| line.text).collect()
    };
    outputs.map(printed).collect()
}

fn all<const N: usize>(outputs: [&[&str]; N]) -> BTreeSet<Vec<String>> {
    outputs.into_iter().map(|lines| lines.iter().map(|line| (*line).to_owned()).collect()).collect()
}

fn tells() {
    set_hook(Box::new(|info| println!("{}", info.payload().downcast_ref::<&str>().unwrap_or(&"?"))));
}

#[test]
fn a_panic_is_told_by_the_hook_that_is_set_when_it_begins() {
    fn races() -> i32 {
        let thread = thread::spawn(|| drop(catch_unwind(|| panic!("oh"))));
        tells();
        thread.join().unwrap();
        0
    }
    fn is_ordered() -> i32 {
        tells();
        thread::spawn(|| drop(catch_unwind(|| panic!("oh")))).join().unwrap();
        0
    }
    assert_eq!(printed(races), all([&[], &["oh"]]));
    assert_eq!(printed(is_ordered), all([&["oh"]]));
}

#[test]
fn a_hook_that_is_taken_out_is_one_that_prints_the_message() {
    fn both() -> i32 {
        let default = take_hook();
        set_hook(Box::new(move |info| {
            eprintln!("before");
            default(info);
        }));
        drop(catch_unwind(|| panic!("oh")));
        drop(take_hook());
        drop(catch_unwind(|| panic!("again")));
        0
    }
    let found: BTreeSet<Seen> = agreed(both, ClockMode::Exact);
    let lines = &found.first().unwrap().0;
    let at = |text: &str| lines.iter().position(|line| line.ends_with(text)).unwrap();
    assert_eq!((found.len(), lines.iter().filter(|line| *line == "before").count()), (1, 1));
    assert!(at("before") < at("oh") && at("oh") < at("again"), "{lines:?}");
}

#[test]
fn others_go_on_while_a_hook_runs_and_none_is_set_before_it_is_done() {
    static DONE: AtomicBool = AtomicBool::new(false);
    fn waits() -> i32 {
        set_hook(Box::new(|_| {
            println!("in");
            DONE.store(true, SeqCst);
            println!("out");
        }));
        let thread = thread::spawn(|| drop(catch_unwind(|| panic!("oh"))));
        while !DONE.load(SeqCst) {
            thread::yield_now();
        }
        println!("seen");
        set_hook(Box::new(|_| ()));
        println!("set");
        thread.join().unwrap();
        0
    }
    assert_eq!(printed(waits), all([&["in", "seen", "out", "set"], &["in", "out", "seen", "set"]]));
}

#[test]
fn a_hook_that_panics_ends_the_process() {
    fn panics() -> i32 {
        set_hook(Box::new(|_| panic!("in the hook")));
        println!("before");
        drop(catch_unwind(|| panic!("oh")));
        println!("never");
        0
    }
    assert_eq!(printed(panics), all([&["before"]]));
    let end = outcome(panics, ClockMode::Exact).outputs.remove(0).end;
    assert_eq!(end.name(), "panics");
}

#[test]
fn nobody_sets_a_hook_while_it_panics() {
    struct Takes;
    impl Drop for Takes {
        fn drop(&mut self) {
            println!("{}", catch_unwind(|| drop(take_hook())).is_err());
        }
    }
    fn takes() -> i32 {
        tells();
        drop(catch_unwind(|| {
            let _takes = Takes;
            panic!("oh")
        }));
        0
    }
    let found = printed(takes);
    assert_eq!(found, all([&["oh", "cannot modify the panic hook from a panicking thread", "true"]]));
}
