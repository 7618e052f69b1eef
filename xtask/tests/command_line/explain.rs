//! `explain`: whether a program can print what somebody saw in a terminal.

use std::fs;

use crate::explorer::{File, xtask};
use crate::fixture::{stderr, stdout};

pub fn explained(id: &str, seen: &str) -> (Option<i32>, String) {
    let output = xtask(&["explain", id, "-"], seen.as_bytes());
    (output.status.code(), stdout(&output) + &stderr(&output))
}

pub const WORDS: &str = "received 'hi'\nreceived 'from'\nreceived 'the'\nreceived 'future'\n";

#[test]
fn a_real_output_is_possible() {
    let (code, text) = explained("17-12", WORDS);
    assert!(code == Some(0) && text.starts_with("possible"), "{text}");
}

#[test]
fn a_story_tells_the_end_of_a_future_from_that_of_its_task() {
    let (_, text) = explained("17-12", WORDS);
    assert_eq!(text.matches("_fut  ended\n").count(), 2, "{text}");
    assert!(!text.contains("main    ended\n") && text.ends_with("main    ended the program\n"), "{text}");
    let file = File::new(
        "use std::time::Duration;\nfn main() {\n    trpl::run(async {\n        let slow = trpl::sleep(Duration::from_secs(1));\n        \
         trpl::race(slow, async { println!(\"quick\") }).await;\n    });\n}\n",
    );
    let (_, text) = explained(file.path.to_str().unwrap(), "quick\n");
    assert!(text.contains("slow      was dropped, unfinished\n"), "{text}");
}

#[test]
fn a_story_names_no_line_that_is_not_the_programs() {
    let (_, text) = explained("16-12", "m = Mutex { data: 6, poisoned: false, .. }\n");
    assert!(text.contains("main  locked the lock made at line 4  (line 7)\n"), "{text}");
    // To show what is in it, at a line of our own.
    assert!(text.contains("main  locked the lock made at line 4\n"), "{text}");
}

#[test]
fn an_output_that_needs_a_late_wake_up_says_so() {
    let seen: String = ["hi", "more", "from", "messages", "the", "for", "future", "you"]
        .iter()
        .map(|word| format!("received '{word}'\n"))
        .collect();
    let (code, text) = explained("17-13", &seen);
    assert!(code == Some(3) && text.starts_with("possible only if a wake-up came late"), "{text}");
    let waking = |line: &&str| line.contains("3000 ms  tx1_fut  woke up") && line.ends_with("(line 12)");
    let told: Vec<&str> = text.lines().filter(waking).collect();
    assert!(told.len() == 1 && told[0].contains(" late "), "told once, and how late: {text}");
}

#[test]
fn a_last_line_that_is_cut_off_is_understood() {
    let main: String = (1..=4).map(|n| format!("hi number {n} from the main thread!\n")).collect();
    let (code, text) = explained("16-01", &(main + "hi number 1 fr"));
    let late = "possible so far only if a wake-up came late: at line 7 thread 1 was 3 ms late; its last line is cut off; it could be: hi number 1 from";
    assert!(code == Some(3) && text.starts_with(late), "{text}");
    let both = |n| format!("hi number {n} from the main thread!\nhi number {n} from the spawned thread!\n");
    let seen: String = (1..=4).map(both).collect();
    let (code, text) = explained("16-01", &(seen + "hi number 5 fr"));
    assert!(code == Some(0) && text.starts_with("possible so far: its last line is cut off"), "{text}");
}

#[test]
fn an_impossible_output_names_its_first_wrong_line_and_what_could_stand_there() {
    let (code, text) = explained("17-12", &WORDS.replace("from", "form"));
    assert_eq!(code, Some(1));
    assert!(
        text.contains("line 2") && text.contains("`received 'form'`") && text.contains("received 'from'"),
        "{text}"
    );
}

#[test]
fn an_output_that_ends_early_is_possible_so_far() {
    let (code, text) = explained("17-12", "received 'hi'\n");
    assert!(
        code == Some(0) && text.starts_with("possible so far: next could be: received 'from'; "),
        "{text}"
    );
    let output = xtask(&["explain", "17-12", "-", "--json"], b"received 'hi'\n");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&json["verdict"], &json["line"]), (&"possible".into(), &0.into()));
    assert_eq!(json["why"], "so far; next could be: received 'from'");
    assert_eq!(json["lines"][0]["text"], "received 'hi'");
}

