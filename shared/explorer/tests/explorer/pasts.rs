//! Two states are one only if nothing that a task has learned tells them apart, however it came to know it.

use crate::support::{agreed, outputs};
use engine::ClockMode;
use std::cell::UnsafeCell;
use virtual_std::println;
use virtual_std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use virtual_std::sync::{Arc, Mutex};
use virtual_std::thread;
use virtual_std::time::Duration;

#[test]
fn a_child_is_born_with_what_its_parent_knows() {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    static NOISE: AtomicU32 = AtomicU32::new(0);
    fn captures() -> i32 {
        for name in ["a", "b"] {
            thread::spawn(move || {
                NOISE.fetch_add(1, SeqCst);
                let number = NEXT.fetch_add(1, SeqCst);
                thread::spawn(move || {
                    thread::sleep(Duration::from_millis(1));
                    println!("{name}{number}");
                });
            });
        }
        thread::sleep(Duration::from_secs(1));
        0
    }
    assert_eq!(outputs(captures).len(), 4);
}

#[test]
fn a_scope_hands_over_what_its_threads_wrote() {
    fn writes() -> i32 {
        let (next, noise) = (AtomicU32::new(1), AtomicU32::new(0));
        let (mut a, mut b) = (0, 0);
        thread::scope(|scope| {
            scope.spawn(|| {
                noise.fetch_add(1, SeqCst);
                a = next.fetch_add(1, SeqCst);
            });
            scope.spawn(|| {
                noise.fetch_add(1, SeqCst);
                b = next.fetch_add(1, SeqCst);
            });
        });
        thread::scope(|scope| {
            scope.spawn(|| noise.store(1, SeqCst));
            scope.spawn(|| noise.store(2, SeqCst));
        });
        println!("{a} {b} {}", noise.load(SeqCst));
        0
    }
    assert_eq!(outputs(writes).len(), 4);
}

type Make = fn() -> Arc<Vec<AtomicU32>>;

/// Objects of one line that are first used in different orders.
fn first_used_in_any_order(make: Make) {
    static MAKE: std::sync::Mutex<Option<Make>> = std::sync::Mutex::new(None);
    fn program() -> i32 {
        let numbers = MAKE.lock().unwrap().unwrap()();
        let theirs = numbers.clone();
        let thread = thread::spawn(move || {
            theirs[1].store(1, SeqCst);
            theirs[0].store(1, SeqCst);
        });
        let seen = numbers[0].load(SeqCst);
        thread.join().unwrap();
        println!("{seen} {}", numbers[1].load(SeqCst));
        0
    }
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    *MAKE.lock().unwrap() = Some(make);
    let found: Vec<_> =
        agreed(program, ClockMode::Exact).into_iter().map(|(lines, _)| lines.concat()).collect();
    assert_eq!(found, ["0 1", "1 1"]);
}

#[test]
fn objects_that_one_line_makes_are_told_apart() {
    first_used_in_any_order(|| Arc::new((0..2).map(|_| AtomicU32::new(0)).collect()));
    first_used_in_any_order(|| {
        let mut all = Vec::new();
        all.resize_with(2, || AtomicU32::new(0));
        Arc::new(all)
    });
    first_used_in_any_order(|| Arc::new(std::array::from_fn::<_, 2, _>(|_| AtomicU32::new(0)).into()));
}

#[test]
fn so_are_those_that_a_constant_makes() {
    first_used_in_any_order(|| Arc::new(vec![const { AtomicU32::new(0) }, const { AtomicU32::new(0) }]));
    first_used_in_any_order(|| Arc::new([const { AtomicU32::new(0) }; 2].into()));
    first_used_in_any_order(|| {
        #[expect(
            clippy::declare_interior_mutable_const,
            reason = "each use is another object, which is the point"
        )]
        const NEW: AtomicU32 = AtomicU32::new(0);
        Arc::new([NEW; 2].into())
    });
}

#[test]
fn so_are_those_of_a_static() {
    static ALL: [AtomicU32; 2] = [const { AtomicU32::new(0) }; 2];
    fn program() -> i32 {
        let thread = thread::spawn(|| {
            ALL[1].store(1, SeqCst);
            ALL[0].store(1, SeqCst);
        });
        let seen = ALL[0].load(SeqCst);
        thread.join().unwrap();
        println!("{seen} {}", ALL[1].load(SeqCst));
        0
    }
    assert_eq!(agreed(program, ClockMode::Exact).len(), 2);
}

