//! What `judge` says, and how it ends.

use std::fs;
use std::path::Path;
use std::process::Command;

const BOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/book");

/// Standard output, standard error and the exit code.
fn judged(arguments: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_judge")).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn where_there_is_no_book_that_is_said() {
    let empty = folder(&[("notes.txt", b"")]);
    let said = |argument: &str| {
        let (out, err, code) = judged(&[argument]);
        assert_eq!((out.as_str(), code), ("", 2), "{err}");
        err
    };
    assert!(said(name(empty.path())).contains("there is no book in "));
    assert!(said(name(&empty.path().join("none"))).contains("is not there; name the folder"));
    assert!(said(name(&empty.path().join("notes.txt"))).contains("is not a folder"));
}

#[test]
fn only_what_the_baseline_does_not_have_fails() {
    let (known, err, code) = judged(&[BOOK, "--json"]);
    assert_eq!(code, 1, "{err}");
    let rows: serde_json::Value = serde_json::from_str(&known).unwrap();
    assert_eq!(rows[0]["at"], "src/programs.md:5");
    assert!(err.contains("with your rights") && err.matches("--compile-only").count() == 1, "{err}");
    let files = folder(&[("known.json", known.as_bytes()), ("none.json", b"[]"), ("broken.json", b"{")]);
    let with = |file: &str| judged(&[BOOK, "--baseline", name(&files.path().join(file))]);
    assert_eq!(with("known.json").2, 0);
    let (out, _, code) = with("none.json");
    assert!(code == 1 && out.contains("src/programs.md:13,"), "{out}");
    for file in ["broken.json", "gone.json"] {
        let (_, err, code) = with(file);
        assert!(code == 2 && err.contains("--json > FILE"), "{err}");
    }
}

#[test]
fn a_book_without_anything_wrong_is_fine_whatever_its_pages_hold() {
    let long = "A long page with `code` and <b>tags</b>.\n\n> - 1. *nested* [link](x)\n\n".repeat(100_000);
    let book = folder(&[
        ("long.md", long.as_bytes()),
        ("windows.md", b"# A\r\n\r\n```text\r\nhi\r\n```\r\n"),
        ("latin.md", b"# A\n\ncaf\xe9\n"),
        ("open.md", b"```text\nhi\n"),
        ("cycle.md", b"{{#include cycle.md}}\n"),
    ]);
    let (out, err, code) = judged(&[name(book.path())]);
    assert_eq!(code, 0, "{err}");
    for said in [
        "cycle.md:1  `cycle.md` includes itself",
        "latin.md:1  `latin.md` is not UTF-8: the first line that is not is line 3",
        "open.md:1  its fence never ends",
        "windows.md:3  no program found",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
}
