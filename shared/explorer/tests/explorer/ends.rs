//! How programs end, and why.

use crate::support::{agreed, options, outcome, outputs};
use engine::ClockMode;
use explorer::{Ending, Error, Reduction, explore};
use virtual_std::sync::{Mutex, mpsc};
use virtual_std::{eprintln, println, process, thread};

/// The line of the place that says it.
macro_rules! here {
    () => {
        ::std::line!()
    };
}

#[test]
fn a_receiver_whose_sender_is_alive_hangs_and_says_where_that_was_made() {
    fn waits() -> i32 {
        let (tx, rx) = mpsc::channel::<i32>();
        let _ = rx.recv();
        drop(tx);
        0
    }
    let line = here!() - 5;
    let found = outcome(waits, ClockMode::Exact);
    let why = format!(
        "main waits for a message at line {}; the `Sender` made at line {line} is still alive",
        line + 1
    );
    assert_eq!((found.outputs[0].end.name(), &found.outputs[0].why), ("hangs", &why));
}

#[test]
fn a_deadlock_names_who_holds_and_who_wants_which_lock() {
    fn deadlock() -> i32 {
        let (a, b) = (Mutex::new(()), Mutex::new(()));
        thread::scope(|scope| {
            scope.spawn(|| {
                let _a = a.lock();
                let _b = b.lock();
            });
            scope.spawn(|| {
                let _b = b.lock();
                let _a = a.lock();
            });
        });
        println!("done");
        0
    }
    fn ordered() -> i32 {
        let (a, b) = (Mutex::new(()), Mutex::new(()));
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let _a = a.lock();
                    let _b = b.lock();
                });
            }
        });
        println!("done");
        0
    }
    assert_eq!(agreed(deadlock, ClockMode::Exact).len(), 2);
    assert_eq!(agreed(ordered, ClockMode::Exact).len(), 1);
    let found = outcome(deadlock, ClockMode::Exact);
    let hang = found.outputs.iter().find(|output| output.end == Ending::Hangs).unwrap();
    assert!(hang.why.contains("held by thread 2 since line"), "{}", hang.why);
    assert!(hang.why.contains("held by thread 1 since line"), "{}", hang.why);
}

#[test]
fn a_panic_message_can_be_held_up_like_any_other_line() {
    fn races() -> i32 {
        let (tx, rx) = mpsc::channel();
        thread::spawn(move || tx.send(1).unwrap());
        drop(rx);
        0
    }
    // The message comes before main's end or not at all, and so does the note.
    let found = agreed(races, ClockMode::Exact);
    assert_eq!(found.len(), 3);
    let panicked = found.iter().find(|(lines, _)| lines.len() == 4).unwrap();
    assert_eq!(panicked.0[0], "");
    assert!(panicked.0[1].starts_with("thread '<unnamed>' (2) panicked at shared/explorer/tests/"));
    assert!(panicked.0[2].starts_with("called `Result::unwrap()` on an `Err` value"));
    assert!(panicked.0[3].starts_with("note: run with `RUST_BACKTRACE=1`"));
}

#[test]
fn others_may_print_between_the_last_operation_and_the_panic_message() {
    fn prints() -> i32 {
        let thread = thread::spawn(|| println!("other"));
        let panics = thread::spawn(|| panic!("oh"));
        let _ = (thread.join(), panics.join());
        0
    }
    let found = agreed(prints, ClockMode::Exact);
    // Before the message, before the note, or after it.
    assert_eq!(found.len(), 3);
}

#[test]
fn main_s_panic_ends_the_process_and_a_thread_s_does_not() {
    fn main_panics() -> i32 {
        panic!("oh")
    }
    fn thread_panics() -> i32 {
        let failed = thread::spawn(|| panic!("oh")).join();
        println!("{:?}", failed.unwrap_err().downcast_ref::<&str>());
        0
    }
    assert_eq!(outputs(main_panics).first().unwrap().1, "panics");
    let found = outputs(thread_panics);
    assert_eq!(found.first().unwrap().1, "returns");
    assert_eq!(found.first().unwrap().0.last().unwrap(), "Some(\"oh\")");
}

