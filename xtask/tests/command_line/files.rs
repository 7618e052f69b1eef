//! Files of a user's: beside others, in a package, compared.

use std::path::Path;

use crate::explorer::xtask;
use crate::fixture::{stderr, stdout};
use crate::packages::{explore, folder, manifest};

const LEDGER: &str = "xtask/tests/ledger/src/main.rs";

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn a_file_of_a_package_is_that_packages_program() {
    let text = stdout(&explore(&[LEDGER]));
    assert!(text.contains("3 outputs, exhaustive") && text.contains("rests on: `serde`"), "{text}");
    let output = explore(&["xtask/tests/ledger/src/lib.rs"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("lib.rs is no program of the package"), "{}", stderr(&output));
}

#[test]
fn modules_beside_a_file_are_part_of_it_also_where_the_file_begins_with_an_attribute() {
    let main = "mod said;\nfn main() {\n    println!(\"{}\", include_str!(\"../data.txt\"));\n    said::twice();\n}\n";
    let said = "use std::sync::Mutex;\npub fn twice() {\n    let lock = Mutex::new(1);\n    let _one = lock.lock();\n    let _two = \
        lock.lock();\n}\n";
    let headed = format!("//! It hangs.\n#![allow(dead_code)]\n{main}");
    let files = [
        ("src/plain.rs", main),
        ("src/headed.rs", &headed),
        ("src/said.rs", said),
        ("data.txt", "some data"),
    ];
    let folder = folder(&files);
    for name in ["src/plain.rs", "src/headed.rs"] {
        let output = explore(&[&path(folder.path(), name)]);
        let text = stdout(&output);
        assert!(text.contains("some data"), "{text}{}", stderr(&output));
        assert!(text.contains("main waits at line 5 of ") && text.contains("said.rs for the lock"), "{text}");
    }
}

#[test]
fn what_only_a_package_has_is_refused_with_its_line() {
    let asks = "pub fn name() -> &'static str {\n    env!(\"CARGO_PKG_NAME\")\n}\n";
    let main = "mod asks;\nfn main() {\n    println!(\"{}\", asks::name());\n}\n";
    let folder = folder(&[("main.rs", main), ("asks.rs", asks)]);
    let output = explore(&[&path(folder.path(), "main.rs")]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("line 2 of ") && said.contains("asks for `CARGO_PKG_NAME`"), "{said}");
}

#[test]
fn examples_and_tests_of_programs_are_explored_whatever_the_edition() {
    let main = "use std::thread;\nfn main() {}\n#[test]\nfn fails() {\n    assert!(thread::spawn(|| 1).is_finished(), \"too \
        early\");\n}\n";
    let folder =
        folder(&[("src/main.rs", main), ("examples/small.rs", "fn main() { println!(\"small\"); }\n")]);
    let manifest = manifest("old").replace("2021", "2015");
    std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    let package = path(folder.path(), "");
    assert!(stdout(&explore(&[&package, "--example", "small"])).contains("main  small"));
    let output = explore(&[&package, "--test", "fail"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{text}{}", stderr(&output));
    assert!(text.contains("that were told apart") && text.contains("it panics: too early"), "{text}");
    assert!(text.contains("panics: fails panicked"), "{text}");
}

#[test]
fn two_files_are_compared_and_a_file_with_a_listing() {
    let one = "fn main() {\n    println!(\"one\");\n}\n";
    let two = "use std::thread;\n\nfn main() {\n    let other = thread::spawn(|| println!(\"one\"));\n    println!(\"two\");\n    \
        other.join().unwrap();\n}\n";
    let folder = folder(&[("one.rs", one), ("two.rs", two)]);
    let (one, two) = (path(folder.path(), "one.rs"), path(folder.path(), "two.rs"));
    let text = stdout(&xtask(&["compare", &one, &two], b""));
    assert!(text.contains("1 output, exhaustive") && text.contains("2 outputs, exhaustive"), "{text}");
    let text = stdout(&xtask(&["compare", "17-12", &two], b""));
    assert!(text.contains("17-12") && text.contains("2 outputs, exhaustive"), "{text}");
    for (arguments, words) in
        [(&["compare", &one][..], "has no counterpart"), (&["compare", &one, &one], "is named twice")]
    {
        let output = xtask(arguments, b"");
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
}
