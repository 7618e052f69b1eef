//! Locks and what is made of them, each with a twin that lacks what makes it right.

use crate::support::{Seen, agreed, counts, outputs};
use engine::ClockMode;
use std::collections::BTreeSet;
use virtual_std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use virtual_std::sync::{Arc, Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock, RwLockWriteGuard};
use virtual_std::{println, thread};

fn all_end(found: &BTreeSet<Seen>, end: &str) -> bool {
    found.iter().all(|(_, seen)| *seen == end)
}

#[test]
fn a_mutex_makes_an_update_whole() {
    fn locked() -> i32 {
        let counter = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&counter);
        let thread = thread::spawn(move || *theirs.lock().unwrap() += 1);
        *counter.lock().unwrap() += 1;
        thread.join().unwrap();
        println!("{}", counter.lock().unwrap());
        0
    }
    fn unlocks_between() -> i32 {
        let counter = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&counter);
        let add = |counter: &Mutex<i32>| {
            let old = *counter.lock().unwrap();
            *counter.lock().unwrap() = old + 1;
        };
        let thread = thread::spawn(move || add(&theirs));
        add(&counter);
        thread.join().unwrap();
        println!("{}", counter.lock().unwrap());
        0
    }
    assert_eq!(counts(locked), (1, 1));
    assert_eq!(counts(unlocks_between), (2, 2));
}

#[test]
fn ten_threads_that_add_one_give_ten() {
    fn ten() -> i32 {
        let counter = Mutex::new(0);
        thread::scope(|scope| {
            for _ in 0..10 {
                scope.spawn(|| *counter.lock().unwrap() += 1);
            }
        });
        println!("{counter:?}");
        0
    }
    let found = outputs(ten);
    assert_eq!(
        found.into_iter().collect::<Vec<_>>(),
        [(vec!["Mutex { data: 10, poisoned: false, .. }".to_owned()], "returns")]
    );
}

#[test]
fn data_without_a_hash_is_told_apart_by_who_wrote_it() {
    fn order() -> i32 {
        let order = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for number in 0..3 {
                let order = &order;
                scope.spawn(move || order.lock().unwrap().push(number));
            }
        });
        println!("{:?}", order.lock().unwrap());
        0
    }
    assert_eq!(outputs(order).len(), 6);
}

#[test]
fn trying_sees_the_lock_held_and_free() {
    fn tries() -> i32 {
        let lock = Mutex::new(());
        thread::scope(|scope| {
            scope.spawn(|| drop(lock.lock()));
            println!("{}", lock.try_lock().is_ok());
        });
        0
    }
    assert_eq!(counts(tries), (2, 2));
}

#[test]
fn a_panic_poisons_the_lock_that_is_held() {
    fn poisons() -> i32 {
        let lock = Mutex::new(1);
        thread::scope(|scope| {
            let thread = scope.spawn(|| {
                let _guard = lock.lock().unwrap();
                panic!("oh");
            });
            assert!(thread.join().is_err());
        });
        println!("{:?} {}", lock.lock().is_err(), lock.is_poisoned());
        0
    }
    let found = agreed(poisons, ClockMode::Exact);
    assert_eq!(found.len(), 1);
    assert_eq!(found.first().unwrap().0.last().unwrap(), "true true");
}

#[test]
fn readers_read_together_and_a_writer_writes_alone() {
    fn readers(inside: &AtomicUsize, most: &AtomicUsize) {
        most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
        inside.fetch_sub(1, SeqCst);
    }
    fn read() -> i32 {
        let (lock, inside, most) = (RwLock::new(()), AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let _guard = lock.read().unwrap();
                    readers(&inside, &most);
                });
            }
        });
        println!("{}", most.load(SeqCst));
        0
    }
    fn write() -> i32 {
        let (lock, inside, most) = (RwLock::new(()), AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let _guard = lock.write().unwrap();
                    readers(&inside, &most);
                });
            }
        });
        println!("{}", most.load(SeqCst));
        0
    }
    assert_eq!(outputs(read).len(), 2);
    assert_eq!(outputs(write).len(), 1);
}

#[test]
fn a_waiting_writer_keeps_new_readers_out_and_goes_first() {
    use virtual_std::time::Duration;
    fn twice() -> i32 {
        let lock = RwLock::new(0);
        thread::scope(|scope| {
            scope.spawn(|| {
                let first = lock.read().unwrap();
                thread::sleep(Duration::from_millis(50));
                let second = lock.read().unwrap();
                println!("{}", *first + *second);
            });
            scope.spawn(|| {
                thread::sleep(Duration::from_millis(10));
                *lock.write().unwrap() += 1;
            });
        });
        0
    }
    fn in_turn() -> i32 {
        let lock = RwLock::new(0);
        thread::scope(|scope| {
            let later = |ms| thread::sleep(Duration::from_millis(ms));
            let lock = &lock;
            scope.spawn(move || {
                let _first = lock.read().unwrap();
                later(50);
            });
            scope.spawn(move || {
                later(10);
                *lock.write().unwrap() += 1;
            });
            scope.spawn(move || {
                later(20);
                println!("{} {}", lock.try_read().is_ok(), lock.read().unwrap());
            });
        });
        0
    }
    fn at_once() -> i32 {
        let lock = RwLock::new(0);
        thread::scope(|scope| {
            scope.spawn(|| {
                let first = lock.read().unwrap();
                let second = lock.read().unwrap();
                println!("{}", *first + *second);
            });
            scope.spawn(|| *lock.write().unwrap() += 1);
        });
        0
    }
    let found = agreed(twice, ClockMode::Exact);
    assert!(all_end(&found, "hangs") && found.len() == 1);
    let found = outputs(in_turn);
    assert_eq!(found.into_iter().map(|(lines, _)| lines.concat()).collect::<Vec<_>>(), ["false 1"]);
    // The writer comes before, after or between, which hangs.
    assert_eq!(outputs(at_once).len(), 3);
}

