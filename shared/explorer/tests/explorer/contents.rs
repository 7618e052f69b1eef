//! Taking out, lending out or dropping what is in a lock is to learn it.

use crate::support::{Seen, counts, outputs};
use std::collections::BTreeSet;
use virtual_std::sync::atomic::{AtomicPtr, AtomicU32, Ordering::SeqCst};
use virtual_std::sync::{Mutex, OnceLock, RwLock, mpsc};
use virtual_std::{println, thread};

fn lines(found: BTreeSet<Seen>) -> Vec<String> {
    found.into_iter().map(|(lines, _)| lines.join(" ")).collect()
}

/// Two threads that come in either order, and after them two more, so that a state with a forgotten past is met again.
fn then_noise<S: Sync>(shared: S, first: impl Fn(&S, char) + Sync, told: impl FnOnce(S) -> String) -> i32 {
    let noise = AtomicU32::new(0);
    thread::scope(|scope| {
        for name in ['a', 'b'] {
            let (shared, noise, first) = (&shared, &noise, &first);
            scope.spawn(move || {
                noise.fetch_add(1, SeqCst);
                first(shared, name);
            });
        }
    });
    let told = told(shared);
    thread::scope(|scope| {
        for number in [1, 2] {
            let noise = &noise;
            scope.spawn(move || noise.store(number, SeqCst));
        }
    });
    println!("{told} {}", noise.into_inner());
    0
}

const BOTH: [&str; 4] = ["ab 1", "ab 2", "ba 1", "ba 2"];

#[test]
fn what_is_taken_out_of_a_lock_is_learned() {
    fn mutex() -> i32 {
        let push = |log: &Mutex<String>, name| log.lock().unwrap().push(name);
        then_noise(Mutex::new(String::new()), push, |log| log.into_inner().unwrap())
    }
    fn rwlock() -> i32 {
        let push = |log: &RwLock<String>, name| log.write().unwrap().push(name);
        then_noise(RwLock::new(String::new()), push, |log| log.into_inner().unwrap())
    }
    fn once() -> i32 {
        let set =
            |log: &OnceLock<String>, name| drop(log.set(if name == 'a' { "ab" } else { "ba" }.to_owned()));
        then_noise(OnceLock::new(), set, |log| log.into_inner().unwrap())
    }
    for program in [mutex, rwlock, once] {
        assert_eq!(lines(outputs(program)), BOTH);
    }
}

#[test]
fn what_is_lent_out_by_a_lock_is_learned() {
    fn mutex() -> i32 {
        let push = |log: &Mutex<String>, name| log.lock().unwrap().push(name);
        then_noise(Mutex::new(String::new()), push, |mut log| log.get_mut().unwrap().clone())
    }
    fn rwlock() -> i32 {
        let push = |log: &RwLock<String>, name| log.write().unwrap().push(name);
        then_noise(RwLock::new(String::new()), push, |mut log| log.get_mut().unwrap().clone())
    }
    fn once() -> i32 {
        let set =
            |log: &OnceLock<String>, name| drop(log.set(if name == 'a' { "ab" } else { "ba" }.to_owned()));
        then_noise(OnceLock::new(), set, |mut log| log.get_mut().unwrap().clone())
    }
    for program in [mutex, rwlock, once] {
        assert_eq!(lines(outputs(program)), BOTH);
    }
}

#[test]
fn what_a_destructor_finds_in_a_lock_or_channel_is_learned() {
    struct Told(String);
    impl Drop for Told {
        fn drop(&mut self) {
            println!("{}", self.0);
        }
    }
    fn mutex() -> i32 {
        let push = |log: &Mutex<Told>, name| log.lock().unwrap().0.push(name);
        then_noise(Mutex::new(Told(String::new())), push, |log| {
            drop(log);
            String::new()
        })
    }
    fn channel() -> i32 {
        let (sender, receiver) = mpsc::channel();
        let senders = Mutex::new(sender);
        let send = |sender: &Mutex<mpsc::Sender<Told>>, name: char| {
            let sender = sender.lock().unwrap().clone();
            sender.send(Told(name.to_string())).unwrap();
        };
        then_noise(senders, send, |_| {
            drop(receiver);
            String::new()
        })
    }
    for program in [mutex, channel] {
        assert_eq!(outputs(program).len(), 4);
    }
}

#[test]
fn what_is_taken_out_of_an_atomic_or_written_to_it_is_learned() {
    fn taken() -> i32 {
        let store = |last: &AtomicU32, name| last.store(u32::from(name), SeqCst);
        then_noise(AtomicU32::new(0), store, |last| last.into_inner().to_string())
    }
    fn lent() -> i32 {
        let store = |last: &AtomicU32, name| last.store(u32::from(name), SeqCst);
        then_noise(AtomicU32::new(0), store, |mut last| last.get_mut().to_string())
    }
    fn written() -> i32 {
        let mut number = AtomicU32::new(1);
        *number.get_mut() += 1;
        thread::scope(|scope| {
            scope.spawn(|| number.fetch_add(1, SeqCst));
        });
        *number.get_mut() += 1;
        let (mut zero, mut pointer) = (0, AtomicPtr::default());
        *pointer.get_mut() = &raw mut zero;
        let old = number.update(SeqCst, SeqCst, |n| n + 1);
        println!("{old} {} {number:?}", pointer.load(SeqCst).is_null());
        println!("{}", number.into_inner());
        0
    }
    assert_eq!(outputs(taken).len(), 4);
    assert_eq!(outputs(lent).len(), 4);
    assert_eq!(lines(outputs(written)), ["4 false 5 5"]);
    assert_eq!(counts(written), (1, 1));
}
