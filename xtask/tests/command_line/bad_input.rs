use std::fs;

use predicates::str::contains;

use crate::fixture::{Fixture, stderr, stdout};

fn two_fine() -> Fixture {
    Fixture::new().fine("16-01").fine("17-10")
}

/// Exit code 2, one sentence on stderr that holds these words, and nothing on stdout.
fn refuses(fixture: &Fixture, arguments: &[&str], words: &[&str]) {
    let output = fixture.output(arguments);
    let said = stderr(&output);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{arguments:?}: {said}");
    for word in words {
        assert!(said.contains(word), "{arguments:?}: no {word:?} in: {said}");
    }
}

#[test]
fn an_unknown_id_is_answered_with_the_nearest() {
    let fixture = two_fine();
    for command in ["run", "run-all", "list"] {
        refuses(&fixture, &[command, "17-99"], &["no listing 17-99; the nearest are 17-10"]);
    }
    refuses(&fixture, &["run", "nonsense"], &["no listing nonsense"]);
}

#[test]
fn an_id_given_twice_runs_once() {
    let output = two_fine().output(&["run-all", "16-01", "16-1", "16-01"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("note: `16-01` is given twice"), "{}", stderr(&output));
    assert!(stdout(&output).contains("1 listing in"), "{}", stdout(&output));
}

#[test]
fn wrong_arguments_are_explained() {
    let fixture = two_fine();
    refuses(&fixture, &["run-all", "--jobs", "0"], &["--jobs", "0"]);
    refuses(&fixture, &["run-al"], &["run-all"]);
    refuses(&fixture, &["run"], &["<ID|FILE.rs>"]);
    refuses(&fixture, &["run", "16-01", "17-10"], &["unexpected argument '17-10'"]);
}

#[test]
fn wrong_facts_are_named_with_file_field_and_what_is_allowed() {
    let manifest = "listings/ch16-x/listing-16-01/Cargo.toml";
    let title = "title = \"T\"\n";
    let rest = "source = \"notes\"\nends = \"returns\"\n";
    let cases = [
        (
            format!("{title}source = \"notes\"\nends = \"stops\""),
            "listing.ends`: `stops` is not known; allowed are `returns`, `hangs`, `may hang`",
        ),
        (format!("{title}source = \"notes\""), "listing.ends`: is missing; allowed are `returns`"),
        (
            format!("{title}ends = \"returns\"\nsource = \"blog\""),
            "listing.source`: `blog` is not known; allowed are `book-2024-11`",
        ),
        (rest.to_owned(), "listing.title`: is missing"),
        (format!("{title}{rest}mirrors = \"17-77\""), "listing.mirrors`: there is no listing `17-77`"),
        (format!("{title}{rest}mirrors = \"16-01\""), "listing.mirrors`: a listing can't mirror itself"),
        (format!("{title}{rest}mirrors = \"seventeen\""), "listing.mirrors`: `seventeen` is not an id"),
        (
            format!("{title}{rest}colour = \"red\""),
            "listing.colour`: unknown field `colour`, expected one of `title`",
        ),
        (format!("{title}{rest}at-ms = \"soon\""), "listing.at-ms`: invalid type: string \"soon\""),
        (format!("{title}{rest}total = 3"), "listing.total`: is for an output with voices"),
        (
            format!("{title}{rest}prints = [{{ from = \"main\", lines = \"{{x}}\" }}]"),
            "lines`: unknown placeholder `{x}`; allowed are `{1..9}`",
        ),
        (format!("{title}{rest}prints = [{{ from = \"main\", lines = [] }}]"), "lines`: is empty"),
        (
            format!("{title}{rest}prints = [{{ from = \"main\", lines = \"a\", after = [\"x\"] }}]"),
            "after`: no other voice `x`",
        ),
        (
            format!("{title}{rest}prints = [{{ from = \"main\", lines = \"a\", at-ms = [1, 2] }}]"),
            "at-ms`: has 2 times for 1 lines",
        ),
    ];
    for (facts, words) in cases {
        let fixture = Fixture::new().bare_listing("16-01", &facts, "fn main() {}");
        refuses(&fixture, &["list"], &[manifest, words]);
    }
}

/// Nothing of them is made before they are looked at, so none of them takes memory or time.
#[test]
fn facts_that_no_person_would_write_are_named_with_their_file() {
    let manifest = "listings/ch16-x/listing-16-01/Cargo.toml";
    let rest = "source = \"notes\"\nends = \"returns\"\n";
    let title = format!("title = \"T\"\n{rest}");
    let voice = |rest: &str| format!("{title}prints = [{{ from = \"main\", {rest} }}]");
    let deep = format!("{title}late = {}{}", "[".repeat(40), "]".repeat(40));
    let circle = "prints = [{ from = \"a\", lines = \"1\", after = [\"b\"] }, { from = \"b\", lines = \"2\", after = [\"c\"] }, \
        { from = \"c\", lines = \"3\", after = [\"b\"] }]";
    let cases = [
        (format!("title = \"{}\"\n{rest}", "x".repeat(10 << 20)), "listing.title`: has 10485760 characters"),
        (
            format!("title = \"a\\u001B[2Jb\"\n{rest}"),
            "listing.title`: holds the control character `\\u{1b}`",
        ),
        (voice("lines = \"{1..4000000000}\""), "lines`: `{1..4000000000}` makes more than 1000 lines"),
        (
            voice("lines = \"{9..1}\""),
            "lines`: `{9..1}` counts down, so it stands for no line; write `{1..9}`",
        ),
        (voice(&format!("lines = [{}]", "\"x\", ".repeat(10_000))), "prints[0].lines`: has 10000 entries"),
        (
            voice("lines = \"x\", at-ms = [9223372036854775807]"),
            "at-ms[0]`: is 9223372036854775807; it can be 3600000",
        ),
        (voice("lines = \"x\", at-ms = [-1]"), "at-ms[0]`: invalid value: integer `-1`"),
        (deep, "lies more than 6 lists or tables deep"),
        (
            format!("{title}{circle}"),
            "after`: goes in a circle: `b` waits for `c` waits for `b`; leave one of them out",
        ),
    ];
    for (facts, words) in cases {
        let fixture = Fixture::new().bare_listing("16-01", &facts, "fn main() {}");
        refuses(&fixture, &["list"], &[manifest, words]);
    }
}

#[test]
fn a_title_belongs_to_one_listing() {
    let facts = "title = \"T\"\nsource = \"notes\"\nends = \"returns\"";
    let fixture = Fixture::new().bare_listing("16-01", facts, "fn main() {}").bare_listing(
        "16-02",
        facts,
        "fn main() {}",
    );
    refuses(&fixture, &["list"], &["listing-16-02/Cargo.toml", "is the title of 16-01 too"]);
}

#[test]
fn a_folder_whose_name_differs_from_its_package_is_named() {
    let fixture = two_fine();
    let folder = fixture.listing_folder("16-01");
    fs::rename(&folder, folder.with_file_name("listing-16-05")).unwrap();
    refuses(
        &fixture,
        &["list"],
        &["listing-16-05/Cargo.toml", "`package.name`", "the folder is `listing-16-05`"],
    );
}

#[test]
fn an_id_in_two_spellings_is_named() {
    let fixture = two_fine().fine("16-1");
    refuses(
        &fixture,
        &["list"],
        &["listing-16-1/Cargo.toml", "`listing-16-1` must be written `listing-16-01`"],
    );
}

#[test]
fn a_listing_in_the_folder_of_another_chapter_is_named() {
    let fixture = two_fine();
    let from = fixture.listing_folder("17-10");
    fs::rename(&from, fixture.listing_folder("16-01").with_file_name("listing-17-10")).unwrap();
    refuses(&fixture, &["list"], &["`listing-17-10` lies in `ch16-x`"]);
}

#[test]
fn a_promise_of_an_error_and_the_feature_belong_together() {
    let fixture = Fixture::new().listing("16-01", "ends = \"E0308\"", "fn main() {}");
    let manifest = fixture.listing_folder("16-01").join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("required-features", "# required-features")).unwrap();
    refuses(&fixture, &["list"], &["listing.ends`", "required-features = [\"does-not-compile\"]"]);
}

