//! Threads: spawning, joining, scopes, parking.

use crate::support::{counts, outputs};
use std::time::Duration;
use virtual_std::{println, thread};

fn prints<const THREADS: usize, const LINES: usize>() -> i32 {
    let threads: Vec<_> = (0..THREADS)
        .map(|thread| {
            thread::spawn(move || {
                for line in 0..LINES {
                    println!("{thread} {line}");
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    0
}

#[test]
fn threads_that_print_interleave_in_as_many_ways_as_the_multinomial_says() {
    assert_eq!(outputs(prints::<2, 2>).len(), 6);
    assert_eq!(outputs(prints::<3, 2>).len(), 90);
    assert_eq!(outputs(prints::<3, 3>).len(), 1680);
    assert_eq!(outputs(prints::<2, 5>).len(), 252);
    assert_eq!(outputs(prints::<5, 1>).len(), 120);
}

#[test]
fn no_reduction_loses_an_interleaving() {
    assert_eq!(counts(prints::<2, 1>), (2, 2));
    assert_eq!(counts(prints::<2, 2>), (6, 6));
}

#[test]
fn joining_first_leaves_one_order_and_not_joining_cuts_off() {
    fn joins() -> i32 {
        let thread = thread::spawn(|| println!("a"));
        thread.join().unwrap();
        println!("b");
        0
    }
    fn does_not() -> i32 {
        thread::spawn(|| println!("a"));
        println!("b");
        0
    }
    assert_eq!(counts(joins), (1, 1));
    // a b, b a, and b alone.
    assert_eq!(counts(does_not), (3, 3));
}

#[test]
fn a_scope_waits_for_its_threads() {
    fn scoped() -> i32 {
        let text = String::from("x");
        thread::scope(|scope| {
            scope.spawn(|| println!("a{text}"));
            scope.spawn(|| println!("b{text}"));
        });
        println!("end");
        0
    }
    let found = outputs(scoped);
    assert_eq!(counts(scoped), (2, 2));
    assert!(found.iter().all(|(lines, _)| lines.len() == 3 && lines[2] == "end"));
}

#[test]
fn a_scope_whose_thread_panicked_panics_unless_it_was_joined() {
    fn unjoined() -> i32 {
        thread::scope(|scope| {
            scope.spawn(|| panic!("oh"));
        });
        0
    }
    fn joined() -> i32 {
        thread::scope(|scope| {
            let thread = scope.spawn(|| panic!("oh"));
            assert!(thread.join().is_err());
        });
        0
    }
    assert!(outputs(unjoined).iter().all(|(_, end)| *end == "panics"));
    assert!(outputs(joined).iter().all(|(_, end)| *end == "returns"));
}

#[test]
fn a_parked_thread_waits_for_its_unpark() {
    fn parks() -> i32 {
        let thread = thread::spawn(|| {
            thread::park();
            println!("b");
        });
        println!("a");
        thread.thread().unpark();
        thread.join().unwrap();
        0
    }
    fn does_not() -> i32 {
        let thread = thread::spawn(|| println!("b"));
        println!("a");
        thread.thread().unpark();
        thread.join().unwrap();
        0
    }
    assert_eq!(counts(parks), (1, 1));
    assert_eq!(counts(does_not), (2, 2));
}

#[test]
fn an_unpark_is_kept_but_only_one() {
    fn twice() -> i32 {
        let main = thread::current();
        main.unpark();
        main.unpark();
        thread::park();
        println!("once");
        thread::park_timeout(Duration::from_millis(5));
        println!("in time");
        thread::park();
        println!("never");
        0
    }
    let found = outputs(twice);
    assert_eq!(found.len(), 1);
    assert_eq!(found.first().unwrap().1, "hangs");
    assert_eq!(found.first().unwrap().0, ["once", "in time"]);
}

#[test]
fn numbers_of_threads_depend_on_the_order_of_spawning() {
    fn ids() -> i32 {
        let spawn = || thread::spawn(|| thread::spawn(|| println!("{:?}", thread::current().id())).join());
        let (a, b) = (spawn(), spawn());
        a.join().unwrap().unwrap();
        b.join().unwrap().unwrap();
        0
    }
    fn names() -> i32 {
        let named = thread::Builder::new().name("bob".to_owned());
        let thread = named.spawn(|| println!("{:?}", thread::current().name())).unwrap();
        thread.join().unwrap();
        println!("{:?} {:?}", thread::current().name(), thread::current().id());
        0
    }
    // The two inner threads are 4 and 5 either way round, and print in either order.
    assert_eq!(outputs(ids).len(), 4);
    let found = outputs(names);
    assert_eq!(found.first().unwrap().0, ["Some(\"bob\")", "Some(\"main\") ThreadId(1)"]);
}

#[test]
fn asking_whether_a_thread_has_ended_sees_both() {
    fn asks() -> i32 {
        let thread = thread::spawn(|| {});
        println!("{}", thread.is_finished());
        thread.join().unwrap();
        0
    }
    assert_eq!(counts(asks), (2, 2));
}

#[test]
fn what_a_thread_has_for_itself_is_not_shared() {
    virtual_std::thread_local! {
        static COUNT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    }
    fn counts() -> i32 {
        COUNT.set(COUNT.get() + 1);
        thread::spawn(|| println!("{}", COUNT.get())).join().unwrap();
        println!("{}", COUNT.get());
        0
    }
    assert_eq!(outputs(counts).first().unwrap().0, ["0", "1"]);
}
