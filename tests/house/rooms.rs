use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use runner::Cargo;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Which rooms each may know. What only its tests use does not count.
const MAY_KNOW: &[(&str, &[&str])] = &[
    // What is data.
    ("catalogue", &[]),
    ("cost", &[]),
    ("known", &[]),
    ("screen", &[]),
    ("timeline", &["screen"]),
    ("answers", &["timeline"]),
    // The virtual world, each on the one before.
    ("unstable", &[]),
    ("engine", &["unstable"]),
    ("virtual-arc", &["engine", "unstable"]),
    ("virtual-std", &["engine", "unstable", "virtual-arc"]),
    ("virtual-tokio", &["engine", "unstable", "virtual-std"]),
    ("virtual-futures", &["engine", "unstable", "virtual-std", "virtual-tokio"]),
    ("virtual-tokio-stream", &["engine", "virtual-tokio"]),
    ("virtual-tokio-util", &["engine", "virtual-tokio"]),
    (
        "virtual-trpl",
        &["engine", "unstable", "virtual-futures", "virtual-std", "virtual-tokio", "virtual-tokio-stream"],
    ),
    ("virtual-core", &["virtual-std"]),
    ("virtual-alloc", &["virtual-std"]),
    // Asks nobody.
    ("litmus", &[]),
    ("cures", &["answers"]),
    ("quiz", &["answers"]),
    ("explorer", &["answers", "cures", "engine", "screen", "timeline", "unstable"]),
    ("virtual-test", &["explorer", "virtual-std"]),
    // The real one.
    ("runner", &["catalogue", "screen"]),
    ("terminal", &["catalogue", "runner", "screen"]),
    ("xtask", &["catalogue", "runner", "screen", "terminal"]),
    ("cost-meter", &["cost"]),
    // What goes from one to the other.
    ("worlds", &["answers", "catalogue", "known", "runner"]),
    // What is shown.
    ("hints", &["answers", "runner", "screen", "worlds"]),
    ("comparison", &["screen", "timeline"]),
    ("stepper", &["answers", "screen"]),
    ("differential", &["answers", "catalogue", "runner", "worlds"]),
    ("claims", &["answers", "catalogue", "cost", "runner", "worlds"]),
    ("commands", &["answers", "catalogue", "hints", "runner", "screen", "terminal", "timeline", "worlds"]),
    ("watch", &["answers", "commands", "runner", "screen", "terminal", "worlds"]),
    ("judge", &["answers", "catalogue", "commands", "runner", "screen", "terminal", "worlds"]),
    (
        "pages",
        &[
            "answers",
            "catalogue",
            "commands",
            "comparison",
            "quiz",
            "runner",
            "screen",
            "stepper",
            "terminal",
            "timeline",
            "worlds",
        ],
    ),
    (
        "book",
        &[
            "answers",
            "catalogue",
            "commands",
            "comparison",
            "cost",
            "pages",
            "quiz",
            "runner",
            "screen",
            "stepper",
            "terminal",
            "worlds",
        ],
    ),
    (
        "study",
        &[
            "answers",
            "catalogue",
            "claims",
            "commands",
            "comparison",
            "cost",
            "pages",
            "quiz",
            "runner",
            "screen",
            "terminal",
            "timeline",
            "worlds",
        ],
    ),
    // Knows no room: it carries some.
    ("models", &[]),
    ("cargo-explore", &["commands", "judge", "models", "terminal", "watch"]),
    (
        "mdbook-schedules",
        &["answers", "commands", "judge", "models", "pages", "quiz", "screen", "terminal", "timeline"],
    ),
    ("tests", &[]),
    // The listings are programs like any others.
    ("listing", &[]),
];

/// Crates that a room must do without: they are what it models.
const STRANGERS: &[(&str, &[&str])] = &[
    ("engine", &["futures", "tokio", "tokio-stream", "trpl"]),
    ("virtual-std", &["futures", "tokio", "tokio-stream", "trpl"]),
    ("virtual-tokio", &["trpl"]),
    ("listing", &["libc", "nix"]),
];