#[test]
fn what_unsafe_code_passes_along_under_a_lock_counts_where_it_is_asked_for() {
    use crate::support::options;
    use engine::{Settings, Sharing};
    use explorer::{Options, Reduction, explore};

    struct Cell(UnsafeCell<String>);
    // SAFETY: it is only used by who holds `LOCK`.
    #[expect(unsafe_code, reason = "what is hidden from the explorer is the point")]
    unsafe impl Sync for Cell {}
    static NOISE: AtomicU32 = AtomicU32::new(0);

    fn passes() -> i32 {
        let log = Arc::new((Mutex::new(()), Cell(UnsafeCell::new(String::new()))));
        let push = |log: &(Mutex<()>, Cell), name: &str| {
            let _guard = log.0.lock().unwrap();
            // SAFETY: the lock is held.
            #[expect(unsafe_code, reason = "as above")]
            unsafe { &mut *log.1.0.get() }.push_str(name);
        };
        let threads = ["a", "b"].map(|name| {
            let log = log.clone();
            thread::spawn(move || {
                NOISE.fetch_add(1, SeqCst);
                push(&log, name);
            })
        });
        for thread in threads {
            thread.join().unwrap();
        }
        push(&log, "");
        let threads = [1, 2].map(|n| thread::spawn(move || NOISE.store(n, SeqCst)));
        for thread in threads {
            thread.join().unwrap();
        }
        // SAFETY: nobody else is left.
        #[expect(unsafe_code, reason = "as above")]
        let log = unsafe { &*log.1.0.get() };
        println!("{log} {}", NOISE.load(SeqCst));
        0
    }
    let found = |sharing| {
        let options = options(ClockMode::Exact, Reduction::Pruned);
        let options = Options { settings: Settings { sharing, ..options.settings }, ..options };
        explore(passes, &options).unwrap()
    };
    let (hidden, declared) = (found(Sharing::Hidden), found(Sharing::Declared));
    assert_eq!((hidden.count(), hidden.exhaustive), (4, true));
    let rests_on = hidden.outcome(1).unwrap().rests_on;
    assert!(rests_on.iter().any(|sentence| sentence.contains("no data race")));
    // The twin: unless it is told so, the explorer believes that nothing passes along, and notices its mistake.
    assert!(declared.count() < 4 && !declared.exhaustive);
}

#[test]
fn a_spin_lock_of_the_programs_own_hands_on_what_it_guards_and_its_waiting_ends() {
    use crate::support::options;
    use engine::{Settings, Sharing};
    use explorer::{Options, Reduction, explore};

    struct SpinLock(AtomicU32, UnsafeCell<String>);
    // SAFETY: the text is only used by who has set the number to 1.
    #[expect(unsafe_code, reason = "what is hidden from the explorer is the point")]
    unsafe impl Sync for SpinLock {}

    fn pushes() -> i32 {
        let lock = SpinLock(AtomicU32::new(0), UnsafeCell::new(String::new()));
        thread::scope(|scope| {
            for name in ["a", "b", "c"] {
                let lock = &lock;
                scope.spawn(move || {
                    while lock.0.compare_exchange(0, 1, SeqCst, SeqCst).is_err() {}
                    // SAFETY: the lock is held.
                    #[expect(unsafe_code, reason = "as above")]
                    unsafe { &mut *lock.1.get() }.push_str(name);
                    lock.0.store(0, SeqCst);
                });
            }
        });
        println!("{}", lock.1.into_inner());
        0
    }
    let options = options(ClockMode::Exact, Reduction::Pruned);
    let settings = Settings { sharing: Sharing::Hidden, ..options.settings };
    let found = explore(pushes, &Options { settings, ..options }).unwrap();
    assert_eq!((found.count(), found.exhaustive), (6, true));
}

#[test]
fn who_comes_to_one_of_several_in_a_static_first_is_part_of_the_state_before_anybody_uses_it() {
    static ALL: [Mutex<u32>; 2] = [const { Mutex::new(0) }; 2];
    static NOISE: AtomicU32 = AtomicU32::new(0);
    fn program() -> i32 {
        let first = thread::spawn(|| {
            NOISE.store(1, SeqCst);
            *ALL[0].lock().unwrap() += 7;
        });
        let second = thread::spawn(|| {
            NOISE.store(2, SeqCst);
            *ALL[1].lock().unwrap() += 9;
            *ALL[0].lock().unwrap()
        });
        first.join().unwrap();
        println!("{}", second.join().unwrap());
        0
    }
    assert_eq!(agreed(program, ClockMode::Exact).len(), 2);
}
