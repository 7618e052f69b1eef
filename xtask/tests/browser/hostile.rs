use std::fs;

use serde_json::json;

use crate::looks::faults;
use crate::{Desk, Test};

pub const TESTS: &[Test] = &[
    ("text_that_looks_like_markup_stays_text", markup),
    ("addresses_that_make_no_sense_lead_to_the_start", addresses),
];

/// What it prints: ends of elements, quotes, ends of lines and of directions, and a very long word.
const PROGRAM: &str = r#"// </script><img src=x onerror=complaints.push(1)> <!-- &amp;
use std::thread;

fn main() {
    let text = "</script><!--<script>&lt;'`${1}";
    let long = "long".repeat(100);
    thread::scope(|scope| {
        scope.spawn(|| println!("{text}\u{2028}\u{202e}{long}"));
        scope.spawn(|| print!("\"\u{0}\u{1b}[31m'</pre>"));
    });
}
"#;

fn markup(desk: &Desk) {
    let file = desk.book.folder().join("hostile.rs");
    fs::write(&file, PROGRAM).expect("the program can be written");
    let address = desk.book.address(&file.display().to_string());
    for width in [360, 1000] {
        desk.browser.open(&address, width);
        let seen = desk.browser.run(
            "const figure = document.querySelector('figure'), { stepper } = figure;
             figure.querySelectorAll('.s-goals button')[0].click();
             return [document.images.length, document.scripts.length, figure.querySelectorAll('.s-code [data-line]').length,
                 figure.querySelector('.s-panel .s-output').textContent, figure.querySelector('[data-line]').textContent]",
            Vec::new(),
        );
        assert_eq!((&seen[0], &seen[1], &seen[2]), (&json!(0), &json!(2), &json!(PROGRAM.lines().count())));
        let output = seen[3].as_str().expect("a text");
        assert!(output.contains("</script><!--<script>&lt;'`${1}\\u{2028}\\u{202e}long"), "{output}");
        assert!(output.contains("\"\\u{0}\\u{1b}[31m'</pre>"), "{output}");
        assert_eq!(seen[4], PROGRAM.lines().next().expect("a line"));
        assert_eq!(faults(&desk.browser), [""; 0], "at {width} px");
    }
}

fn addresses(desk: &Desk) {
    let page = desk.book.address("17-13");
    for hash in [
        "#17-13=",
        "#17-13=<img src=x>",
        "#17-13=1-%00-0-zzz.9.x-99999",
        "#=",
        "#%",
        "#17-13=1----",
        "#17-13=1-</script>-9--1",
        "#constructor",
    ] {
        desk.browser.open(&format!("{page}{hash}"), 1000);
        let seen = desk.browser.run(
            "return [document.images.length, document.querySelector('figure').stepper.at, complaints,
                 document.querySelectorAll('.s-who button').length > 0]",
            Vec::new(),
        );
        assert_eq!(seen, json!([0, 0, [], true]), "{hash}");
    }
}
