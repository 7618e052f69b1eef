//! `timeline`, on this workspace and on files of a user's.

use std::fs;
use std::process::Output;

use assert_cmd::Command;

use crate::fixture::{stderr, stdout};

fn xtask(arguments: &[&str], locale: &str) -> Output {
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).current_dir(workspace).env("LC_ALL", locale).output().unwrap()
}

fn refusal(arguments: &[&str]) -> String {
    let output = xtask(arguments, "C.UTF-8");
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{}", stderr(&output));
    stderr(&output).replace("\n    ", " ")
}

#[test]
fn a_hang_is_lanes_that_wait_for_each_other() {
    let output = xtask(&["timeline", "16-deadlock", "--output", "2"], "C.UTF-8");
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(text.contains("✗ waits for ever ─"), "{text}");
    assert!(text.contains("◀─") && text.contains("hangs after 0 ms"), "{text}");
    let returns = stdout(&xtask(&["timeline", "16-deadlock"], "C.UTF-8"));
    assert!(returns.contains("returns after 0 ms") && !returns.contains('✗'), "{returns}");
}

#[test]
fn a_terminal_without_unicode_gets_ascii_and_no_colours_where_nobody_looks() {
    let output = xtask(&["timeline", "17-13"], "C");
    assert!(output.stdout.is_ascii() && !output.stdout.contains(&0x1b), "{}", stdout(&output));
    assert!(!xtask(&["timeline", "17-13"], "C.UTF-8").stdout.is_ascii());
}

#[test]
fn an_output_that_there_is_not_is_told_which_there_are() {
    assert!(refusal(&["timeline", "16-02", "--output", "99"]).contains("a number from 1 to 16"));
    assert!(refusal(&["timeline", "16-02", "--output", "0"]).contains("a number from 1 to 16"));
    assert!(refusal(&["timeline", "17-08", "--output", "2"]).contains("only one"));
    assert!(refusal(&["timeline", "16-02", "--output", "two"]).contains("'two'"));
}

#[test]
fn a_picture_that_cannot_be_written_is_told_why() {
    let said = refusal(&["timeline", "17-13", "--svg", "no/such/folder/picture.svg"]);
    assert!(said.contains("cannot write no/such/folder/picture.svg: No such file"), "{said}");
}

#[test]
fn a_listing_that_rustc_refuses_shows_its_error_and_names_the_one_that_is_put_right() {
    let said = refusal(&["timeline", "16-03"]);
    for words in ["error[E0373]", "16-03:6:", "there is nothing to run", "16-05 is the same, put right"] {
        assert!(said.contains(words), "no {words:?} in: {said}");
    }
}

#[test]
fn a_file_of_a_users_is_drawn_with_the_names_that_it_gives() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.rs");
    let text = r#"
        use std::thread;
        use std::time::Duration;

        fn main() {
            let waiter = thread::Builder::new().name("the waiter".to_owned());
            let waiter = waiter.spawn(|| println!("tab\there, é and 漢字")).unwrap();
            trpl::run(async {
                let soon = trpl::sleep(Duration::from_micros(1500));
                let later = async { trpl::sleep(Duration::from_secs(3)).await };
                trpl::join!(soon, later);
            });
            waiter.join().unwrap();
        }
    "#;
    fs::write(&path, text).unwrap();
    let output = xtask(&["timeline", path.to_str().unwrap()], "C.UTF-8");
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for words in [
        "the waiter",
        "soon",
        "later",
        "one task, polled by main",
        "漢字",
        "tab\\there",
        "returns after 3000 ms",
    ] {
        assert!(text.contains(words), "no {words:?} in: {text}");
    }
}

#[test]
fn a_program_with_many_schedules_is_drawn_soon_or_by_number() {
    let which = |arguments: &[&str]| stdout(&xtask(arguments, "C.UTF-8")).lines().nth(1).unwrap().to_owned();
    assert_eq!(which(&["timeline", "17-51"]), "one of its outputs; `--output 1` looks for all of them first");
    assert_eq!(which(&["timeline", "17-51", "--output", "1"]), "output 1 of 2");
    assert_eq!(which(&["timeline", "17-13"]), "output 1 of 2");
}
