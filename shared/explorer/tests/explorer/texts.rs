//! What programs are told in words, and of the machine, is what the real `std` says, or the same whoever explores.

use crate::support::outputs;
use std::panic::catch_unwind;
use virtual_std::sync::{LazyLock, Mutex, Once, TryLockError};
use virtual_std::{env, println, thread};

fn only(program: fn() -> i32) -> Vec<String> {
    let found = outputs(program);
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap().0
}

/// The text of a panic.
fn text(f: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let payload = catch_unwind(f).unwrap_err();
    payload
        .downcast::<String>()
        .map_or_else(|text| (*text.downcast::<&str>().unwrap()).to_owned(), |text| *text)
}

#[test]
fn what_is_poisoned_says_so_as_in_std() {
    static ONCE: Once = Once::new();
    static LAZY: LazyLock<i32> = LazyLock::new(|| panic!("lazy"));
    fn poisons() -> i32 {
        let texts = [
            text(|| ONCE.call_once(|| panic!("once"))),
            text(|| ONCE.call_once(|| {})),
            text(|| assert_eq!(*LAZY, 0)),
            text(|| assert_eq!(*LAZY, 0)),
        ];
        println!("{}", texts.join(", "));
        ONCE.call_once_force(|state| println!("{state:?} {LAZY:?}"));
        let lock = Mutex::new(1);
        catch_unwind(|| {
            let _guard = lock.lock();
            panic!("lock")
        })
        .unwrap_err();
        let error = lock.lock().unwrap_err();
        println!(
            "{error}, {error:?}, {:?}, {}",
            lock.try_lock().unwrap_err(),
            TryLockError::<()>::WouldBlock
        );
        0
    }
    let lines = only(poisons);
    for line in [
        "once, Once instance has previously been poisoned, lazy, LazyLock instance has previously been poisoned",
        "OnceState { poisoned: true } LazyLock(<uninit>)",
        "poisoned lock: another task failed inside, PoisonError { .. }, \"WouldBlock\", \
         try_lock failed because the operation would block",
    ] {
        assert!(lines.iter().any(|seen| seen == line), "{line} is not in {lines:#?}");
    }
}

#[test]
fn a_thread_has_the_name_that_it_was_given_unless_that_is_none() {
    fn names() -> i32 {
        let named = |name: &str| thread::Builder::new().name(name.to_owned());
        thread::scope(|scope| {
            named("").spawn_scoped(scope, || println!("{:?}", thread::current().name())).unwrap();
            println!("{}", text(|| drop(named("a\0b").spawn(|| {}))));
        });
        println!("{:?}", named("x"));
        0
    }
    let lines = outputs(names).into_iter().map(|(lines, _)| lines).next().unwrap();
    let said: Vec<&str> =
        lines.iter().map(String::as_str).filter(|line| line.starts_with(['S', 't', 'B'])).collect();
    assert!(said.contains(&"Some(\"\")"));
    assert!(said.iter().any(|line| {
        *line == "thread name may not contain interior null bytes: NulError(1, [97, 0, 98])"
    }));
    assert_eq!(said.last(), Some(&"Builder { name: Some(\"x\"), stack_size: None, no_hooks: false }"));
}

#[test]
fn the_environment_is_empty_and_the_machine_has_four_processors() {
    fn asks() -> i32 {
        println!("{:?} {:?} {}", env::var("PATH"), env::var_os("HOME"), env::vars().count());
        println!("{}", thread::available_parallelism().unwrap());
        0
    }
    assert_eq!(only(asks), ["Err(NotPresent) None 0", "4"]);
}
