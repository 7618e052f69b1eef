//! A small book in every dialect, and what is said of it.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use judge::{Book, Depth, Row, judge, judge_found, read};
use terminal::Workspace;

/// There is one Ctrl-C to listen to.
static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| Workspace::open().unwrap());

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/book")
}

fn told(rows: &[Row]) -> String {
    let told = |row: &Row| {
        let program = row.program.as_deref().unwrap_or("-");
        format!("{} {:?} {} [{program}]\n    {}\n", row.at, row.kind, row.verdict.name(), row.why)
    };
    rows.iter().map(told).collect()
}

#[test]
fn each_dialect_is_read_and_each_text_judged() {
    let book = Book::open(&root()).unwrap();
    insta::assert_snapshot!(told(&judge(&WORKSPACE, &book, Depth::All).unwrap()));
}

#[test]
fn what_is_only_compiled_runs_nothing() {
    let book = Book::open(&root()).unwrap();
    let rows = judge(&WORKSPACE, &book, Depth::Compiled).unwrap();
    let told: Vec<&str> = rows.iter().map(|row| row.verdict.name()).collect();
    assert!(told.contains(&"same") && told.contains(&"differs"), "{told:?}");
    assert!(!told.contains(&"possible") && !told.contains(&"impossible"), "{told:?}");
}

/// Pages of which each has a right text in one dialect, and the same with the text made wrong.
const TWINS: &[(&str, &str, &str)] = &[
    ("{{#include ../listings/ticks/output.txt}}", "output.txt", "output-impossible.txt"),
    ("<!-- cd listings/ticks -->\n\n```text\none after 100 ms\n```\n", "one after", "own after"),
    (
        "```rust\n{{#include ../listings/ticks/src/main.rs}}\n```\n\n```\none after 100 ms\n```\n",
        "100",
        "101",
    ),
    (
        "```rust\n{{#rustdoc_include ../listings/ticks/src/main.rs:threads}}\n```\n\n```text\none after 100 ms\n--snip--\ndone\n```\n",
        "done",
        "gone",
    ),
    (
        "<Listing number=\"1-1\">\n\n```rust\n{{#include ../listings/greets/src/main.rs}}\n```\n\n</Listing>\n\n\
         ```console\n$ cargo run -- a\ndog: a\n```\n",
        "-- a",
        "-- b",
    ),
    (
        "```rust\nfn main() {\n#    println!(\"hidden\");\n}\n```\n\n```text\nhidden\n```\n",
        "#    p",
        "#    //p",
    ),
    ("<!-- listings/old-tasks -->\n\n```text\n收到 从\n收到 未来\n```\n", "从\n收到 未来", "未来\n收到 从"),
    ("<!-- listings/endless -->\n\n```text\ntick 1\ntick 2\n^C\n```\n", "^C", "done"),
    (
        "<!-- listings/unshown -->\n\n```text\n{{#include ../listings/unshown/output.txt}}\n```\n",
        "output.txt}}",
        "output.txt}}\nmore",
    ),
    ("<!-- listings/moved -->\n\n```text\nerror[E0382]: x\n --> src/main.rs:9:16\n```\n", ":9:", ":8:"),
    ("<!-- listings/moved -->\n\n```text\nerror[E0382]: x\n --> src/main.rs:9:16\n```\n", "E0382", "E0384"),
];

#[test]
fn a_text_that_is_wrong_is_told_from_its_twin() {
    let page = |index: usize, kind: &str, text: &str| {
        let is_bare = !text.contains("```");
        let text = if is_bare { format!("```text\n{text}\n```\n") } else { text.to_owned() };
        (format!("src/{index}-{kind}.md"), text)
    };
    let pages = TWINS.iter().enumerate().flat_map(|(index, (text, from, to))| {
        // The last is what is printed, or what it was printed for.
        let wrong = match text.rsplit_once(from) {
            Some((before, after)) => format!("{before}{to}{after}"),
            None => panic!("{text} has no {from}"),
        };
        [page(index, "right", text), page(index, "wrong", &wrong)]
    });
    let book = Book::of_pages(&root(), pages).unwrap();
    let rows = judge_found(&WORKSPACE, &book, &read(&book), Depth::All).unwrap();
    for (index, (text, ..)) in TWINS.iter().enumerate() {
        let is_wrong = |kind: &str| {
            let name = format!("src/{index}-{kind}.md");
            let mut of_page = rows.iter().filter(|row| row.at.starts_with(&name));
            let row = of_page.next().unwrap_or_else(|| panic!("nothing is said of {name}"));
            assert!(row.verdict.is_wrong() || row.verdict.name() != "skipped", "{row:?}");
            row.verdict.is_wrong()
        };
        assert_eq!((is_wrong("right"), is_wrong("wrong")), (false, true), "{text}");
    }
}