#[test]
fn the_whole_of_what_a_program_prints_before_it_hangs_is_not_just_a_beginning() {
    let (code, text) = explained("17-11", WORDS);
    assert!(code == Some(0) && text.starts_with("possible: here is a run"), "{text}");
    let (code, text) = explained("17-11", "received 'hi'\n^C\n");
    assert!(code == Some(0) && text.starts_with("possible so far: "), "{text}");
}

#[test]
fn what_cargo_says_of_the_end_must_be_so() {
    let failed =
        format!("{WORDS}error: process didn't exit successfully: `target/debug/x` (exit status: 101)\n");
    let (code, text) = explained("17-12", &failed);
    assert!(code == Some(1) && text.contains("line 5 is `error: process didn't exit"), "{text}");
    assert!(text.contains("line 5 could be: (the end: the program returns)"), "{text}");
    let stopped =
        format!("{WORDS}error: process didn't exit successfully: `x` (signal: 2, SIGINT: interrupt)\n");
    assert_eq!(explained("17-12", &stopped).0, Some(0));
}

#[test]
fn a_program_that_hangs_may_be_stopped_anywhere() {
    let (code, text) = explained("17-11", "received 'hi'\nreceived 'from'\n");
    assert!(code == Some(0) && text.starts_with("possible"), "{text}");
}

#[test]
fn what_terminals_and_editors_add_does_not_matter() {
    let colours = WORDS.replace("received", "\u{1b}[32mreceived\u{1b}[0m");
    let warned = format!(
        "PS C:\\x> cargo run\n   Compiling x v0.1.0\nwarning: unused variable: `a`\n --> src/main.rs:2:9\n  |\n2 |     let a = 1;\n  \
         |         ^\n\nwarning: `x` (bin \"x\") generated 1 warning\n    Finished `dev` profile\n     Running `target/debug/x`\n{WORDS}\
         PS C:\\x> "
    );
    for seen in [
        WORDS.replace('\n', "\r\n"),
        WORDS.replace('\n', "  \n"),
        format!("$ cargo run -p listing-17-12\n     Running `target/debug/listing-17-12`\n{WORDS}"),
        format!("cargo run\n{WORDS}user@host:~/x$ \n"),
        warned,
        colours,
        WORDS.trim_end().to_owned(),
        format!("\u{feff}{WORDS}"),
        format!("{WORDS}^C\n"),
        WORDS.replace("received", "  0.001 s  received"),
    ] {
        let (code, text) = explained("17-12", &seen);
        assert!(code == Some(0) && text.starts_with("possible: "), "{seen:?}: {text}");
        assert_eq!(explained("17-12", &seen.replace("from", "form")).0, Some(1), "{seen:?}");
    }
}

