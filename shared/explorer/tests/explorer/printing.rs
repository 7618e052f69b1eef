//! What happens while something is being printed.

use crate::support::{Seen, outputs};
use std::collections::BTreeSet;
use std::fmt;
use std::panic::catch_unwind;
use std::time::Duration;
use virtual_std::sync::Mutex;
use virtual_std::{eprintln, println, thread};

/// Prints its name, then is its name.
struct Nested(&'static str);

impl fmt::Display for Nested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        println!("<in {}>", self.0);
        f.write_str(self.0)
    }
}

fn lines(found: BTreeSet<Seen>) -> Vec<Vec<String>> {
    found.into_iter().map(|(lines, _)| lines).collect()
}

#[test]
fn what_is_printed_while_formatting_comes_between_the_pieces() {
    fn nests() -> i32 {
        println!("a {} b", Nested("one"));
        println!("a\nb {} c\nd {}", Nested("1"), Nested("2"));
        eprintln!("a {} b", Nested("err"));
        0
    }
    let expected = ["a <in one>", "one b", "a", "b <in 1>", "1 c", "d <in 2>", "2", "<in err>", "a err b"];
    assert_eq!(lines(outputs(nests)), [expected]);
}

#[test]
fn others_wait_while_a_line_is_formatted() {
    fn beside() -> i32 {
        thread::scope(|scope| {
            scope.spawn(|| println!("a {} b", Nested("one")));
            scope.spawn(|| println!("other"));
        });
        0
    }
    assert_eq!(lines(outputs(beside)), [["a <in one>", "one b", "other"], ["other", "a <in one>", "one b"]]);
}

#[test]
fn the_stream_is_locked_while_formatting_waits_for_a_lock() {
    static LOCK: Mutex<i32> = Mutex::new(0);
    struct Locks;
    impl fmt::Display for Locks {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}", LOCK.lock().unwrap())
        }
    }
    fn hangs() -> i32 {
        let thread = thread::spawn(|| {
            thread::sleep(Duration::from_millis(10));
            println!("first\nshown {Locks}");
        });
        let guard = LOCK.lock().unwrap();
        thread::sleep(Duration::from_millis(50));
        println!("main has {guard}");
        drop(guard);
        thread.join().unwrap();
        0
    }
    let found = outputs(hangs);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [(vec!["first".to_owned()], "hangs")]);
}

#[test]
fn what_was_formatted_before_a_panic_is_printed() {
    struct Panics;
    impl fmt::Display for Panics {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("while formatting")
        }
    }
    fn panics() -> i32 {
        assert!(catch_unwind(|| println!("before {Panics} after")).is_err());
        println!("next");
        0
    }
    let found = lines(outputs(panics));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].last().unwrap(), "before next");
}

#[test]
fn a_line_that_waited_for_something_may_come_after_what_others_print_elsewhere() {
    static LOCK: Mutex<i32> = Mutex::new(0);
    fn beside() -> i32 {
        thread::scope(|scope| {
            scope.spawn(|| println!("{LOCK:?}"));
            scope.spawn(|| eprintln!("other"));
        });
        0
    }
    assert_eq!(outputs(beside).len(), 2);
}
