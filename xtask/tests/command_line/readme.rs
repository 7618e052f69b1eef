//! What the README and the pages of the guide show is what their commands print.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixture::stdout;

/// The commands that give the same each time.
const FIXED: [&str; 6] = ["explore", "explain", "timeline", "compare", "claims", "judge"];

/// A command and what a page shows below it; a line `…` stands for any lines.
struct Shown {
    command: String,
    lines: Vec<String>,
}

#[test]
fn pages_show_what_their_commands_print() {
    let shown: Vec<Shown> =
        pages().iter().flat_map(|page| shown(&fs::read_to_string(page).unwrap())).collect();
    assert!(shown.len() >= 10, "{} commands with a fixed output", shown.len());
    for Shown { command, lines } in &shown {
        let printed = printed(command);
        assert!(fits(lines, &printed), "$ {command}\n{}", printed.join("\n"));
        let begins = lines[0].trim() != "…";
        assert!(!begins || !fits(lines, &printed[1..]), "a missing line is not noticed: {command}");
    }
}

#[test]
fn pictures_in_pages_are_those_that_the_command_draws() {
    let is_picture = |link: &PathBuf| link.ends_with("timeline.svg");
    let pictures: Vec<PathBuf> = pages().iter().flat_map(|page| links(page)).filter(is_picture).collect();
    assert!(!pictures.is_empty());
    for picture in pictures {
        let name = picture.parent().unwrap().file_name().unwrap().to_str().unwrap();
        let id = name.trim_start_matches("listing-");
        let folder = tempfile::tempdir().unwrap();
        let drawn = folder.path().join("drawn.svg");
        sh(&format!("cargo xtask timeline {id} --svg {}", drawn.display()), folder.path());
        let current = fs::read_to_string(drawn).unwrap() == fs::read_to_string(&picture).unwrap();
        assert!(current, "write it anew: cargo xtask timeline {id} --svg {}", picture.display());
    }
}

#[test]
fn no_page_links_to_what_is_not_there() {
    let links: Vec<PathBuf> = pages().iter().flat_map(|page| links(page)).collect();
    let missing: Vec<&PathBuf> = links.iter().filter(|link| !link.exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let unread: Vec<PathBuf> = pages().into_iter().skip(2).filter(|page| !links.contains(page)).collect();
    assert!(unread.is_empty(), "no page leads to {unread:?}");
}

#[test]
fn the_readme_is_a_way_in_and_not_the_whole() {
    let lines = fs::read_to_string(root().join("README.md")).unwrap().lines().count();
    assert!(
        lines <= 120,
        "README.md has {lines} lines: what goes deeper belongs into a page of shared/guide"
    );
}

/// The README, how to contribute, and the pages of the guide.
fn pages() -> Vec<PathBuf> {
    let guide = fs::read_dir(root().join("shared/guide")).unwrap().map(|entry| entry.unwrap().path());
    let top = ["README.md", "CONTRIBUTING.md"].map(|name| root().join(name));
    top.into_iter().chain(guide.map(|page| page.canonicalize().unwrap())).collect()
}

/// The files to which a page links.
fn links(page: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(page).unwrap();
    let ends = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let links = ends.filter(|link| !link.contains("://")).map(|link| page.parent().unwrap().join(link));
    links.map(|link| link.canonicalize().unwrap_or(link)).collect()
}

/// The commands of a page that give the same each time.
fn shown(text: &str) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("    ") {
            Some(code) if code.starts_with("$ ") => {
                inside = true;
                shown.push(Shown { command: code[2..].to_owned(), lines: Vec::new() });
            }
            Some(code) if inside => shown.last_mut().unwrap().lines.push(code.to_owned()),
            None if line.is_empty() && inside => shown.last_mut().unwrap().lines.push(String::new()),
            _ => inside = false,
        }
    }
    shown.retain(|one| FIXED.iter().any(|name| one.command.contains(&format!("cargo xtask {name}"))));
    for Shown { lines, .. } in &mut shown {
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
    }
    shown
}

fn printed(command: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    // What a reader saw is what is recorded.
    let record = root().join("listings/ch17-async-await/listing-17-13/output.snap");
    let record = fs::read_to_string(record).unwrap();
    let seen = record.splitn(3, "---\n").nth(2).unwrap();
    fs::write(folder.path().join("seen.txt"), seen).unwrap();
    sh(command, folder.path()).lines().map(str::to_owned).collect()
}

/// Runs a command of a page; files that it names without a folder are in this one.
fn sh(command: &str, folder: &Path) -> String {
    let command = command.replace("cargo xtask", env!("CARGO_BIN_EXE_xtask"));
    let command = command.replace("seen.txt", &folder.join("seen.txt").display().to_string());
    let mut sh = Command::new("sh");
    sh.args(["-c", &command]).current_dir(root()).env("LC_ALL", "C.UTF-8").env("COLUMNS", "80");
    stdout(&sh.output().unwrap()).trim_end().to_owned()
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Whether the lines are those of a pattern, apart from how long things took.
fn fits(pattern: &[String], lines: &[String]) -> bool {
    match (pattern, lines) {
        ([], []) => true,
        ([dots, pattern @ ..], _) if dots.trim() == "…" => {
            (0..=lines.len()).any(|skipped| fits(pattern, &lines[skipped..]))
        }
        ([wanted, pattern @ ..], [line, lines @ ..]) => {
            without_seconds(wanted) == without_seconds(line) && fits(pattern, lines)
        }
        _ => false,
    }
}

fn without_seconds(line: &str) -> String {
    let words: Vec<&str> = line.trim_end().split(' ').collect();
    let is_time = |index: usize| {
        let unit = words.get(index + 1).is_some_and(|unit| unit.trim_end_matches([')', ':']) == "s");
        unit && words[index].parse::<f64>().is_ok()
    };
    let kept = (0..words.len()).map(|index| if is_time(index) { "_" } else { words[index] });
    kept.collect::<Vec<_>>().join(" ")
}