/// What lies at the top of the workspace, beside folders that begin with a dot.
const TOP: &[&str] = &[
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "listings",
    "rust-analyzer.toml",
    "rustfmt.toml",
    "shared",
    "target",
    "tests",
    "xtask",
];

/// What each package of ours depends on, apart from what only its tests use.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let metadata = Cargo::new(env!("CARGO"), ROOT).metadata().unwrap();
    let needed = |kind: &str| kind != "dev";
    metadata
        .packages
        .iter()
        .map(|package| {
            let names = package.dependencies.iter().filter(|one| needed(&one.kind.to_string()));
            (package.name.to_string(), names.map(|one| one.name.clone()).collect())
        })
        .collect()
}

/// The name under which the tables have a package.
fn room(package: &str) -> &str {
    if package.starts_with("listing-") { "listing" } else { package }
}

fn entry<'a>(table: &[(&str, &'a [&'a str])], package: &str) -> Option<&'a [&'a str]> {
    table.iter().find(|(name, _)| *name == room(package)).map(|(_, names)| *names)
}

/// What is wrong with what a package depends on, where these are ours.
fn complaints(package: &str, needs: &[String], ours: &[&str]) -> Vec<String> {
    let Some(allowed) = entry(MAY_KNOW, package) else {
        return vec![format!("{package}: say in `MAY_KNOW` which rooms it may know")];
    };
    let strangers = entry(STRANGERS, package).unwrap_or_default();
    let is_wrong = |need: &&String| {
        let need = need.as_str();
        strangers.contains(&need) || (ours.contains(&need) && !allowed.contains(&need))
    };
    needs.iter().filter(is_wrong).map(|need| format!("{package} must not know {need}")).collect()
}

#[test]
fn every_room_knows_only_those_below_it() {
    let dependencies = dependencies();
    let ours: Vec<&str> = dependencies.keys().map(String::as_str).collect();
    let wrong: Vec<String> =
        dependencies.iter().flat_map(|(package, needs)| complaints(package, needs, &ours)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(
        complaints("runner", &["explorer".to_owned()], &["explorer"]),
        ["runner must not know explorer"]
    );
    assert_eq!(complaints("engine", &["tokio".to_owned()], &ours), ["engine must not know tokio"]);
    assert!(!complaints("listing-16-01", &["catalogue".to_owned()], &ours).is_empty());
    assert!(!complaints("attic", &[], &ours).is_empty());
}

#[test]
fn the_rooms_are_in_order_so_that_none_knows_another_that_knows_it() {
    for (index, (name, knows)) in MAY_KNOW.iter().enumerate() {
        for known in *knows {
            assert!(MAY_KNOW[..index].iter().any(|(below, _)| below == known), "{name} knows {known}");
        }
    }
}

#[test]
fn the_guide_says_of_every_room_what_it_does() {
    let page = fs::read_to_string(Path::new(ROOT).join("shared/guide/rooms.md")).unwrap();
    let table: Vec<&str> = page.lines().filter(|line| line.starts_with('|')).collect();
    let names = |name: &str| {
        // `shared/virtual-std`, `-trpl` are two.
        let short =
            name.rsplit_once('-').map(|(start, end)| (format!("`shared/{start}-"), format!("`-{end}`")));
        table.iter().any(|line| {
            let is_short = |(start, end): &(String, String)| line.contains(start) && line.contains(end);
            line.contains(&format!("`shared/{name}`")) || short.as_ref().is_some_and(is_short)
        })
    };
    let folders = fs::read_dir(Path::new(ROOT).join("shared")).unwrap().map(Result::unwrap);
    let rooms =
        folders.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap());
    let missing: Vec<String> = rooms.filter(|room| !names(room)).collect();
    assert!(missing.is_empty(), "the table in shared/guide/rooms.md lacks {missing:?}");
    assert!(!names("attic"));
}

#[test]
fn nothing_else_lies_at_the_top() {
    let names = fs::read_dir(ROOT).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let other: Vec<String> =
        names.filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str())).collect();
    assert!(other.is_empty(), "{other:?}");
}
