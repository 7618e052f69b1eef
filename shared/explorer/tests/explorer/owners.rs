//! Who owns what is shared, and who is the last.

use crate::support::{Seen, agreed, outputs};
use engine::ClockMode;
use std::collections::BTreeSet;
use virtual_std::sync::{Arc, Mutex, Weak};
use virtual_std::{println, thread};

fn lines(found: BTreeSet<Seen>) -> Vec<String> {
    found.into_iter().map(|(lines, _)| lines.join(", ")).collect()
}

#[test]
fn whoever_is_last_gets_what_is_shared() {
    fn last() -> i32 {
        let shared = Arc::new(());
        let threads = [0, 1].map(|number| {
            let shared = shared.clone();
            thread::spawn(move || {
                if Arc::into_inner(shared).is_some() {
                    println!("{number} was last");
                }
            })
        });
        drop(shared);
        for thread in threads {
            thread.join().unwrap();
        }
        0
    }
    assert_eq!(lines(outputs(last)), ["", "0 was last", "1 was last"]);
}

#[test]
fn whoever_is_last_runs_the_destructor() {
    struct Told;
    impl Drop for Told {
        fn drop(&mut self) {
            println!("{}", thread::current().name().unwrap());
        }
    }
    fn drops() -> i32 {
        let shared = Arc::new(Told);
        let theirs = Arc::clone(&shared);
        let thread = thread::Builder::new().name("thread".to_owned()).spawn(|| drop(theirs)).unwrap();
        drop(shared);
        thread.join().unwrap();
        0
    }
    assert_eq!(lines(agreed(drops, ClockMode::Exact)), ["main", "thread"]);
}

#[test]
fn counts_are_seen_between_clones_and_drops() {
    fn counts() -> i32 {
        let shared = Arc::new(());
        let theirs = Arc::clone(&shared);
        let thread = thread::spawn(move || drop(Arc::clone(&theirs)));
        println!("{}", Arc::strong_count(&shared));
        thread.join().unwrap();
        println!("{}", Arc::strong_count(&shared));
        0
    }
    assert_eq!(lines(agreed(counts, ClockMode::Exact)), ["1, 1", "2, 1", "3, 1"]);
}

#[test]
fn a_weak_finds_its_owner_or_not() {
    fn upgrades() -> i32 {
        let shared = Arc::new(1);
        let weak = Arc::downgrade(&shared);
        let thread = thread::spawn(move || println!("{:?}", weak.upgrade()));
        drop(shared);
        thread.join().unwrap();
        0
    }
    fn keeps() -> i32 {
        let shared = Arc::new(Mutex::new(0));
        let weak = Arc::downgrade(&shared);
        let thread = thread::spawn(move || weak.upgrade().map(|shared| *shared.lock().unwrap() += 1));
        thread.join().unwrap();
        println!("{:?} {}", Arc::try_unwrap(shared).unwrap(), Weak::<i32>::new().upgrade().is_none());
        0
    }
    assert_eq!(lines(agreed(upgrades, ClockMode::Exact)), ["None", "Some(1)"]);
    assert_eq!(lines(agreed(keeps, ClockMode::Exact)), ["Mutex { data: 1, poisoned: false, .. } true"]);
}

#[test]
fn to_be_written_what_is_shared_is_copied() {
    fn writes() -> i32 {
        let mut mine = Arc::new(1);
        let theirs = Arc::clone(&mine);
        let thread = thread::spawn(move || drop(theirs));
        println!("{}", Arc::get_mut(&mut mine).is_some());
        *Arc::make_mut(&mut mine) += 1;
        thread.join().unwrap();
        println!("{mine} {}", Arc::get_mut(&mut mine).is_some());
        0
    }
    assert_eq!(lines(agreed(writes, ClockMode::Exact)), ["false, 2 true", "true, 2 true"]);
}

#[test]
fn owners_that_nobody_counts_cost_nothing() {
    fn shares() -> i32 {
        let shared = Arc::new(Mutex::new(vec![0]));
        let threads: Vec<_> = (0..3)
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || drop(shared))
            })
            .collect();
        for thread in threads {
            thread.join().unwrap();
        }
        println!("{:?}", shared.lock().unwrap());
        0
    }
    let options = crate::support::options(ClockMode::Exact, explorer::Reduction::Pruned);
    let found = explorer::explore(shares, &options).unwrap();
    assert!(found.exhaustive);
    assert_eq!(found.schedules, 1);
}