#[test]
fn a_writer_that_goes_on_as_a_reader_lets_readers_in_and_no_writer() {
    fn downgrades() -> i32 {
        let lock = RwLock::new(0);
        thread::scope(|scope| {
            let mut guard = lock.write().unwrap();
            *guard += 1;
            scope.spawn(|| println!("read {}", lock.read().unwrap()));
            scope.spawn(|| *lock.write().unwrap() += 1);
            let guard = RwLockWriteGuard::downgrade(guard);
            println!("main {guard}");
        });
        0
    }
    let found = outputs(downgrades);
    let lines: Vec<String> = found.into_iter().map(|(lines, _)| lines.join(", ")).collect();
    assert_eq!(lines, ["main 1, read 1", "main 1, read 2", "read 1, main 1"]);
}

#[test]
fn a_wait_with_a_timeout_and_a_condition_ends() {
    use virtual_std::time::Duration;
    fn waits() -> i32 {
        let (lock, condvar) = (Mutex::new(false), Condvar::new());
        for ms in [10, 0] {
            let time = Duration::from_millis(ms);
            let waited = condvar.wait_timeout_while(lock.lock().unwrap(), time, |set| !*set).unwrap();
            println!("{} {}", *waited.0, waited.1.timed_out());
        }
        let waited = condvar.wait_timeout(lock.lock().unwrap(), Duration::ZERO).unwrap();
        println!("{}", waited.1.timed_out());
        0
    }
    let found = agreed(waits, ClockMode::Exact);
    assert_eq!(
        found.into_iter().collect::<Vec<_>>(),
        [(["false true", "false true", "true"].map(str::to_owned).to_vec(), "returns")]
    );
}

#[test]
fn a_condition_variable_needs_its_flag() {
    fn flagged() -> i32 {
        let pair = (Mutex::new(false), Condvar::new());
        thread::scope(|scope| {
            scope.spawn(|| {
                *pair.0.lock().unwrap() = true;
                pair.1.notify_one();
            });
            let mut started = pair.0.lock().unwrap();
            while !*started {
                started = pair.1.wait(started).unwrap();
            }
        });
        0
    }
    fn unflagged() -> i32 {
        let pair = (Mutex::new(false), Condvar::new());
        thread::scope(|scope| {
            scope.spawn(|| pair.1.notify_one());
            drop(pair.1.wait(pair.0.lock().unwrap()));
        });
        0
    }
    assert!(all_end(&agreed(flagged, ClockMode::Exact), "returns"));
    assert_eq!(counts(unflagged), (2, 2));
}

#[test]
fn one_notification_wakes_any_one_and_notifying_all_wakes_all() {
    fn wakes<const ALL: bool>() -> i32 {
        let (lock, condvar) = (Mutex::new(0), Condvar::new());
        thread::scope(|scope| {
            for name in ["a", "b"] {
                let (lock, condvar) = (&lock, &condvar);
                scope.spawn(move || {
                    let mut waiting = lock.lock().unwrap();
                    *waiting += 1;
                    drop(condvar.wait(waiting));
                    println!("{name}");
                });
            }
            while *lock.lock().unwrap() < 2 {
                thread::sleep(std::time::Duration::from_millis(1));
            }
            if ALL {
                condvar.notify_all();
            } else {
                condvar.notify_one();
            }
        });
        0
    }
    let one = outputs(wakes::<false>);
    assert!(all_end(&one, "hangs"));
    assert_eq!(one.len(), 2);
    let all = outputs(wakes::<true>);
    assert!(all_end(&all, "returns"));
    assert_eq!(all.len(), 2);
}

#[test]
fn a_barrier_lets_all_go_at_once_and_names_one_leader() {
    fn meets() -> i32 {
        let barrier = Barrier::new(2);
        thread::scope(|scope| {
            for name in ["a", "b"] {
                let barrier = &barrier;
                scope.spawn(move || {
                    println!("before");
                    if barrier.wait().is_leader() {
                        println!("leader {name}");
                    }
                    println!("after");
                });
            }
        });
        0
    }
    fn does_not() -> i32 {
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    println!("before");
                    println!("after");
                });
            }
        });
        0
    }
    let together = |found: &BTreeSet<Seen>| found.iter().all(|(lines, _)| lines[..2] == ["before", "before"]);
    let found = outputs(meets);
    assert!(together(&found));
    // Either leads, and the other prints before, between or after the leader's two lines, of which one is the same.
    assert_eq!(found.len(), 4);
    assert!(!together(&outputs(does_not)));
}

