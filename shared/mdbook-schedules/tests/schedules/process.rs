use std::fs;

use assert_cmd::Command;

use crate::book::{Version, written};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-schedules"));
    command.args(arguments).env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

#[test]
fn every_renderer_is_served() {
    for renderer in ["html", "markdown", "something new"] {
        command(&["supports", renderer]).assert().success().stdout("").stderr("");
    }
}

#[test]
fn what_is_not_a_book_is_said_in_a_sentence() {
    for (input, words) in [("", "nothing came"), ("{", "is not mdBook's"), ("\u{1b}[31m", "is not mdBook's")]
    {
        let output = command(&[]).write_stdin(input).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        assert!(said.contains(words) && said.contains("install DIR") && !said.contains('\u{1b}'), "{said}");
    }
}

#[test]
fn a_book_without_listings_passes_through_without_a_word() {
    let root = written("silent", "", &[("a.md", "# A\n\nNothing.\n")]);
    let given = Version::V04.json(&root, "html", "a.md", "# A\n\nNothing.\n");
    let output = command(&[]).write_stdin(given.to_string()).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap(), given[1]);
}

#[test]
fn what_makes_no_sense_ends_the_build_with_its_place() {
    let page = "# A\n\n<!-- schedules: graph -->\n";
    let root = written("ended", "", &[("a.md", page)]);
    let given = Version::V05.json(&root, "html", "a.md", page);
    let output = command(&[]).write_stdin(given.to_string()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(said.starts_with("error: src/a.md:3: "), "{said}");
}

#[test]
fn installing_twice_is_as_good_as_once() {
    let root = written("installed", "# mine\n[book]\ntitle = \"T\"\n", &[("a.md", "# A\n")]);
    let install = || {
        let output = command(&["install", root.to_str().unwrap()]).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let said = install();
    for words in ["wrote schedules.js", "wrote schedules.css", "added [preprocessor.schedules] to book.toml"]
    {
        assert!(said.contains(words), "{said}");
    }
    let settings = fs::read_to_string(root.join("book.toml")).unwrap();
    assert!(settings.starts_with("# mine\n[book]\ntitle = \"T\"\n"), "{settings}");
    assert_eq!(install(), "it is there already\n");
    fs::write(root.join("schedules.js"), "old").unwrap();
    assert_eq!(install(), "renewed schedules.js\n");
    command(&["install", root.join("src").to_str().unwrap()]).assert().code(2);
}
