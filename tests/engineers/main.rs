//! Programs as engineers write them, each beside a twin that has a usual mistake, which the explorer finds and tells.

use std::path::Path;
use std::sync::LazyLock;

use answers::{Asks, Explain, Explanation, Explore, Extent, Limits, Outcome, Verdict};
use runner::{Build, Builds, Cargo, Stop, Words};
use worlds::{Explorable, Program, VirtualWorld};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

static CARGO: LazyLock<Cargo> = LazyLock::new(|| Cargo::new(env!("CARGO"), ROOT));

/// All of them, built by the first test that needs one.
static BUILDS: LazyLock<Builds> = LazyLock::new(|| {
    let target = CARGO.metadata().unwrap().target_directory;
    let world = VirtualWorld::new(&Path::new(ROOT).canonicalize().unwrap(), target.as_std_path());
    let folder = Path::new(ROOT).join("tests/engineers/programs").canonicalize().unwrap();
    let programs: Vec<Program> = NAMES
        .iter()
        .map(|name| Program { name: format!("engineers-{name}"), source: folder.join(format!("{name}.rs")) })
        .collect();
    world.build(&CARGO, &programs, Words::Kept, &Stop::new()).unwrap()
});

const NAMES: [&str; 6] =
    ["cache", "cache_stalls", "shutdown", "shutdown_misses", "worker_pool", "worker_pool_loses"];

fn ask<Q: Asks>(name: &str, question: Q) -> Q::Found {
    let Some(Build::Executable(executable)) = BUILDS.named(&format!("engineers-{name}")) else {
        panic!("{:?}", BUILDS.named(&format!("engineers-{name}")));
    };
    let limits = Limits { max_schedules: Some(300_000), ..Limits::default() };
    Explorable::new(executable, CARGO.folder()).ask(question, &[], limits, &Stop::new()).unwrap()
}

/// What a program can print, with how it ends unless it returns; all of it.
fn outputs(name: &str) -> Vec<String> {
    let outcome: Outcome = ask(name, Explore { most: 1_000, ..Explore::default() });
    assert!(outcome.exhaustive, "{outcome:#?}");
    assert_eq!(outcome.outputs.len() as u64, outcome.count as u64);
    let text = |output: &answers::Output| {
        let lines: String = output.lines.iter().map(|line| format!("{}\n", line.text)).collect();
        if output.ending() == "returns" { lines } else { format!("{lines}{}", output.ending()) }
    };
    let mut outputs: Vec<String> = outcome.outputs.iter().map(text).collect();
    outputs.sort();
    outputs
}

/// What happens in a run that prints this, a line each: who did what, and where.
fn told(name: &str, seen: &str, extent: Extent) -> String {
    let explanation: Explanation = ask(name, Explain { seen: seen.to_owned(), extent });
    assert_eq!(explanation.verdict, Verdict::Possible, "{explanation:#?}");
    let line = |event: &answers::Happening| format!("{} {} at line {}\n", event.task, event.did, event.line);
    explanation.events.iter().map(line).collect()
}

#[test]
fn a_pool_of_workers_answers_every_request() {
    assert_eq!(outputs("worker_pool"), ["Some(4)\nSome(9)\n2 requests answered\n"]);
}

#[test]
fn a_worker_that_is_interrupted_loses_the_request_it_has_taken() {
    assert_eq!(outputs("worker_pool_loses"), ["answered: 9\n", "nobody answered\n"]);
    let story = told("worker_pool_loses", "nobody answered\n", Extent::Whole);
    let taken = story.find("received a message from the channel").expect(&story);
    let lost = story.find("answer_one(&mut requests) was dropped").expect(&story);
    assert!(taken < lost, "{story}");
}

#[test]
fn a_cache_is_refreshed_while_it_is_read() {
    assert_eq!(outputs("cache"), ["1\n2\ntrue\n"]);
}

#[test]
fn a_cache_that_keeps_its_lock_while_it_asks_waits_for_ever() {
    let stalls = outputs("cache_stalls");
    assert_eq!(stalls.len(), 1, "{stalls:?}");
    assert!(stalls[0].contains("main waits for a message at line 27"), "{stalls:?}");
    assert!(stalls[0].contains("task 1 waits at line 16 for the lock"), "{stalls:?}");
    assert!(stalls[0].contains("held by main since line 24"), "{stalls:?}");
    let story = told("cache_stalls", "", Extent::CutOff);
    let is_locked = |line: &str| line.contains("locked the lock made at line") && line.contains(" to write");
    assert!(story.lines().any(is_locked), "{story}");
}

#[test]
fn who_is_told_to_stop_by_a_value_stops() {
    let stopped = outputs("shutdown");
    assert!(stopped.iter().all(|output| output.ends_with("1 rounds, 0 workers left\n")), "{stopped:?}");
}

#[test]
fn who_is_told_to_stop_while_nobody_waits_for_it_never_does() {
    assert_eq!(outputs("shutdown_misses"), ["it never stops\n", "stopped: true\n"]);
    let story = told("shutdown_misses", "it never stops\n", Extent::Whole);
    assert!(story.contains("notified all the `Notify`"), "{story}");
}
