//! Programs that go round and round until something is seen.

use crate::run::{lines, options};
use explorer::{Program, explore};
use virtual_std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};
use virtual_std::sync::atomic::{AtomicBool, AtomicUsize, Ordering, fence};
use virtual_std::{println, thread};

/// What a program can print.
#[track_caller]
fn outputs(program: Program) -> Vec<String> {
    let found = explore(program, &options()).unwrap_or_else(|error| panic!("{error}"));
    let outcome = found.outcome(usize::MAX).unwrap();
    let outputs = outcome.outputs.iter().map(lines).collect();
    assert!(outcome.exhaustive, "{:?} {outputs:?}", outcome.why_not);
    outputs
}

struct Peterson {
    wants: [AtomicBool; 2],
    turn: AtomicUsize,
    inside: AtomicUsize,
}

impl Peterson {
    const fn new() -> Peterson {
        let wants = [AtomicBool::new(false), AtomicBool::new(false)];
        Peterson { wants, turn: AtomicUsize::new(0), inside: AtomicUsize::new(0) }
    }

    fn run(&self, me: usize, rounds: usize, [store, load]: [Ordering; 2], fences: bool) {
        for _ in 0..rounds {
            self.wants[me].store(true, store);
            self.turn.store(1 - me, store);
            if fences {
                fence(SeqCst);
            }
            while self.wants[1 - me].load(load) && self.turn.load(load) == 1 - me {}
            if self.inside.fetch_add(1, SeqCst) != 0 {
                println!("both");
            }
            self.inside.fetch_sub(1, SeqCst);
            self.wants[me].store(false, store);
        }
    }
}

fn peterson(rounds: usize, orders: [Ordering; 2], fences: bool) -> i32 {
    let lock = Peterson::new();
    thread::scope(|scope| {
        scope.spawn(|| lock.run(0, rounds, orders, fences));
        scope.spawn(|| lock.run(1, rounds, orders, fences));
    });
    println!("done");
    0
}

#[test]
fn peterson_does_not_exclude_with_less() {
    assert_eq!(outputs(|| peterson(1, [Release, Acquire], false)), ["both, done", "done"]);
    // Whose turn it is may be written before the fence of the other one, and last.
    assert_eq!(outputs(|| peterson(1, [Relaxed, Relaxed], true)), ["both, done", "done"]);
}

fn message(store: Ordering, load: Ordering) -> i32 {
    static DATA: AtomicUsize = AtomicUsize::new(0);
    static READY: AtomicBool = AtomicBool::new(false);
    let sender = thread::spawn(move || {
        DATA.store(123, Relaxed);
        READY.store(true, store);
    });
    while !READY.load(load) {}
    println!("{}", DATA.load(Relaxed));
    drop(sender);
    0
}

#[test]
fn a_message_comes_with_its_content_only_if_it_is_released_and_acquired() {
    assert_eq!(outputs(|| message(Release, Acquire)), ["123"]);
    assert_eq!(outputs(|| message(Relaxed, Acquire)), ["0", "123"]);
    assert_eq!(outputs(|| message(Relaxed, Relaxed)), ["0", "123"]);
}

fn spin(threads: usize, lock: Ordering, unlock: Ordering) -> i32 {
    let (locked, count) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while locked.swap(true, lock) {}
                count.store(count.load(Relaxed) + 1, Relaxed);
                locked.store(false, unlock);
            });
        }
    });
    println!("{}", count.load(Relaxed));
    0
}

#[test]
fn a_spin_lock_guards_only_if_it_acquires_and_releases() {
    assert_eq!(outputs(|| spin(2, Acquire, Release)), ["2"]);
    assert_eq!(outputs(|| spin(2, Relaxed, Relaxed)), ["1", "2"]);
}
