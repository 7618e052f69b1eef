use std::fs;

use serde_json::Value;

use crate::fixture::{Fixture, stderr, stdout};

const RC: &str = "fn main() { let rc = std::rc::Rc::new(5); std::thread::spawn(move || drop(rc)); }";
const ARC: &str = "fn main() { let arc = std::sync::Arc::new(5); std::thread::spawn(move || drop(arc)); }";

/// A workspace in which claim T16 holds, with this verdict in the table.
fn recorded(verdict: &str) -> Fixture {
    let row = format!("| T16 | `Rc` can't cross threads, `Arc` can. | {verdict} | seen | `run 16-14` |\n");
    let fixture = holding();
    fs::create_dir(fixture.path().join("shared")).unwrap();
    fs::write(fixture.path().join("shared/FACTS.md"), row).unwrap();
    fixture
}

fn holding() -> Fixture {
    Fixture::new().listing("16-14", "ends = \"E0277\"", RC).listing("16-15", "ends = \"returns\"", ARC)
}

#[test]
fn a_claim_is_shown_with_verdict_evidence_and_where_to_look() {
    let output = recorded("**holds**").output(&["claims", "T16"]);
    let shown = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{shown}{}", stderr(&output));
    assert!(shown.starts_with("T16  `Rc` can't cross threads, `Arc` can.\n     holds\n"), "{shown}");
    assert!(shown.contains("`Rc` (`16-14`): E0277 at line 1; `Arc` (`16-15`) compiles"), "{shown}");
    assert!(shown.contains("look: cargo xtask run 16-14"), "{shown}");
    assert!(shown.contains("1 hold, 0 hold with a condition, 0 do not hold\n"), "{shown}");
}

#[test]
fn a_verdict_that_is_not_the_recorded_one_is_shown_with_it_and_ends_with_code_1() {
    let output = recorded("**does not hold**: both can").output(&["claims", "t16"]);
    let shown = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert!(
        shown.contains("     holds\n") && shown.contains("recorded is: does not hold: both can"),
        "{shown}"
    );
    assert!(shown.contains("; not as recorded: T16\n"), "{shown}");
}

#[test]
fn json_is_all_that_stdout_holds() {
    let output = recorded("**holds**").output(&["claims", "--json", "cross THREADS"]);
    let entries: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let t16 = entries.as_array().unwrap().iter().find(|entry| entry["id"] == "T16").unwrap();
    assert_eq!(t16["claim"], "`Rc` can't cross threads, `Arc` can.");
    assert_eq!(t16["verdict"], "holds");
    assert_eq!(t16["condition"], Value::Null);
    assert_eq!(t16["evidence"], "`Rc` (`16-14`): E0277 at line 1; `Arc` (`16-15`) compiles");
    assert_eq!(t16["look"], "cargo xtask run 16-14");
    assert_eq!(t16["recorded"], "holds");
}

#[test]
fn a_pattern_that_matches_no_claim_is_answered_with_the_nearest_ids() {
    let output = holding().output(&["claims", "T61"]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(stderr(&output).contains("no claim matches T61; the nearest are T"), "{}", stderr(&output));
}

#[test]
fn a_claim_on_a_listing_that_is_not_there_names_both() {
    let output = Fixture::new().fine("16-01").output(&["claims", "T16"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("error: T16: there is no listing 16-14"), "{}", stderr(&output));
}