#[test]
fn the_process_can_end_from_anywhere_with_any_code() {
    fn exits() -> i32 {
        thread::spawn(|| process::exit(3));
        println!("main");
        0
    }
    let found = outcome(exits, ClockMode::Exact);
    let mut seen: Vec<_> = found.outputs.iter().map(|o| (o.lines.len(), o.why.as_str())).collect();
    seen.sort_unstable();
    assert_eq!(seen, [(0, "the exit code is 3"), (1, ""), (1, "the exit code is 3")]);
}

#[test]
fn what_is_not_modelled_is_refused_by_name() {
    const CURRENT_DIR: &str =
        "`std::env::current_dir` is not modelled by the explorer: it depends on the machine";
    fn looks() -> i32 {
        let _ = virtual_std::env::current_dir();
        0
    }
    let refused = explore(looks, &options(ClockMode::Exact, Reduction::Pruned)).err();
    assert_eq!(refused, Some(Error::Refused(CURRENT_DIR.to_owned())));
}

#[test]
fn a_program_that_its_schedule_does_not_determine_is_found_out() {
    fn random() -> i32 {
        let set: std::collections::HashSet<u32> = (0..50).collect();
        let threads: Vec<_> = (0..2).map(|_| thread::spawn(|| println!("x"))).collect();
        for number in set {
            println!("{number}");
        }
        for thread in threads {
            thread.join().unwrap();
        }
        0
    }
    let found = explore(random, &options(ClockMode::Exact, Reduction::Pruned)).and_then(|e| e.outcome(10));
    assert!(matches!(found, Err(Error::Undetermined(_))), "{found:?}");
}

#[test]
fn the_two_streams_are_told_apart_but_keep_their_order() {
    fn both() -> i32 {
        println!("a");
        eprintln!("b");
        0
    }
    let found = outcome(both, ClockMode::Exact);
    let lines: Vec<_> = found.outputs[0].lines.iter().map(|l| (l.stream.name(), l.text.as_str())).collect();
    assert_eq!(lines, [("stdout", "a"), ("stderr", "b")]);
}

#[test]
fn a_panic_while_unwinding_aborts_the_program_and_not_the_explorer() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("again")
        }
    }
    fn twice() -> i32 {
        thread::spawn(|| println!("other"));
        let _bomb = Bomb;
        panic!("once")
    }
    const NAME: &str = "ends::a_panic_while_unwinding_aborts_the_program_and_not_the_explorer";
    // In a process of its own, as the panic that never ends keeps the test harness from ending too.
    if std::env::var_os("ABORTED_IN_CHILD").is_some() {
        let found = outcome(twice, ClockMode::Exact);
        let aborts = |output: &explorer::Output| {
            output.end == Ending::Panics && output.why == "main panicked while it unwound from another panic"
        };
        std::process::exit(i32::from(!found.exhaustive || !found.outputs.iter().all(aborts)));
    }
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    let child = child.args(["--exact", NAME]).env("ABORTED_IN_CHILD", "1").output().unwrap();
    assert_eq!(child.status.code(), Some(0), "{child:?}");
}

