use std::process::Output;

use assert_cmd::Command;

use crate::fixture::{Fixture, WIDE, stderr, stdout};

/// `compare` in this workspace, in a terminal that understands UTF-8 unless `LC_ALL` is set anew.
fn compare(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .arg("compare")
        .args(arguments)
        .current_dir(workspace)
        .env("LC_ALL", "C.UTF-8")
        .env("COLUMNS", WIDE);
    command.envs(variables.iter().copied()).output().unwrap()
}

fn shown(arguments: &[&str], columns: &str) -> String {
    let output = compare(arguments, &[("COLUMNS", columns)]);
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

/// Exit code 2, nothing on stdout, and a sentence that holds these words.
fn is_refused(output: &Output, words: &[&str]) {
    let said = stderr(output);
    assert_eq!((output.status.code(), stdout(output).as_str()), (Some(2), ""), "{said}");
    for word in words {
        assert!(said.contains(word), "no {word:?} in: {said}");
    }
}

fn widest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or_default()
}

#[test]
fn two_listings_stand_one_under_the_other_in_80_columns() {
    insta::assert_snapshot!("join-80", shown(&["17-07"], "80"));
    insta::assert_snapshot!("hangs-80", shown(&["17-10"], "80"));
}

#[test]
fn two_listings_stand_side_by_side_in_120_columns() {
    insta::assert_snapshot!("join-120", shown(&["17-07"], "120"));
    insta::assert_snapshot!("hangs-120", shown(&["17-10"], "120"));
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    for columns in ["40", "80", "99", "100", "137"] {
        let text = shown(&["17-13"], columns);
        assert!(widest(&text) <= columns.parse().unwrap(), "{columns}:\n{text}");
    }
}

#[test]
fn no_line_of_code_is_cut_off() {
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    for columns in ["40", "80", "99", "240"] {
        let text = letters(&shown(&["16-11"], columns));
        for path in ["ch16-fearless-concurrency/listing-16-11", "ch17-async-await/listing-17-13"] {
            let path = format!("{}/../listings/{path}/src/main.rs", env!("CARGO_MANIFEST_DIR"));
            let source = std::fs::read_to_string(path).unwrap();
            for line in source.lines() {
                assert_eq!(text.contains(&letters(line)), !line.contains("ANCHOR"), "{columns}: {line}");
            }
        }
    }
}

#[test]
fn the_counterpart_is_found_from_either_side_and_the_first_in_the_book_is_shown_first() {
    assert_eq!(shown(&["16-02"], "120"), shown(&["17-7"], "120"));
    assert!(shown(&["17-07", "16-02"], "120").starts_with("17-07"));
}

#[test]
fn a_listing_is_compared_with_another_than_its_counterpart_if_that_is_named() {
    let text = shown(&["17-12", "17-10"], "120");
    assert!(
        text.lines().next().is_some_and(|line| line.contains("17-12") && line.contains("17-10")),
        "{text}"
    );
    assert!(text.contains("ends: returns") && text.contains("ends: hangs"), "{text}");
}

#[test]
fn of_a_listing_that_rustc_refuses_the_code_is_compared() {
    let text = shown(&["16-3", "16-5"], "120");
    assert!(text.contains("  1 use std::thread;") && text.contains(" =   1 use std::thread;"), "{text}");
    assert!(
        text.contains("E0373") && text.contains("nothing to run") && text.contains("16-05, output 1 of 1"),
        "{text}"
    );
    assert!(!text.contains("16-03, output"), "{text}");
    let text = shown(&["16-03", "16-09"], "80");
    assert!(text.contains("E0382") && !text.contains("output 1"), "{text}");
}

#[test]
fn each_end_is_counted() {
    let text = shown(&["16-deadlock", "16-join-first"], "80");
    assert!(text.contains("2 outputs, exhaustive; ends: hangs (1), returns (1)"), "{text}");
}

#[test]
fn where_the_locale_is_not_utf_8_all_is_ascii() {
    let text = stdout(&compare(&["17-13"], &[("LC_ALL", "C"), ("COLUMNS", "120")]));
    assert!(text.is_ascii() && text.contains(" ~ "), "{text}");
    assert!(!shown(&["17-13"], "120").is_ascii());
}

#[test]
fn without_a_counterpart_a_second_listing_is_asked_for() {
    let words = ["16-03 has no counterpart", "`16-03 16-05`", "such as 16-01, 16-02"];
    is_refused(&compare(&["16-03"], &[]), &words);
    let output = Fixture::new().fine("16-01").output(&["compare", "16-01"]);
    is_refused(&output, &["16-01 has no counterpart; name a second listing, or one that has a counterpart"]);
}

#[test]
fn what_cannot_be_compared_is_named() {
    is_refused(&compare(&["17-99"], &[]), &["no listing 17-99; the nearest are"]);
    is_refused(&compare(&["17-07", "nonsense"], &[]), &["no listing nonsense"]);
    is_refused(&compare(&["17-07", "17-7"], &[]), &["17-07 is named twice; name two different listings"]);
    is_refused(&compare(&[], &[]), &["<ID|FILE.rs|DIR>"]);
}

#[test]
fn a_page_that_cannot_be_written_is_named_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no/such/page.html");
    let output = compare(&["16-02", "--html", path.to_str().unwrap()], &[]);
    is_refused(&output, &["cannot write", "page.html", "No such file"]);
}
