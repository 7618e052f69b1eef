//! Thread-locals, and what is dropped at a thread's end.

use crate::support::{Seen, agreed, counts};
use engine::ClockMode;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::time::Duration;
use virtual_std::{panic, print, println, process, thread, thread_local};

struct Told(&'static str);

impl Drop for Told {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn only(program: fn() -> i32) -> Vec<String> {
    let found: BTreeSet<Seen> = agreed(program, ClockMode::Exact);
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap().0
}

#[test]
fn the_last_that_was_used_first_is_dropped_first_and_none_comes_back() {
    struct Looks;
    impl Drop for Looks {
        fn drop(&mut self) {
            println!("{:?} {:?}", LOOKS.try_with(|_| ()), FIRST.try_with(|first| first.0));
            LATE.with(|late| println!("late {}", late.0));
        }
    }
    thread_local! {
        static FIRST: Told = Told("first");
        static LOOKS: Looks = Looks;
        static LATE: Told = Told("late");
        static LAST: Told = const { Told("last") };
    }
    fn uses() -> i32 {
        let thread = thread::spawn(|| {
            FIRST.with(|_| ());
            LOOKS.with(|_| ());
            LAST.with(|_| ());
        });
        thread.join().unwrap();
        println!("joined");
        0
    }
    assert_eq!(
        only(uses),
        ["drop last", "Err(AccessError) Ok(\"first\")", "late late", "drop late", "drop first", "joined"]
    );
}

#[test]
fn main_drops_its_own_after_it_returned_while_others_go_on() {
    thread_local!(static TOLD: Told = const { Told("main's") });
    fn returns() -> i32 {
        TOLD.with(|_| ());
        println!("main");
        0
    }
    fn exits() -> i32 {
        TOLD.with(|_| ());
        process::exit(1)
    }
    fn beside() -> i32 {
        TOLD.with(|_| ());
        thread::spawn(|| println!("thread"));
        0
    }
    assert_eq!(only(returns), ["main", "drop main's"]);
    assert_eq!(only(exits), ["drop main's"]);
    // Before it, after it, or not at all.
    assert_eq!(counts(beside), (3, 3));
}

#[test]
fn a_scope_does_not_wait_for_thread_locals_and_a_join_does() {
    thread_local!(static TOLD: Told = const { Told("local") });
    fn scoped() -> i32 {
        thread::scope(|scope| {
            scope.spawn(|| TOLD.with(|_| ()));
        });
        println!("scope is over");
        thread::sleep(Duration::from_secs(1));
        0
    }
    fn joined() -> i32 {
        thread::spawn(|| TOLD.with(|_| ())).join().unwrap();
        println!("joined");
        0
    }
    // With a late clock main may end before.
    assert_eq!(counts(scoped), (2, 3));
    assert_eq!(only(joined), ["drop local", "joined"]);
}

#[test]
fn whoever_is_last_drops_a_result_that_nobody_joins() {
    struct Named;
    impl Drop for Named {
        fn drop(&mut self) {
            println!("{:?}", thread::current().name());
        }
    }
    fn detached() -> i32 {
        drop(thread::Builder::new().name("it".to_owned()).spawn(|| Named).unwrap());
        thread::sleep(Duration::from_secs(1));
        0
    }
    fn payload() -> i32 {
        let thread =
            thread::Builder::new().name("it".to_owned()).spawn(|| panic::resume_unwind(Box::new(Named)));
        drop(thread.unwrap());
        thread::sleep(Duration::from_secs(1));
        0
    }
    let lines = |program| -> Vec<Vec<String>> {
        agreed(program, ClockMode::Exact).into_iter().map(|(lines, _)| lines).collect()
    };
    let either = [["Some(\"it\")".to_owned()], ["Some(\"main\")".to_owned()]];
    assert_eq!(lines(detached), either);
    assert_eq!(lines(payload), either);
}

#[test]
fn setting_one_does_not_make_it_and_making_it_may_use_it() {
    thread_local! {
        static MADE: Cell<i32> = { println!("made"); Cell::new(1) };
        static LIST: RefCell<Vec<i32>> = { println!("list"); RefCell::new(vec![1]) };
        static ROUNDS: Cell<i32> = const { Cell::new(0) };
        static AGAIN: Cell<i32> = {
            print!("again ");
            if ROUNDS.replace(1) == 0 {
                AGAIN.with(|again| println!("{}", again.replace(5)));
            }
            Cell::new(9)
        };
    }
    fn sets() -> i32 {
        MADE.set(3);
        LIST.set(vec![3]);
        println!("{} {:?} {:?}", MADE.get(), LIST.take(), MADE);
        thread::spawn(|| MADE.replace(4)).join().unwrap();
        println!("{}", AGAIN.get());
        0
    }
    assert_eq!(only(sets), ["3 [3] LocalKey { .. }", "made", "again again 9", "9"]);
}

#[test]
fn a_panic_in_a_thread_locals_destructor_aborts_the_process() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("in a destructor")
        }
    }
    thread_local!(static PANICS: Panics = const { Panics });
    fn panics() -> i32 {
        let _ = thread::spawn(|| PANICS.with(|_| ())).join();
        println!("never");
        0
    }
    let found = agreed(panics, ClockMode::Exact);
    assert!(found.iter().all(|(lines, _)| {
        lines.last().unwrap() == "fatal runtime error: thread local panicked on drop, aborting"
    }));
}
