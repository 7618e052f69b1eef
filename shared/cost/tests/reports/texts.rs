use cost::{Report, words};
use serde_json::Value;

use crate::made_up;

#[test]
fn a_report_in_words() {
    insta::assert_snapshot!(words(&made_up::report(), 80));
}

#[test]
fn no_line_is_wider_than_the_terminal_or_than_can_be_read() {
    let mut report = made_up::report();
    report.left_out[0].why = "a reason that needs many words ".repeat(20);
    let widest = |columns| words(&report, columns).lines().map(|line| line.chars().count()).max().unwrap();
    for columns in [76, 80, 100] {
        assert!(widest(columns) <= columns, "{columns}");
    }
    assert!(widest(300) <= 100);
}

#[test]
fn a_busy_machine_is_mentioned_and_a_quiet_one_is_not() {
    let mut report = made_up::report();
    assert!(!words(&report, 80).contains("other programs"));
    report.machine.others = Some(0.63);
    assert!(words(&report, 80).replace('\n', " ").contains("other programs used 63 % of the processors"));
}

#[test]
fn an_empty_report_still_says_where_it_was_made() {
    let report = Report { pairs: Vec::new(), curves: Vec::new(), left_out: Vec::new(), ..made_up::report() };
    assert!(words(&report, 80).starts_with("measured on Made-up 1000 <R&D>, 2 processors, 8.0 GB of memory"));
}

#[test]
fn json_has_the_names_that_programs_rely_on() {
    let value = serde_json::to_value(made_up::report()).unwrap();
    let number = |path: &str| value.pointer(path).and_then(Value::as_f64);
    assert_eq!(number("/seconds"), Some(41.6));
    assert_eq!(number("/machine/memory_bytes"), Some(8e9));
    assert_eq!(number("/pairs/0/left/median"), Some(9800.0));
    assert_eq!(number("/pairs/0/right/low"), Some(405.0));
    assert_eq!(number("/pairs/0/ratio/high"), Some(23.0));
    assert_eq!(value["pairs"][0]["left"]["name"], "thread");
    assert_eq!(value["pairs"][0]["unit"], "bytes");
    assert_eq!(value["left_out"][0]["why"], "there is one processor");
    assert_eq!(value["curves"][1]["unit"], "nanoseconds");
    assert_eq!(number("/curves/0/points/1/thread"), Some(9_800_000.0));
    assert_eq!(value["curves"][0]["points"][2]["thread"], Value::Null);
}

#[test]
fn json_that_is_read_again_is_the_same_report() {
    let text = serde_json::to_string(&made_up::report()).unwrap();
    let again: Report = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), text);
}
