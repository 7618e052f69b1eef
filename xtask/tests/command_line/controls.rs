//! What a program prints or calls its threads never controls the terminal, picture or page of whoever looks at it.

use std::fs;

use crate::explorer::{File, xtask};
use crate::fixture::{Fixture, stderr, stdout};

/// Prints colours, a title, a bell, a zero, a carriage return, the same in one character each, and a change of direction.
const PROGRAM: &str = r#"
    fn main() {
        let named = std::thread::Builder::new().name("\u{1b}[31mred\u{9b}2J".to_owned());
        let red = named.spawn(|| println!("\u{1b}[31mred\u{1b}]0;title\u{7}\r\u{9b}2J\u{202e}end")).unwrap();
        red.join().unwrap();
        println!("zero\0");
        std::thread::park();
    }
"#;

/// Whether a text could do something to a terminal.
fn controls(text: &str) -> bool {
    let directs = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().any(|c| c != '\n' && c.is_control() || directs(c))
}

#[test]
fn what_is_shown_of_a_program_controls_nothing() {
    let file = File::new(PROGRAM);
    let path = file.path.to_str().unwrap();
    let picture = file.path.with_extension("svg");
    let seen = "\u{1b}[31mred\u{1b}]0;title\u{7}\r\u{9b}2J\u{202e}end\nzero\0\n";
    for arguments in [
        &["explore", path] as &[_],
        &["explore", path, "--json"],
        &["timeline", path],
        &["explain", path, "-"],
        &["explain", path, "-", "--json"],
    ] {
        let output = xtask(arguments, seen.as_bytes());
        let text = stdout(&output) + &stderr(&output);
        assert!(output.status.success() && !controls(&text), "{arguments:?} {text:?}");
        assert!(text.contains("red") && text.contains("zero"), "{text}");
    }
    let wrong = stdout(&xtask(&["explain", path, "-"], b"\x1b[31mred\xc2\x9b2J\x07 it\n"));
    assert!(wrong.starts_with("impossible: line 1 is ") && !controls(&wrong), "{wrong:?}");
    xtask(&["timeline", path, "--svg", picture.to_str().unwrap()], b"");
    let drawn = fs::read_to_string(picture).unwrap();
    assert!(drawn.contains(r"\u{1b}[31mred") && !controls(&drawn), "{drawn:?}");
}

#[test]
fn json_has_what_was_printed_as_it_was() {
    let file = File::new(PROGRAM);
    let output = xtask(&["explore", file.path.to_str().unwrap(), "--json"], b"");
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = &rows[0]["outputs"][0]["lines"][0]["text"];
    assert_eq!(text, "\u{1b}[31mred\u{1b}]0;title\u{7}\r\u{9b}2J\u{202e}end");
}

#[test]
fn what_broke_a_promise_controls_nothing() {
    let main = r#"fn main() { println!("\u{1b}[31mred\u{1b}[2J\u{7}\r") }"#;
    let fixture = Fixture::new().listing("16-01", "ends = \"returns\"", main).record("16-01", "green\n");
    let output = fixture.output(&["run-all", "--output"]);
    let text = stdout(&output);
    assert!(text.contains(r"+ \u{1b}[31mred\u{1b}[2J\u{7}\r") && !controls(&text), "{text:?}");
}