#[test]
fn others_go_on_between_the_destructors_of_a_panic() {
    struct Loud(&'static str);
    impl Drop for Loud {
        fn drop(&mut self) {
            println!("drop {}", self.0);
        }
    }
    fn unwinds() -> i32 {
        let thread = thread::spawn(|| {
            let _a = Loud("a");
            let _b = Loud("b");
            panic!("oh")
        });
        println!("main");
        let _ = thread.join();
        0
    }
    // Before and after the message, after the note, between the destructors, and after both.
    assert_eq!(agreed(unwinds, ClockMode::Exact).len(), 5);
}

#[test]
fn a_destructor_may_wait_for_somebody_while_it_unwinds() {
    struct Waits(Option<mpsc::Receiver<i32>>);
    impl Drop for Waits {
        fn drop(&mut self) {
            println!("got {:?}, panicking {}", self.0.take().unwrap().recv(), thread::panicking());
        }
    }
    fn waits() -> i32 {
        let (tx, rx) = mpsc::channel();
        let thread = thread::spawn(move || {
            let _waits = Waits(Some(rx));
            panic!("oh")
        });
        println!("main panics: {}", thread::panicking());
        tx.send(1).unwrap();
        println!("joined: {}", thread.join().is_err());
        0
    }
    let found = agreed(waits, ClockMode::Exact);
    assert!(
        found
            .iter()
            .all(|(lines, end)| *end == "returns" && lines.contains(&"got Ok(1), panicking true".to_owned()))
    );
    assert!(found.iter().all(|(lines, _)| lines.contains(&"main panics: false".to_owned())));
}

#[test]
fn a_lock_is_held_until_the_unwinding_has_dropped_its_guard() {
    static LOCK: Mutex<i32> = Mutex::new(0);
    struct Loud;
    impl Drop for Loud {
        fn drop(&mut self) {
            println!("still locked: {}", LOCK.try_lock().is_err());
        }
    }
    fn unwinds() -> i32 {
        let thread = thread::spawn(|| {
            let _guard = LOCK.lock().unwrap();
            let _loud = Loud;
            panic!("oh")
        });
        let poisoned = LOCK.lock().is_err();
        println!("poisoned: {poisoned}");
        let _ = thread.join();
        0
    }
    let found = agreed(unwinds, ClockMode::Exact);
    assert!(found.iter().all(|(lines, _)| lines.contains(&"still locked: true".to_owned())));
    assert!(found.iter().any(|(lines, _)| lines.contains(&"poisoned: true".to_owned())));
    assert!(found.iter().any(|(lines, _)| lines.contains(&"poisoned: false".to_owned())));
}

#[test]
fn a_panic_can_be_caught_twice_in_a_row() {
    fn catches() -> i32 {
        for _ in 0..2 {
            println!("{}", std::panic::catch_unwind(|| panic!("oh")).is_err());
        }
        0
    }
    let found = agreed(catches, ClockMode::Exact);
    let lines = &found.first().unwrap().0;
    assert_eq!(lines.iter().filter(|line| *line == "true").count(), 2);
    assert_eq!(lines.iter().filter(|line| line.starts_with("note: ")).count(), 1);
}

#[test]
fn two_panics_are_told_one_after_the_other() {
    fn both() -> i32 {
        thread::spawn(|| panic!("thread"));
        panic!("main")
    }
    let found = agreed(both, ClockMode::Exact);
    assert!(found.iter().all(|(_, end)| *end == "panics"));
    // Whoever is first adds the note before anybody else says anything.
    let message = |line: &String| line.starts_with("thread '");
    let note = |line: &String| line.starts_with("note: ");
    for (lines, _) in found.iter().filter(|(lines, _)| lines.iter().filter(|line| message(line)).count() == 2)
    {
        let (first, second) =
            (lines.iter().position(message).unwrap(), lines.iter().rposition(message).unwrap());
        let noted = lines.iter().position(note).unwrap();
        assert!(first < noted && noted < second, "{lines:?}");
    }
}

#[test]
fn what_is_left_at_the_end_is_neither_run_nor_printed() {
    struct Noisy;
    impl Drop for Noisy {
        fn drop(&mut self) {
            println!("dropped");
            thread::spawn(|| println!("more")).join().unwrap();
        }
    }
    fn leaves() -> i32 {
        thread::spawn(|| {
            let _noisy = Noisy;
            thread::park();
        });
        0
    }
    assert_eq!(agreed(leaves, ClockMode::Exact).into_iter().collect::<Vec<_>>(), [(vec![], "returns")]);
}
