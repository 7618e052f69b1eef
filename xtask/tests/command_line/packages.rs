//! `explore`, `explain` and `timeline` on Cargo packages of a user's.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::explorer::xtask;
use crate::fixture::{stderr, stdout};

/// A package with two modules, a library, `serde` and `tokio`.
const LEDGER: &str = "xtask/tests/ledger";

pub fn explore(arguments: &[&str]) -> Output {
    xtask(&[&["explore"], arguments].concat(), b"")
}

/// A folder with files in it.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    // Nobody is to trip over a blank in its name.
    let folder = tempfile::Builder::new().prefix("a package ").tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub fn manifest(name: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n")
}

/// What is said of a folder that can't be explored; exit code 2.
fn refused(folder: &TempDir, arguments: &[&str]) -> String {
    let output = explore(&[&[folder.path().to_str().unwrap()], arguments].concat());
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    stderr(&output)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_program_with_modules_a_library_and_dependencies_is_explored() {
    let output = explore(&[LEDGER]);
    let text = stdout(&output);
    assert!(text.contains("3 outputs, exhaustive"), "{text}{}", stderr(&output));
    for line in ["took 8, the task took 8: -6", "took nothing, the task took 8: 2"] {
        assert!(text.contains(line), "{text}");
    }
    assert!(text.contains("rests on: `serde`"), "{text}");
}

#[test]
fn a_test_that_fails_under_some_schedules_only_is_found_out_and_drawn() {
    let output = explore(&[LEDGER, "--test", "nobody_overdraws"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{text}{}", stderr(&output));
    assert!(text.contains("\nfails under ") && text.contains("the balance is -6"), "{text}");
    assert!(text.contains("panicked at src/ledger.rs:"), "{text}");
    let hint = text.lines().last().unwrap().strip_prefix("cargo xtask ").unwrap();
    let command: Vec<&str> = hint.strip_suffix(" draws how it comes to that").unwrap().split(' ').collect();
    let drawn = stdout(&xtask(&command, b""));
    assert!(drawn.contains("panics") && drawn.contains("ledger::tests::nobody_overdraws"), "{drawn}");
}

#[test]
fn tests_that_never_fail_pass_also_those_that_have_to_panic() {
    for test in ["deposits_add_up", "ledger::tests::there_is_no_second_account"] {
        let output = explore(&[LEDGER, "--test", test]);
        let text = stdout(&output);
        assert!(output.status.success() && text.contains("\npasses under "), "{text}{}", stderr(&output));
    }
}

#[test]
fn a_tests_json_says_under_how_many_schedules_it_fails() {
    let output = explore(&[LEDGER, "--test", "nobody_overdraws", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let ways = |what: &str| found[0]["ways"][what].as_u64().unwrap();
    assert!(0 < ways("failing") && ways("failing") < ways("all"), "{found}");
}

#[test]
fn nothing_is_written_where_the_user_works() {
    let main = "mod said;\nfn main() { said::say() }\n";
    let files = [("src/main.rs", main), ("src/said.rs", "pub fn say() { println!(\"{}\", file!()) }\n")];
    let package = folder(&files);
    fs::write(package.path().join("Cargo.toml"), manifest("quiet")).unwrap();
    let text = stdout(&explore(&[package.path().to_str().unwrap()]));
    assert!(text.contains("main  src/said.rs"), "{text}");
    assert_eq!(names(package.path()), ["Cargo.toml", "src"]);
}

#[test]
fn a_line_of_another_file_is_told_with_its_name() {
    let lib = "use std::sync::Mutex;\npub fn twice() {\n    let lock = Mutex::new(1);\n    let _one = lock.lock();\n    let _two = \
        lock.lock();\n}\n";
    let package =
        folder(&[("src/main.rs", "//! It hangs.\nfn main() { stuck::twice() }\n"), ("src/lib.rs", lib)]);
    fs::write(package.path().join("Cargo.toml"), manifest("stuck")).unwrap();
    let text = stdout(&explore(&[package.path().to_str().unwrap()]));
    assert!(
        text.contains("main waits at line 5 of src/lib.rs for the lock made at line 3 of src/lib.rs"),
        "{text}"
    );
}

#[test]
fn what_is_meant_has_to_be_clear() {
    let two = folder(&[("src/bin/one.rs", "fn main() {}"), ("src/bin/two.rs", "fn main() {}")]);
    fs::write(two.path().join("Cargo.toml"), manifest("pair")).unwrap();
    assert!(refused(&two, &[]).contains("say `--bin` and one of one, two"));
    assert!(refused(&two, &["--bin", "tow"]).contains("has no program tow; the nearest are two"));
    let none = folder(&[("notes.txt", "")]);
    assert!(refused(&none, &[]).contains("has no Cargo.toml"));
    let output = explore(&[LEDGER, "--test", "nobody_overdrew"]);
    assert!(
        stderr(&output).contains("the nearest are ledger::tests::nobody_overdraws"),
        "{}",
        stderr(&output)
    );
    assert!(stderr(&explore(&["17-13", "--bin", "x"])).contains("17-13 is no package"));
}

#[test]
fn only_what_the_real_rustc_refuses_is_refused_by_it() {
    let package = folder(&[
        ("src/main.rs", "mod net;\nfn main() { net::listen() }\n"),
        ("src/net.rs", "pub fn listen() {\n    let _ = std::net::TcpListener::bind(\"127.0.0.1:0\");\n}\n"),
    ]);
    fs::write(package.path().join("Cargo.toml"), manifest("listens")).unwrap();
    let said = refused(&package, &[]);
    assert!(
        said.contains("the explorer does not know `std::net::TcpListener::bind` (line 2 of src/net.rs)"),
        "{said}"
    );
    fs::write(package.path().join("src/net.rs"), "pub fn listen() -> u8 {\n    \"no\"\n}\n").unwrap();
    let said = refused(&package, &[]);
    assert!(said.contains("rustc refuses it\nerror[E0308]") && said.contains("src/net.rs:2:5"), "{said}");
    fs::write(package.path().join("src/main.rs"), "fn start() {}\n").unwrap();
    assert!(refused(&package, &[]).contains("it has no `fn main()`"));
}

#[test]
fn standard_input_is_read_from_a_file() {
    let reads = "fn main() {\n    for line in std::io::stdin().lines() {\n        println!(\"got {}\", line.unwrap());\n    }\n}\n";
    let files = folder(&[("reads.rs", reads), ("input.txt", "one\ntwo\n")]);
    let path = |name: &str| files.path().join(name).display().to_string();
    let text = stdout(&explore(&[&path("reads.rs"), "--stdin", &path("input.txt")]));
    assert!(text.contains("got one") && text.contains("got two"), "{text}");
    assert!(!stdout(&explore(&[&path("reads.rs")])).contains("got"));
}
