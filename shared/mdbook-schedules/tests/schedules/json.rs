use std::fs;

use mdbook_schedules::Done;
use serde_json::Value;

use crate::book::{INCLUDED, Version, done, page, written};

/// The chapter's text in what mdBook gets back, where nothing else has changed.
fn content(version: Version, name: &str, renderer: &str, [file, content]: [&str; 2]) -> String {
    let root = written(name, "", &[("a.md", file)]);
    let given = version.json(&root, renderer, "a.md", content);
    let Done::Book(mut book, _) = done(&given) else { panic!("{:?}", done(&given)) };
    let place = format!("/{}/1/Chapter/content", version.list());
    let found = book.pointer_mut(&place).unwrap().take();
    *book.pointer_mut(&place).unwrap() = Value::from(content);
    assert_eq!(book, given[1], "only texts change");
    found.as_str().unwrap().to_owned()
}

fn complaints(name: &str, page: &str) -> Vec<(String, String)> {
    let root = written(name, "", &[("a.md", page)]);
    match done(&Version::V05.json(&root, "html", "a.md", page)) {
        Done::Impossible(complaints) | Done::Meaningless(complaints) => complaints,
        Done::Book(..) => Vec::new(),
    }
}

const PRINTED: &str = "main\nother";

#[test]
fn what_a_page_asks_for_is_put_in_whatever_ran_before_and_whichever_version_runs() {
    let [before, after] = INCLUDED.map(|shown| page(shown, PRINTED, "outputs"));
    for (version, name) in [(Version::V04, "four"), (Version::V05, "five")] {
        for seen in [&before, &after] {
            let text = content(version, name, "html", [&before, seen]);
            let (start, rest) = text.split_once("<div class=\"schedules\">").unwrap();
            assert_eq!(start, seen.split_once("<!--").unwrap().0);
            assert!(rest.contains("2 outputs") && rest.ends_with("</div>\n\nAnd so on.\n"), "{text}");
        }
    }
}

#[test]
fn each_directive_shows_its_part() {
    let shows = [("timeline", "<svg"), ("stepper", "application/json"), ("quiz", "<form class=\"q\"")];
    let [asked, _] = INCLUDED.map(|shown| page(shown, PRINTED, "stepper"));
    let asked = shows.iter().fold(asked, |text, (show, _)| text + &format!("\n<!-- schedules: {show} -->\n"));
    let text = content(Version::V05, "each", "html", [&asked, &asked]);
    let blocks: Vec<&str> = text.split("<div class=\"schedules\">").skip(1).collect();
    assert_eq!(blocks.len(), 4);
    for ((show, sign), block) in shows.iter().zip(&blocks[1..]) {
        assert!(block.contains(sign), "{show}: {block}");
    }
    // The lines of the program's file, without those that are there for the book alone.
    let stepper = blocks[0];
    assert!(stepper.contains("data-line=\"6\"") && !stepper.contains("data-line=\"5\""), "{stepper}");
    assert!(!stepper.contains("ANCHOR"));
    // The same program twice in a page has two addresses, and feedback leads to the first.
    assert!(stepper.contains("id=\"schedules-listings-spawn\""));
    assert!(blocks[2].contains("id=\"schedules-listings-spawn-2\""));
    assert!(blocks[3].contains("href=\"#schedules-listings-spawn="));
}

#[test]
fn other_renderers_get_plain_text() {
    let [asked, _] = INCLUDED.map(|shown| page(shown, PRINTED, "outputs"));
    let asked = asked + "\n- in a list\n\n  <!-- schedules: timeline -->\n\n<!-- schedules: quiz -->\n";
    let text = content(Version::V04, "plain", "markdown", [&asked, &asked]);
    assert!(text.contains("Output 1, returns:\n\n```text\nmain\nother\n```\n"), "{text}");
    assert!(text.contains("\n  ```text\n") && text.contains("  ■ ends the program\n"), "{text}");
    assert!(text.contains("Answer:") && !text.contains("<div") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn check_writes_nothing_and_fails_on_what_cannot_be() {
    let [right, _] = INCLUDED.map(|shown| page(shown, PRINTED, "check"));
    assert_eq!(content(Version::V05, "right", "html", [&right, &right]), right);
    let wrong = right.replace("main\nother\n", "main\nmain\n");
    let said = complaints("wrong", &wrong);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, "src/a.md:7");
    assert!(said[0].1.contains("line 2 is `main`") && said[0].1.contains("listings/spawn/src/main.rs"));
}

#[test]
fn what_stands_in_the_page_itself_is_read_with_what_it_hides() {
    let shown = page(INCLUDED[1], PRINTED, "outputs");
    let text = content(Version::V05, "within", "html", [&shown, &shown]).replace("\r\n", "\n");
    assert!(text.contains("2 outputs"), "{text}");
    let dos = shown.replace('\n', "\r\n");
    let wrong = dos.replace("main\r\nother\r\n", "other\r\nother\r\n");
    assert_eq!(complaints("within", &wrong)[0].0, "src/a.md:13");
}

#[test]
fn what_makes_no_sense_is_said_with_its_line() {
    let said = |asks: &str| complaints("senseless", &format!("# A\n\n```rust\nlet a = 1;\n```\n\n{asks}\n"));
    for (asks, words) in [
        ("<!-- schedules: graph -->", "`<!-- schedules: graph -->` asks for nothing"),
        ("a <!-- schedules: quiz --> b", "line of its own"),
        ("<!-- schedules: quiz -->", "no whole program"),
        ("# B\n\n<!-- schedules: outputs -->", "no program stands before it"),
    ] {
        let said = said(asks);
        assert!(said.len() == 1 && said[0].1.contains(words), "{said:?}");
        assert_eq!(said[0].0, format!("src/a.md:{}", if asks.starts_with('#') { 9 } else { 7 }));
    }
    assert!(said("`<!-- schedules: graph -->`\n\n<!-- schedules: check -->").is_empty());
}

#[test]
fn what_a_page_includes_asks_as_if_it_stood_there() {
    let [part, _] = INCLUDED.map(|shown| page(shown, PRINTED, "outputs"));
    let outer = "# Outer\n\n{{#include part.md}}\n";
    let root = written("parts", "", &[("a.md", outer)]);
    fs::write(root.join("src/part.md"), &part).unwrap();
    let included = outer.replace("{{#include part.md}}", &part);
    let Done::Book(book, _) = done(&Version::V05.json(&root, "html", "a.md", &included)) else { panic!() };
    assert!(book.to_string().contains("2 outputs"));
    let Done::Meaningless(said) = done(&Version::V05.json(&root, "html", "a.md", outer)) else { panic!() };
    assert!(said[0].0 == "src/part.md:12" && said[0].1.contains("after = [\"links\"]"), "{said:?}");
}
