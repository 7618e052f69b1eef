//! Who goes round and round until somebody changes something is not run again and again before that; who counts the rounds is.

use crate::support::{agreed, outcome, outputs};
use answers::Ending;
use engine::ClockMode;
use virtual_std::println;
use virtual_std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use virtual_std::sync::{Mutex, RwLock};
use virtual_std::thread;
use virtual_std::time::{Duration, Instant};

fn lines(program: explorer::Program) -> Vec<String> {
    agreed(program, ClockMode::Exact)
        .into_iter()
        .map(|(lines, end)| format!("{} {end}", lines.join(" ")))
        .collect()
}

#[test]
fn who_loads_a_flag_again_and_again_goes_on_when_it_is_set() {
    static READY: AtomicBool = AtomicBool::new(false);
    fn waits() -> i32 {
        thread::spawn(|| READY.store(true, SeqCst));
        while !READY.load(SeqCst) {}
        println!("ready");
        0
    }
    assert_eq!(lines(waits), ["ready returns"]);
}

#[test]
fn who_spins_for_ever_is_told_what_for() {
    static READY: AtomicBool = AtomicBool::new(false);
    fn waits() -> i32 {
        while !READY.load(SeqCst) {
            thread::yield_now();
        }
        0
    }
    let found = outcome(waits, ClockMode::Exact);
    assert!(found.exhaustive);
    assert_eq!(found.outputs[0].end, Ending::Hangs);
    assert!(found.outputs[0].why.contains("goes round and round at line"), "{}", found.outputs[0].why);
}

#[test]
fn who_counts_the_rounds_may_give_up_before_anybody_changes_anything() {
    static READY: AtomicBool = AtomicBool::new(false);
    fn tries() -> i32 {
        thread::spawn(|| READY.store(true, SeqCst));
        for _ in 0..6 {
            if READY.load(SeqCst) {
                println!("ready");
                return 0;
            }
            thread::yield_now();
        }
        println!("gave up");
        0
    }
    assert_eq!(lines(tries), ["gave up returns", "ready returns"]);
}

#[test]
fn a_spin_lock_lets_either_go_first() {
    static LOCK: AtomicBool = AtomicBool::new(false);
    fn locks() -> i32 {
        thread::scope(|scope| {
            for name in ["a", "b"] {
                scope.spawn(move || {
                    while LOCK.compare_exchange(false, true, SeqCst, SeqCst).is_err() {}
                    println!("{name}");
                    println!("{name}");
                    LOCK.store(false, SeqCst);
                });
            }
        });
        0
    }
    assert_eq!(lines(locks), ["a a b b returns", "b b a a returns"]);
}

#[test]
fn who_locks_and_unlocks_to_look_does_not_keep_the_lock_from_others() {
    static DONE: Mutex<bool> = Mutex::new(false);
    fn polls() -> i32 {
        thread::spawn(|| {
            println!("worker");
            *DONE.lock().unwrap() = true;
        });
        while !*DONE.lock().unwrap() {
            thread::yield_now();
        }
        println!("done");
        0
    }
    // Trying every schedule would take long: there is one for each number of looks before the other goes on.
    let found: Vec<_> = outputs(polls).into_iter().collect();
    assert_eq!(found, [(vec!["worker".to_owned(), "done".to_owned()], "returns")]);
}

#[test]
fn who_looks_while_it_holds_a_lock_lets_those_go_first_who_do_not_wait_for_it() {
    static LOCK: Mutex<()> = Mutex::new(());
    static STOP: AtomicBool = AtomicBool::new(false);
    fn holds() -> i32 {
        thread::scope(|scope| {
            scope.spawn(|| {
                loop {
                    let guard = LOCK.lock().unwrap();
                    if STOP.load(SeqCst) {
                        break;
                    }
                    drop(guard);
                }
                println!("over");
            });
            scope.spawn(|| {
                let _guard = LOCK.lock().unwrap();
                println!("a");
                STOP.store(true, SeqCst);
            });
            scope.spawn(|| println!("b"));
        });
        0
    }
    // `a` before `over`, and `b` anywhere.
    let found = outputs(holds);
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn who_waits_for_the_clock_goes_on_when_it_is_time() {
    fn waits() -> i32 {
        let thread = thread::spawn(|| {
            thread::sleep(Duration::from_millis(20));
            println!("thread");
        });
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(10) {}
        println!("main {:?}", start.elapsed());
        thread.join().unwrap();
        0
    }
    assert_eq!(
        outputs(waits).into_iter().collect::<Vec<_>>(),
        [(vec!["main 10ms".to_owned(), "thread".to_owned()], "returns")]
    );
}

#[test]
fn two_who_take_turns_through_an_atomic_come_to_their_end() {
    static TURN: AtomicU32 = AtomicU32::new(0);
    fn turns() -> i32 {
        thread::scope(|scope| {
            for me in 0..2 {
                scope.spawn(move || {
                    for round in 0..2 {
                        while TURN.load(SeqCst) % 2 != me {}
                        println!("{me}{round}");
                        TURN.fetch_add(1, SeqCst);
                    }
                });
            }
        });
        0
    }
    assert_eq!(outputs(turns).len(), 1);
}

#[test]
fn who_looks_again_and_again_into_what_it_does_not_change_goes_on_when_somebody_has() {
    static QUEUE: Mutex<Vec<i32>> = Mutex::new(Vec::new());
    fn polls() -> i32 {
        thread::spawn(|| QUEUE.lock().unwrap().push(1));
        while QUEUE.lock().unwrap().is_empty() {
            thread::yield_now();
        }
        println!("{:?}", QUEUE.lock().unwrap());
        0
    }
    assert_eq!(outputs(polls).into_iter().collect::<Vec<_>>(), [(vec!["[1]".to_owned()], "returns")]);
}

#[test]
fn outputs_that_tell_how_often_somebody_went_round_are_not_all_found() {
    static READY: AtomicBool = AtomicBool::new(false);
    fn rounds() -> u32 {
        thread::spawn(|| READY.store(true, SeqCst));
        let mut rounds = 0;
        while !READY.load(SeqCst) {
            rounds += 1;
        }
        rounds
    }
    fn shows() -> i32 {
        println!("{} rounds", rounds());
        0
    }
    /// The twin: it counts as well, and nobody sees it.
    fn hides() -> i32 {
        println!("{}", rounds() < 1_000_000);
        0
    }
    let (shown, hidden) = (outcome(shows, ClockMode::Exact), outcome(hides, ClockMode::Exact));
    assert_eq!(shown.outputs.len(), 3);
    assert!(shown.why_not.is_some_and(|why_not| why_not.contains("how often makes a difference")));
    assert!(hidden.exhaustive);
    assert!(hidden.rests_on.iter().any(|sentence| sentence.contains("a thousand times")));
}

#[test]
fn who_is_woken_in_vain_and_waits_again_is_followed_whatever_came_before() {
    static LOCK: RwLock<i32> = RwLock::new(0);
    fn barges_in() -> i32 {
        thread::spawn(|| {
            let _held = LOCK.write();
            println!("written");
        });
        thread::spawn(|| drop(LOCK.try_write()));
        drop(LOCK.write());
        let held = LOCK.try_write();
        println!("{}", held.is_err());
        0
    }
    assert_eq!(outputs(barges_in).len(), 6);
}
