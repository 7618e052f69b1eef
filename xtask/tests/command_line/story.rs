//! The story that `explain` tells.

use crate::explain::{WORDS, explained};
use crate::explorer::{File, xtask};
use crate::fixture::stdout;

#[test]
fn of_several_outputs_it_is_said_first_what_decides() {
    let words = ["hi", "more", "from", "the", "messages", "future", "for", "you"];
    let seen: String = words.iter().map(|word| format!("received '{word}'\n")).collect();
    let (code, text) = explained("17-13", &seen);
    let decides = "`received 'messages'` came before `received 'future'`: the message of line 24 was received before that of line 11";
    assert!(code == Some(0) && text.lines().nth(1) == Some(decides), "{text}");
    assert!(text.contains("tx_fut   sent \"messages\" into the channel made at line 6  (line 24)"), "{text}");
    assert!(!explained("17-12", WORDS).1.contains("came before"), "there is nothing to decide");
}

#[test]
fn a_long_story_is_folded_unless_all_of_it_is_asked_for() {
    let seen: String = (1..=4).map(|n| format!("Interval #{n}\n")).collect();
    let file = File::new(
        "use std::{sync::mpsc, thread, time::Duration};\nfn main() {\n    let (tx, rx) = mpsc::channel();\n    thread::spawn(move || {\n        \
         for n in 1.. {\n            thread::sleep(Duration::from_millis(1));\n            if tx.send(n).is_err() { break; }\n        }\n    });\n    \
         for n in 1..=4 {\n        let last = rx.iter().take(100).last();\n        assert!(last.is_some());\n        println!(\"Interval #{n}\");\n    }\n}\n",
    );
    let path = file.path.to_str().unwrap();
    let (code, text) = explained(path, &seen);
    assert!(code == Some(0) && text.lines().count() <= 40, "{text}");
    assert!(text.contains("the same ") && text.contains(" more times, until "), "{text}");
    let full = stdout(&xtask(&["explain", path, "-", "--full"], seen.as_bytes()));
    assert!(full.lines().count() > 1000 && !full.contains(" more times, until "), "{}", full.lines().count());
}
