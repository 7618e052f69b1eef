//! Quick measurements on this machine, as it is and with limits. What figures come out is nobody's promise; that they are
//! there, and that what is not there is named, is.

#![cfg(target_os = "linux")]

use std::ffi::OsStr;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::process::{Command, Output};
use std::{fs, thread};

use cost::Report;
use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::unistd::Pid;

const METER: &str = env!("CARGO_BIN_EXE_cost-meter");
const IDS: [&str; 15] = [
    "asleep-resident",
    "asleep-with-kernel",
    "start-end-one-by-one",
    "start-end-batch",
    "start-from-run-body",
    "start-from-run-body-free",
    "ping-pong-one-core",
    "ping-pong-free",
    "channel-throughput",
    "alive-at-once",
    "lock-unlock",
    "arc-clone",
    "parallel",
    "memory",
    "time",
];

fn report(output: &Output) -> Report {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn measured(report: &Report) -> Vec<&str> {
    let pairs = report.pairs.iter().map(|pair| pair.id.as_str());
    pairs.chain(report.curves.iter().map(|curve| curve.id.as_str())).collect()
}

/// A quick run under a limit that these words of the shell's set.
fn limited(limit: &str, meter: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{limit} && exec \"$0\" --quick")]).arg(meter);
    command
}

/// What it says when it can use no more than one.
fn on_one_processor(command: &mut Command) -> Output {
    let this = Pid::from_raw(0);
    let limited = || {
        let usable = sched_getaffinity(this).unwrap();
        let first = (0..CpuSet::count()).find(|cpu| usable.is_set(*cpu).unwrap()).unwrap();
        let mut one = CpuSet::new();
        one.set(first).unwrap();
        sched_setaffinity(this, &one).unwrap();
        command.output().unwrap()
    };
    // In a thread of its own, as the limit stays with the thread.
    thread::scope(|scope| scope.spawn(limited).join().unwrap())
}

fn why<'a>(report: &'a Report, id: &str) -> &'a str {
    let found = report.left_out.iter().find(|left| left.id == id);
    &found.unwrap_or_else(|| panic!("{id} is not left out")).why
}

#[test]
fn everything_is_measured_or_left_out_by_name() {
    let output = Command::new(METER).arg("--quick").output().unwrap();
    let report = report(&output);
    for id in IDS {
        let is_there = measured(&report).contains(&id) || report.left_out.iter().any(|left| left.id == id);
        assert!(is_there, "{id} is missing");
    }
    for pair in &report.pairs {
        for spread in [pair.left.spread, pair.right.spread, pair.ratio] {
            let in_order = 0.0 < spread.low && spread.low <= spread.median && spread.median <= spread.high;
            assert!(in_order, "{pair:?}");
        }
        assert!(pair.rounds > 0 && !pair.caveat.is_empty(), "{pair:?}");
    }
    let alive = report.pair("alive-at-once").unwrap();
    assert_eq!(
        [alive.left.spread.median, alive.right.spread.median],
        [100.0, 10_000.0],
        "{:?}",
        report.left_out
    );
    let counts: Vec<usize> = report.curves[0].points.iter().map(|point| point.count).collect();
    assert_eq!(counts, [30, 100, 1000]);
    assert!(report.machine.cpus > 0 && report.machine.rustc.starts_with("rustc 1."), "{:?}", report.machine);
}

#[test]
fn what_is_asked_for_is_measured_and_nothing_else() {
    let output = Command::new(METER).args(["--quick", "--only", "time", "arc-clone"]).output().unwrap();
    assert_eq!(measured(&report(&output)), ["arc-clone", "time"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "arc-clone\ntime of 30\ntime of 100\ntime of 1000\n");
}

#[test]
fn wrong_use_is_explained() {
    let all = IDS.join(", ");
    for (arguments, words) in [
        (vec!["--only", "arc-clone", "arc"], format!("error: no pair or curve arc; there are {all}\n")),
        (vec!["--only"], "error: use it as `cost-meter [--quick] [--only ID…]`\n".to_owned()),
        (vec!["arc-clone"], "error: use it as `cost-meter [--quick] [--only ID…]`\n".to_owned()),
    ] {
        let output = Command::new(METER).args(&arguments).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), words, "{arguments:?}");
    }
}

#[test]
fn with_little_address_space_there_are_fewer_threads_and_a_sentence() {
    // With many processors the runtime has many workers, and there is no room even for those.
    let report = report(&on_one_processor(&mut limited("ulimit -v 400000", METER)));
    let sentence = why(&report, "alive-at-once");
    // Whether the last thread is refused or finds no memory to begin with is up to the system.
    let is_refused =
        sentence.starts_with("no more than ") && sentence.contains("the system gives no more threads");
    assert!(is_refused || sentence.starts_with("100 threads were too many: "), "{sentence}");
    let alive = report.pair("alive-at-once").unwrap().left.spread.median;
    assert!((1.0..100.0).contains(&alive), "{alive}");
    assert!(report.pair("lock-unlock").is_some());
}

#[test]
fn where_no_process_can_be_started_everything_is_left_out() {
    // Shells differ in the letter.
    let limit = "if (ulimit -u 1) 2> /dev/null; then ulimit -u 1; else ulimit -p 1; fi";
    let mut command = limited(limit, METER);
    let folder = tempfile::tempdir().unwrap();
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        // Root is not limited, so it is somebody who can't see our folders.
        let copy = folder.path().join("cost-meter");
        fs::copy(METER, &copy).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        command = limited(limit, copy);
        command.current_dir("/").uid(65534);
    }
    let report = report(&command.output().unwrap());
    assert!(measured(&report).is_empty(), "{:?}", measured(&report));
    for id in IDS {
        assert!(
            why(&report, id).contains("a process to measure in can't be started: "),
            "{}",
            why(&report, id)
        );
    }
}

#[test]
fn on_one_processor_what_needs_two_is_left_out() {
    let two = ["start-from-run-body-free", "ping-pong-free", "parallel"];
    let arguments = [&["--quick", "--only", "ping-pong-one-core"], &two[..]].concat();
    let report = report(&on_one_processor(Command::new(METER).args(arguments)));
    assert_eq!(measured(&report), ["ping-pong-one-core"]);
    assert_eq!(report.machine.cpus, 1);
    for id in two {
        assert_eq!(why(&report, id), "it takes two processors, and only one can be used here");
    }
}
