//! Hostile texts change nothing.

use std::fs;

use answers::{Drawn, Graph, Line, Outcome, Output, Stream};
use catalogue::{Catalogue, Ends, Listing, Origin, Promise};
use commands::explored::Explored;
use mdbook_driver::book::Chapter;
use pages::{Runs, Study, Telling};
use serde_json::json;

use crate::listing::{Found, Known, page};
use crate::section::PARTS;
use crate::site::write;

const HOSTILE: &str = r#"</script><img src=x onerror=alert(1)>'"`\ {{#include x}} {{fa}} --> <b> $&"#;
const NAMES: [&str; 6] = ["<script", "</script", "<img", "<b>", "<svg", "<style"];

/// The pages of a program that runs and one that does not, and the table of contents, with this text wherever a program can
/// have one.
fn made(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let listing = listing(text);
    let chapter = |name: &str, known| {
        let found = Found { known, source: text.to_owned(), questions: Vec::new() };
        let content = page(&listing, &found, &Catalogue::default(), &PARTS[0].sections[0]);
        Chapter::new(&format!("{name} {text}"), content, format!("{name}.md"), vec![text.to_owned()])
    };
    let study = Study::new("16-99".to_owned(), &Explored::listing(&listing), runs(text));
    let chapters = vec![
        chapter("runs", Known::Runs(Box::new(study))),
        chapter("refused", Known::Refused(text.to_owned())),
    ];
    write(folder.path(), chapters).unwrap();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    ["runs.html", "refused.html", "toc.html"].map(read).to_vec()
}

fn listing(title: &str) -> Listing {
    let nothing = || catalogue::Output::Fixed { at_ms: Vec::new(), late: Vec::new() };
    Listing {
        id: "16-99".parse().unwrap(),
        title: title.to_owned(),
        origin: Origin::Notes,
        mirrors: None,
        mended: None,
        args: Vec::new(),
        promise: Promise { ends: Ends::Returns, stdout: nothing(), stderr: nothing() },
        folder: "/nowhere".into(),
    }
}

/// A program that prints this.
fn runs(text: &str) -> Runs {
    let line = Line { ms: 0, task: text.to_owned(), stream: Stream::Stdout, text: text.to_owned() };
    let output =
        Output { end: answers::Ending::Returns, why: text.to_owned(), lines: vec![line], needs: None };
    let graph: Graph = serde_json::from_value(json!({
        "version": 1, "program": text, "source": [text], "clock": "exact", "exhaustive": false, "why_not": text,
        "rests_on": [text], "lanes": [{"name": text, "kind": "thread", "of": null}],
        "states": [
            {"ms": 0, "lanes": [{"at": "ready", "line": 1}], "end": null,
             "moves": [{"lane": 0, "does": "prints", "line": 1, "to": 1, "prints": [{"stream": "stdout", "text": text}]}]},
            {"ms": 0, "lanes": [{"at": "ended"}], "moves": [], "end": {"end": "returns", "why": text}}
        ],
        "count": 1, "more": false, "outputs": [output]
    }))
    .unwrap();
    let outcome =
        Outcome { outputs: vec![output], count: 1, rests_on: vec![text.to_owned()], ..Outcome::default() };
    Runs { graph, late: None, telling: Telling { output: 1, drawn: Drawn { outcome, timeline: None } } }
}

/// How often each name stands in a page.
fn counts(page: &str) -> [usize; NAMES.len()] {
    NAMES.map(|name| page.matches(name).count())
}

#[test]
fn a_hostile_text_makes_no_element() {
    let (hostile, plain) = (made(HOSTILE), made("a title"));
    assert_eq!(
        hostile.iter().map(|page| counts(page)).collect::<Vec<_>>(),
        plain.iter().map(|page| counts(page)).collect::<Vec<_>>()
    );
    assert_ne!(counts(HOSTILE), [0; NAMES.len()]);
    for page in &hostile[..2] {
        assert!(page.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"));
        assert!(page.contains("{{#include x}}"), "what looks like a directive is none");
    }
}
