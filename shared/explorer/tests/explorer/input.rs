//! What a program reads, and what day it is told.

use crate::support::options;
use engine::{ClockMode, Settings};
use explorer::{Outcome, Reduction, explore};
use std::collections::BTreeSet;
use virtual_std::io::{BufRead, Read, read_to_string, stdin};
use virtual_std::time::{Duration, SystemTime, UNIX_EPOCH};
use virtual_std::{println, thread};

fn given(program: fn() -> i32, input: &str) -> Outcome {
    let mut options = options(ClockMode::Exact, Reduction::Pruned);
    options.settings = Settings { stdin: input.as_bytes().into(), ..options.settings };
    explore(program, &options).expect("it can be explored").outcome(usize::MAX).expect("it can be replayed")
}

fn lines(outcome: Outcome) -> BTreeSet<String> {
    assert!(outcome.exhaustive);
    let joined = |output: explorer::Output| {
        output.lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join(" ")
    };
    outcome.outputs.into_iter().map(joined).collect()
}

fn line() -> String {
    let mut line = String::new();
    stdin().read_line(&mut line).unwrap();
    line.trim().to_owned()
}

#[test]
fn a_line_is_read_by_whoever_comes_first() {
    fn races() -> i32 {
        let thread = thread::spawn(line);
        let main = line();
        println!("{main} {} {:?}", thread.join().unwrap(), line());
        0
    }
    fn takes_turns() -> i32 {
        let first = thread::spawn(line).join().unwrap();
        println!("{first} {}", line());
        0
    }
    let either = BTreeSet::from(["a b \"\"".to_owned(), "b a \"\"".to_owned()]);
    assert_eq!(lines(given(races, "a\nb\n")), either);
    assert_eq!(lines(given(takes_turns, "a\nb\n")), BTreeSet::from(["a b".to_owned()]));
}

#[test]
fn who_has_locked_it_reads_alone() {
    fn reads() -> i32 {
        let mut lock = stdin().lock();
        let mut two = [0; 2];
        lock.read_exact(&mut two).unwrap();
        let thread = thread::spawn(|| read_to_string(stdin()).unwrap());
        let mut rest = String::new();
        lock.read_line(&mut rest).unwrap();
        drop(lock);
        println!("{two:?} {rest:?} {:?} {:?}", thread.join().unwrap(), stdin().lines().next().is_none());
        0
    }
    let outcome = given(reads, "abc\nd\ne");
    assert_eq!(outcome.rests_on, ["all of standard input is there when the program starts"]);
    assert_eq!(lines(outcome), BTreeSet::from(["[97, 98] \"c\\n\" \"d\\ne\" true".to_owned()]));
}

#[test]
fn it_is_empty_if_nothing_is_given_and_can_be_locked_once() {
    fn twice() -> i32 {
        let _lock = stdin().lock();
        println!("{:?}", line());
        0
    }
    fn once() -> i32 {
        println!("{:?}", line());
        0
    }
    assert_eq!(given(twice, "").outputs[0].end.name(), "hangs");
    let outcome = given(once, "");
    assert_eq!(outcome.rests_on, ["standard input is empty"]);
    assert_eq!(lines(outcome), BTreeSet::from(["\"\"".to_owned()]));
}

#[test]
fn the_day_is_always_the_same_and_time_goes_on() {
    fn looks() -> i32 {
        let start = SystemTime::now();
        thread::sleep(Duration::from_millis(1500));
        println!("{:?} {:?}", start.elapsed().unwrap(), start.duration_since(UNIX_EPOCH).unwrap());
        println!("{:?}", UNIX_EPOCH.duration_since(start).is_err());
        0
    }
    let outcome = given(looks, "");
    assert_eq!(outcome.rests_on.len(), 1, "{:?}", outcome.rests_on);
    assert_eq!(lines(outcome), BTreeSet::from(["1.5s 1767225600s true".to_owned()]));
}