#[test]
fn text_of_windows_shells_is_read() {
    let seen: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(WORDS.replace('\n', "\r\n").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(xtask(&["explain", "17-12", "-"], &seen).status.code(), Some(0));
}

#[test]
fn a_line_is_numbered_as_in_the_text_that_was_given() {
    let seen = format!("$ cargo run\n    Finished `dev` profile\n\n{}", WORDS.replace("from", "form"));
    let (code, text) = explained("17-12", &seen);
    assert!(
        code == Some(1) && text.contains("line 5 is `received 'form'`; line 5 could be: received 'from'"),
        "{text}"
    );
}

#[test]
fn both_streams_are_compared_or_standard_output_alone() {
    let file = File::new(
        "fn main() {\n    println!(\"one\");\n    eprintln!(\"two\");\n    println!(\"three\");\n    let none: Option<i32> = None;\n    none.unwrap();\n}\n",
    );
    let panic =
        "thread 'main' (4711) panicked at src/main.rs:6:10:\ncalled `Option::unwrap()` on a `None` value\n";
    let note = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";
    let trace = "stack backtrace:\n   0: __rustc::rust_begin_unwind\n             at /rustc/5/library/std/src/panicking.rs:689:5\n   1: x::main\nnote: Some \
                 details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.\n";
    let path = file.path.to_str().unwrap();
    for seen in [
        format!("one\ntwo\nthree\n\n{panic}{note}"),
        format!("one\ntwo\nthree\n{}{note}", panic.replace(" (4711)", "").replace("src/", "src\\")),
        format!(
            "one\ntwo\nthree\n\n{panic}{trace}error: process didn't exit successfully: `x` (exit status: 101)\n$ \n"
        ),
        "one\nthree\n".to_owned(),
    ] {
        let (code, text) = explained(path, &seen);
        assert!(code == Some(0) && text.starts_with("possible: "), "{seen}{text}");
    }
    for seen in
        ["one\nthree\ntwo\n".to_owned(), format!("one\ntwo\nthree\n{}", panic.replace("6:10", "5:10"))]
    {
        assert_eq!(explained(path, &seen).0, Some(1), "{seen}");
    }
    let (_, text) = explained(path, "one\ntwo\nthree\nfour\n");
    assert!(text.contains("panicked at") && text.contains("(on standard error)"), "{text}");
}

#[test]
fn a_program_may_print_what_looks_like_a_shells_or_cargos() {
    let file = File::new(
        "fn main() {\n    println!(\"$ x\");\n    println!(\"    Finished it\");\n    println!(\"^C\");\n}\n",
    );
    let path = file.path.to_str().unwrap();
    for seen in ["$ x\n    Finished it\n^C\n", "$ cargo run\n$ x\n    Finished it\n^C\n"] {
        let (code, text) = explained(path, seen);
        assert!(code == Some(0) && text.starts_with("possible: "), "{seen}{text}");
    }
    // Without its first line, the rest is not what it prints.
    assert_eq!(explained(path, "hi\n    Finished it\n^C\n").0, Some(1));
}

#[test]
fn a_program_is_started_with_the_arguments_that_are_given() {
    let file = File::new(
        "fn main() {\n    for word in std::env::args().skip(1) {\n        println!(\"{word}\");\n    }\n}\n",
    );
    let path = file.path.to_str().unwrap();
    let explained =
        |args: &[&str]| xtask(&[&["explain", path, "-", "--"], args].concat(), b"a\nb\n").status.code();
    assert_eq!((explained(&["a", "b"]), explained(&["a", "c"])), (Some(0), Some(1)));
    let explored = stdout(&xtask(&["explore", path, "--", "a b"], b""));
    assert!(explored.contains("main  a b\n") || explored.ends_with("main  a b\n"), "{explored}");
}

#[test]
fn what_xtask_shows_is_no_output_of_a_program() {
    let shown = stdout(&xtask(&["explore", "17-12"], b""));
    let output = xtask(&["explain", "17-12", "-"], shown.as_bytes());
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(
        stderr(&output).contains("standard input: it holds lines as `cargo xtask` shows them"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_text_of_any_length_is_read_or_refused() {
    let (code, text) = explained("17-12", &format!("{WORDS}{}", "received 'more'\n".repeat(20_000)));
    assert!(code == Some(1) && text.contains("line 5 is `received 'more'`"), "{text}");
    let folder = tempfile::tempdir().unwrap();
    let huge = folder.path().join("huge.txt");
    fs::File::create(&huge).unwrap().set_len(200 << 20).unwrap();
    let output = xtask(&["explain", "17-12", huge.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("huge.txt has more than 8 MiB"), "{}", stderr(&output));
}

#[test]
fn an_output_of_another_listing_is_recognised() {
    let (code, text) = explained("17-12", "Got: hi\n");
    assert_eq!(code, Some(1));
    assert!(text.contains("it is what 16-08 or 16-try-recv prints"), "{text}");
}

#[test]
fn what_is_no_text_is_refused() {
    let output = xtask(&["explain", "17-12", "-"], b"received 'hi'\nre\xff\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("standard input is not UTF-8 text: see its line 2"),
        "{}",
        stderr(&output)
    );
    let output = xtask(&["explain", "17-12", "no/such.txt"], b"");
    assert!(stderr(&output).contains("cannot read no/such.txt"), "{}", stderr(&output));
}

#[test]
fn an_empty_output_is_compared_like_any_other() {
    for nothing in ["", "$ cargo run -p listing-17-12\n"] {
        let (code, text) = explained("17-12", nothing);
        assert!(
            code == Some(0) && text.starts_with("possible so far: next could be: received 'hi'"),
            "{text}"
        );
    }
    let (code, text) = explained("16-07", "");
    assert!(code == Some(0) && text.starts_with("possible: "), "{text}");
}
