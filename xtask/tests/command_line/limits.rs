//! What brings a program down, or never ends, is one of its ends, and every bound gives what was found until then.

use std::process::Output;

use crate::explorer::{File, xtask};
use crate::fixture::{stderr, stdout};

/// What is said of a program of which `start` shares `N` with another thread, which stores 1 at some time.
fn raced(then: &str) -> String {
    let text = format!(
        "use std::sync::atomic::{{AtomicU32, Ordering::SeqCst}};\nuse std::{{hint::black_box, thread}};\n\
         static N: AtomicU32 = AtomicU32::new(0);\n\
         #[allow(dead_code)] fn deep(n: u64) -> u64 {{\n    if n == u64::MAX {{ 0 }} else {{ 1 + deep(black_box(n + 1)) }}\n}}\n\
         fn main() {{\n    let t = thread::spawn(|| N.store(1, SeqCst));\n    if N.load(SeqCst) == 1 {{\n        \
         println!(\"now\");\n        {then}\n    }}\n    t.join().unwrap();\n    println!(\"good\");\n}}\n"
    );
    fine(&File::new(&text).explore())
}

fn fine(output: &Output) -> String {
    assert_eq!((output.status.code(), stderr(output).as_str()), (Some(0), ""), "{}", stdout(output));
    stdout(output)
}

/// Whether the program has an end of these words, after what it printed, beside the good one.
#[track_caller]
fn has_end(said: &str, end: &str) {
    assert!(said.contains("returns\n      0 ms  main  good\n"), "{said}");
    let (_, after) = said.split_once(end).unwrap_or_else(|| panic!("no {end:?} in: {said}"));
    assert!(after.lines().nth(1).is_some_and(|line| line.ends_with("main  now")), "{said}");
}

#[cfg(unix)]
#[test]
fn a_crash_is_one_end_beside_the_others_with_its_cause() {
    let wild = raced("unsafe { black_box(8 as *mut u32).write_volatile(3) };");
    has_end(&wild, "panics: it crashes after line 10, using memory that is not its own");
    assert!(wild.contains("2 outputs, exhaustive"), "{wild}");
    let deep = raced("println!(\"{}\", deep(0));");
    has_end(&deep, "panics: it overflows its stack after line 10");
    assert!(!deep.contains("memory that is not its own"), "{deep}");
}

#[test]
fn a_loop_without_a_visible_step_is_one_end_beside_the_others() {
    let said = raced("loop {\n            black_box(0);\n        }");
    has_end(&said, "still running: it computes for 2 s after line 10 without printing");
    assert!(said.contains("2 outputs, not exhaustive: it computes for 2 s after line 10"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_without_bound_is_one_end_beside_the_others() {
    let said =
        raced("let mut v = vec![];\n        loop {\n            v.push(vec![1u8; 1 << 20]);\n        }");
    has_end(&said, "still running: it takes more and more memory after line 10");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_that_a_run_takes_step_by_step_is_bounded_too() {
    let file = File::new(
        "fn main() {\n    let mut v = vec![];\n    loop {\n        v.push(vec![1u8; 50 << 20]);\n        println!(\"more\");\n    }\n}\n",
    );
    let said = fine(&file.explore());
    assert!(
        said.contains("not exhaustive: stopped when the program and the search had taken all memory"),
        "{said}"
    );
    assert!(said.contains("output 1, still running") && said.contains("main  more"), "{said}");
}

#[test]
fn a_thread_that_loops_does_not_keep_others_from_going_on() {
    let file = File::new(
        "fn main() {\n    std::thread::spawn(|| loop {\n        std::hint::black_box(0);\n    });\n    println!(\"good\");\n}\n",
    );
    let said = fine(&file.explore());
    assert!(said.contains("output 1, returns\n      0 ms  main  good"), "{said}");
    assert!(!said.contains("output 2"), "{said}");
}

#[test]
fn of_a_program_that_goes_on_for_ever_twenty_lines_are_told() {
    let file = File::new(
        "use std::{thread, time::Duration};\nfn main() {\n    for n in 0_u64.. {\n        println!(\"tick {n}\");\n        \
         thread::sleep(Duration::from_secs(9));\n    }\n}\n",
    );
    let said = fine(&file.explore());
    assert!(said.contains("output 1, still running: it goes on for ever"), "{said}");
    assert!(said.contains("171000 ms  main  tick 19\n") && !said.contains("tick 20"), "{said}");
    assert!(said.trim_end().ends_with("… and so on"), "{said}");
}

#[test]
fn a_search_that_is_cut_short_says_by_what_and_tells_what_it_found() {
    let said = fine(&xtask(&["explore", "17-07", "--max-schedules", "3"], b""));
    assert!(
        said.contains("not exhaustive: stopped after 3 runs (3 runs") && said.contains("output 1, "),
        "{said}"
    );
    let said = fine(&xtask(&["explore", "17-mutex", "--seconds", "0.2"], b""));
    assert!(said.contains("not exhaustive: stopped when the time for it was over"), "{said}");
    assert!(said.contains("output 1, "), "{said}");
    let wrong = xtask(&["explore", "17-mutex", "--seconds", "soon"], b"");
    assert!(
        wrong.status.code() == Some(2) && stderr(&wrong).contains("say a number of seconds"),
        "{}",
        stderr(&wrong)
    );
}

#[test]
fn a_deadlock_is_found_and_named_where_there_are_too_many_schedules() {
    let file = File::new(
        "use std::sync::{Arc, Mutex};\nuse std::thread;\nfn main() {\n    let forks: Vec<_> = (0..5).map(|_| Arc::new(Mutex::new(()))).collect();\n    \
         let eat = |n: usize| {\n        let (left, right) = (Arc::clone(&forks[n]), Arc::clone(&forks[(n + 1) % 5]));\n        \
         thread::spawn(move || {\n            for _ in 0..100 {\n                let _left = left.lock().unwrap();\n                \
         let _right = right.lock().unwrap();\n            }\n        })\n    };\n    let threads: Vec<_> = (0..5).map(eat).collect();\n    \
         for thread in threads {\n        thread.join().unwrap();\n    }\n}\n",
    );
    let path = file.path.to_str().unwrap();
    let said = fine(&xtask(&["explore", path, "--max-schedules", "200"], b""));
    assert!(said.contains("not exhaustive: stopped after 200 runs"), "{said}");
    assert!(said.contains("hangs: ") && said.contains("held by thread"), "{said}");
}

#[cfg(unix)]
#[test]
fn many_crashes_end_a_search_with_what_was_found() {
    let file = File::new(
        "use std::sync::Mutex;\nfn main() {\n    let v = Mutex::new(Vec::new());\n    std::thread::scope(|s| {\n        \
         for i in 0..5 {\n            let v = &v;\n            s.spawn(move || v.lock().unwrap().push(i));\n        }\n    });\n    \
         println!(\"{:?}\", v.lock().unwrap());\n    unsafe { std::hint::black_box(8 as *mut u32).write_volatile(3) };\n}\n",
    );
    let said = fine(&file.explore());
    assert!(said.contains("not exhaustive: stopped after 20 different crashes"), "{said}");
    assert!(said.contains("output 1, panics: it crashes after line 10"), "{said}");
}
