//! `cost`, with a program in the place of the one that measures, which says at once what the test wants.

use std::fs;
use std::process::Output;

use serde_json::Value;

use crate::fixture::{Fixture, stderr, stdout};

/// What the measuring program prints.
const REPORT: &str = r#"{
    "machine": {"name": "Made-up 1000", "cpus": 2, "memory_bytes": 8000000000, "os": "linux", "kernel": "6.1",
        "rustc": "rustc 1.90.0", "others": 0.0},
    "seconds": 41.6,
    "left_out": [{"id": "parallel", "why": "there is one processor"}],
    "pairs": [{"id": "asleep-resident", "what": "memory of one", "unit": "bytes", "rounds": 9,
        "left": {"name": "thread", "median": 9800.0, "low": 9700.0, "high": 9900.0},
        "right": {"name": "task", "median": 450.0, "low": 440.0, "high": 460.0},
        "ratio": {"median": 22.0, "low": 21.0, "high": 23.0}, "caveat": "A caveat."}],
    "curves": [{"id": "memory", "unit": "bytes", "points": [
        {"count": 100, "thread": 980000.0, "task": 45000.0}, {"count": 1000, "thread": null, "task": 450000.0}]}]
}"#;

/// A workspace in which this `main` stands for the program that measures.
pub fn with_meter(main: &str) -> Fixture {
    let fixture = Fixture::new().fine("16-01");
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"listings/*/*\", \"cost-meter\"]\n";
    fs::write(fixture.path().join("Cargo.toml"), manifest).unwrap();
    let folder = fixture.path().join("cost-meter");
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = "[package]\nname = \"cost-meter\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/main.rs"), main).unwrap();
    fixture
}

fn with_report() -> Fixture {
    with_meter(&format!(
        "fn main() {{ eprintln!(\"asleep-resident\"); println!(\"{{}}\", r#\"{REPORT}\"#) }}"
    ))
}

fn code_and_words(output: &Output) -> (Option<i32>, String, String) {
    (output.status.code(), stdout(output), stderr(output))
}

#[test]
fn a_report_is_shown_as_a_table_and_progress_only_on_a_terminal() {
    let (code, table, said) = code_and_words(&with_report().output(&["cost"]));
    assert_eq!(code, Some(0), "{said}");
    assert!(table.starts_with("measured on Made-up 1000, 2 processors"), "{table}");
    for words in
        ["memory of one (asleep-resident)", "thread 9.8 kB", "22 : 1 (21 to 23)", "left out: parallel"]
    {
        assert!(table.contains(words), "no {words:?} in: {table}");
    }
    assert!(!said.contains("asleep-resident"), "{said}");
}

#[test]
fn json_is_the_report_and_nothing_else() {
    let (code, json, said) = code_and_words(&with_report().output(&["cost", "--json"]));
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(json.parse::<Value>().unwrap(), REPORT.parse::<Value>().unwrap());
}

#[test]
fn a_drawing_takes_the_place_of_what_was_in_the_file() {
    let fixture = with_report();
    let file = fixture.path().join("plot.svg");
    fs::write(&file, "old ".repeat(10_000)).unwrap();
    let (code, table, said) = code_and_words(&fixture.output(&["cost", "--svg", "plot.svg"]));
    assert_eq!((code, table.is_empty()), (Some(0), false), "{said}");
    let svg = fs::read_to_string(file).unwrap();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n") && svg.contains("Made-up 1000"), "{svg}");
}

#[test]
fn a_file_that_cannot_be_written_is_named_before_anything_is_measured() {
    let fixture = with_report();
    for (file, why) in [("no/such/folder/plot.svg", "No such file"), ("listings", "Is a directory")] {
        let (code, table, said) = code_and_words(&fixture.output(&["cost", "--svg", file]));
        assert_eq!((code, table.as_str()), (Some(2), ""), "{said}");
        assert!(said.starts_with(&format!("error: cannot write {file}: {why}")), "{said}");
    }
    assert!(!fixture.target().join("release").exists());
}

#[test]
fn where_measuring_fails_its_reason_is_given_and_no_file_is_left() {
    let fixture = with_meter("fn main() { eprintln!(\"error: no processors\"); std::process::exit(2) }");
    let (code, table, said) = code_and_words(&fixture.output(&["cost", "--svg", "plot.svg"]));
    assert_eq!((code, table.as_str()), (Some(2), ""), "{said}");
    assert!(said.contains("error: cost-meter failed: no processors"), "{said}");
    assert!(!fixture.path().join("plot.svg").exists());
}

#[test]
fn an_answer_that_is_no_report_is_not_taken_for_one() {
    let (code, table, said) =
        code_and_words(&with_meter("fn main() { println!(\"{{}}\") }").output(&["cost"]));
    assert_eq!((code, table.as_str()), (Some(2), ""), "{said}");
    assert!(said.contains("cost-meter gave no report: missing field"), "{said}");
}

#[test]
fn without_the_measuring_program_cargo_says_what_it_looked_for() {
    let (code, _, said) = code_and_words(&Fixture::new().fine("16-01").output(&["cost"]));
    assert_eq!(code, Some(2));
    assert!(said.contains("cost-meter"), "{said}");
}