#[test]
fn without_cargo_it_says_what_is_missing() {
    let fixture = two_fine();
    fixture
        .xtask(&["list"])
        .env("CARGO", "no-such-cargo")
        .env("PATH", "")
        .assert()
        .code(2)
        .stderr(contains("cannot start `no-such-cargo metadata`"))
        .stderr(contains("is Rust installed"));
}

#[test]
fn outside_of_a_workspace_cargo_says_what_it_looked_for() {
    let elsewhere = tempfile::tempdir().unwrap();
    let output = two_fine().xtask(&["list"]).current_dir(elsewhere.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("could not find `Cargo.toml`"), "{}", stderr(&output));
}

#[test]
fn a_target_folder_that_cannot_be_written_is_cargos_word() {
    let fixture = two_fine();
    fs::write(fixture.target(), "a file").unwrap();
    let output = fixture.output(&["run-all"]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(stderr(&output).contains("build` failed"), "{}", stderr(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_standard_output_is_named_by_every_command() {
    let fixture = two_fine();
    for arguments in [
        &["list"][..],
        &["list", "--json"],
        &["run", "16-01"],
        &["run-all"],
        &["run-all", "--json"],
        &["--help"],
        &["--version"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut xtask = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"));
        xtask.args(arguments).current_dir(fixture.path()).env("CARGO_TARGET_DIR", fixture.target());
        let output = xtask.stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        let words = "error: cannot write to standard output: No space left on device";
        assert!(stderr(&output).contains(words), "{arguments:?}: {}", stderr(&output));
    }
}