#[test]
fn what_is_made_once_is_made_once() {
    static ONCE: Once = Once::new();
    static LOCK: OnceLock<usize> = OnceLock::new();
    static LAZY: LazyLock<Vec<usize>> = LazyLock::new(|| {
        println!("lazy");
        vec![1]
    });
    fn once() -> i32 {
        thread::scope(|scope| {
            for name in 0..2 {
                scope.spawn(move || {
                    ONCE.call_once(|| println!("once {name}"));
                });
            }
        });
        0
    }
    fn lock() -> i32 {
        thread::scope(|scope| {
            for name in 0..2 {
                scope.spawn(move || LOCK.get_or_init(|| name));
            }
        });
        println!("{:?} {}", LOCK, LOCK.set(7).is_err());
        0
    }
    fn lazy() -> i32 {
        thread::scope(|scope| {
            scope.spawn(|| LAZY.len());
            scope.spawn(|| LAZY.len());
        });
        println!("{LAZY:?}");
        0
    }
    assert_eq!(counts(once), (2, 2));
    assert_eq!(counts(lock), (2, 2));
    assert_eq!(counts(lazy), (1, 1));
}

#[test]
fn an_atomic_update_is_whole_and_a_load_with_a_store_is_not() {
    fn whole() -> i32 {
        let counter = AtomicUsize::new(0);
        thread::scope(|scope| {
            scope.spawn(|| counter.fetch_add(1, SeqCst));
            scope.spawn(|| counter.fetch_add(1, SeqCst));
        });
        println!("{counter:?}");
        0
    }
    fn in_parts() -> i32 {
        let counter = AtomicUsize::new(0);
        let add = || counter.store(counter.load(SeqCst) + 1, SeqCst);
        thread::scope(|scope| {
            scope.spawn(add);
            scope.spawn(add);
        });
        println!("{counter:?}");
        0
    }
    assert_eq!(counts(whole), (1, 1));
    assert_eq!(counts(in_parts), (2, 2));
}

#[test]
fn store_buffers_are_not_modelled_atomics_are_sequentially_consistent() {
    fn dekker() -> i32 {
        let (x, y) = (AtomicBool::new(false), AtomicBool::new(false));
        thread::scope(|scope| {
            let a = scope.spawn(|| {
                x.store(true, SeqCst);
                y.load(SeqCst)
            });
            y.store(true, SeqCst);
            let seen = (a.join().unwrap(), x.load(SeqCst));
            println!("{seen:?}");
        });
        0
    }
    // Main loads after the join, so it always sees `x`.
    assert_eq!(counts(dekker), (2, 2));
}

#[test]
fn statics_start_afresh_in_each_execution() {
    static COUNT: AtomicUsize = AtomicUsize::new(5);
    static LIST: Mutex<Vec<usize>> = Mutex::new(Vec::new());
    fn uses() -> i32 {
        thread::scope(|scope| {
            for number in 0..2 {
                scope.spawn(move || LIST.lock().unwrap().push(number));
            }
        });
        println!("{} {:?}", COUNT.fetch_add(1, SeqCst), LIST.lock().unwrap());
        0
    }
    let found = agreed(uses, ClockMode::Exact);
    let lines: Vec<String> = found.into_iter().map(|(lines, _)| lines.concat()).collect();
    assert_eq!(lines, ["5 [0, 1]", "5 [1, 0]"]);
}

#[test]
fn a_static_lock_that_was_held_at_the_end_is_free_again() {
    static LOCK: Mutex<Vec<String>> = Mutex::new(Vec::new());
    fn holds() -> i32 {
        thread::spawn(|| {
            let mut list = LOCK.lock().unwrap();
            list.push("x".to_owned());
            println!("held");
            thread::sleep(std::time::Duration::from_secs(1));
        });
        println!("{:?}", LOCK.try_lock().map(|list| list.len()).ok());
        0
    }
    // It holds it or not when main tries, and gets to print or not.
    let found = agreed(holds, ClockMode::Exact);
    assert!(found.len() > 2);
}

#[test]
fn a_lock_is_not_poisoned_before_who_panics_lets_go_of_it() {
    static LOCK: Mutex<i32> = Mutex::new(0);
    fn asks() -> i32 {
        thread::spawn(|| {
            let _held = LOCK.lock();
            panic!("while it holds it");
        });
        println!("asked");
        println!("{}", LOCK.is_poisoned());
        0
    }
    let early = |(lines, _): &Seen| {
        let place = |text: &str| lines.iter().position(|line| line.starts_with(text));
        // The note is the last thing that is said before the lock is let go of.
        place("note: ").zip(place("asked")).is_some_and(|(note, asked)| note < asked)
            && place("false").is_some()
    };
    assert!(agreed(asks, ClockMode::Exact).iter().any(early));
}
