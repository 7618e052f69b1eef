use crate::fixture::{Fixture, stderr, stdout};

fn two_listings() -> Fixture {
    Fixture::new()
        .fine("16-01")
        .listing(
            "16-03",
            "ends = \"E0308\"\nmirrors = \"16-01\"",
            "fn main() {\n    let n: i32 = \"three\";\n}\n",
        )
        .record("16-03", "E0308 at line 2: let n: i32 = \"three\";\n")
}

#[test]
fn list_shows_what_each_listing_is() {
    let output = two_listings().output(&["list"]);
    let text = stdout(&output);
    assert!(output.status.success(), "{}", stderr(&output));
    let words: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words[0], ["id", "ends", "title"]);
    assert_eq!(words[2], ["16-03", "E0308", "Title", "of", "16-03"]);
    let long = stdout(&two_listings().output(&["list", "--long", "16-3"]));
    for fact in ["16-03  Title of 16-03", "ends       E0308", "mirrors    16-01", "source     notes"] {
        assert!(long.contains(fact), "{long}");
    }
}

#[test]
fn list_as_json_is_one_document() {
    let output = two_listings().output(&["list", "16-3", "--json"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(rows[0]["id"], "16-03");
    assert_eq!(rows[0]["ends"], "E0308");
}

#[test]
fn run_shows_what_the_listing_prints_and_nothing_else_on_stdout() {
    let fixture = two_listings();
    for id in ["16-01", "16-1", "listing-16-01"] {
        let output = fixture.output(&["run", id]);
        assert_eq!(
            (stdout(&output).as_str(), output.status.code()),
            ("ok\n", Some(0)),
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn run_says_first_that_a_listing_hangs_on_purpose() {
    // It does not hang, so that this test ends.
    let fixture = Fixture::new().listing("16-01", "ends = \"hangs\"", "fn main() { println!(\"ok\") }");
    let output = fixture.record("16-01", "ok\n").output(&["run", "16-01"]);
    assert_eq!(stdout(&output), "ok\n");
    let said = stderr(&output).replace("\n    ", " ");
    let words = "note: 16-01 hangs on purpose; Ctrl-C ends it; `cargo xtask explore 16-01` says why";
    assert!(said.contains(words), "{said}");
}

#[test]
fn run_shows_the_beginning_of_a_line_before_its_end() {
    let main = "use std::io::Write;
fn main() {
    print!(\"how many? \");
    std::io::stdout().flush().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(700));
    println!(\"none\");
}";
    let output =
        Fixture::new().listing("16-01", "ends = \"returns\"", main).output(&["run", "16-01", "--times"]);
    let text = stdout(&output);
    // The time before it is that of the beginning, and stands there once.
    let (time, line) = text.split_once(" s  ").unwrap();
    assert!(time.trim().parse::<f64>().unwrap() < 0.7 && line == "how many? none\n", "{text}");
}

#[test]
fn what_rustc_warns_of_is_shown() {
    let fixture = Fixture::new()
        .listing("16-01", "ends = \"returns\"", "fn main() { let n = 3; println!(\"ok\") }")
        .record("16-01", "ok\n");
    for command in ["run", "run-all"] {
        let output = fixture.output(&[command, "16-01"]);
        assert!(output.status.success());
        assert!(stderr(&output).contains("unused variable: `n`"), "{command}: {}", stderr(&output));
    }
}

#[test]
fn run_puts_the_time_before_each_line_if_asked() {
    let fixture = Fixture::new().listing(
        "16-01",
        "ends = \"returns\"",
        "fn main() { std::thread::sleep(std::time::Duration::from_millis(30)); println!(\"late\") }",
    );
    let text = stdout(&fixture.output(&["run", "16-01", "--times"]));
    let words: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(words[1..], ["s", "late"]);
    assert!(words[0].parse::<f64>().unwrap() >= 0.03, "{text}");
}

#[test]
fn run_shows_a_line_as_it_is_however_long_and_though_it_does_not_end() {
    let main = "fn main() { print!(\"{}\", \"€\".repeat(150_001)) }";
    let fixture = Fixture::new().listing("16-01", "ends = \"returns\"", main);
    assert!(fixture.output(&["run", "16-01"]).stdout == "€".repeat(150_001).into_bytes());
}

#[test]
fn run_passes_arguments_and_the_exit_code() {
    let main = "fn main() { std::process::exit(std::env::args().nth(1).unwrap().parse().unwrap()) }";
    let fixture = Fixture::new().listing("16-01", "ends = \"returns\"\nargs = [\"3\"]", main);
    assert_eq!(fixture.output(&["run", "16-01"]).status.code(), Some(3));
    assert_eq!(fixture.output(&["run", "16-01", "--", "4"]).status.code(), Some(4));
}

#[test]
fn run_of_a_refused_listing_shows_rustcs_error() {
    let output = two_listings().output(&["run", "16-03"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("error[E0308]: mismatched types"), "{}", stderr(&output));
    assert!(stderr(&output).contains("rustc is meant to refuse 16-03"), "{}", stderr(&output));
}

#[test]
fn run_all_judges_every_listing() {
    let output = two_listings().output(&["run-all", "--output"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    assert!(text.contains("kept    16-01                 returned"), "{text}");
    assert!(text.contains("kept    16-03                 refused"), "{text}");
    assert!(text.contains("2 listings in") && text.contains("every promise kept"), "{text}");
    assert!(text.contains("\n        ok\n"), "{text}");
}

#[test]
fn run_all_accepts_an_output_that_a_late_wake_up_gives() {
    let facts = "ends = \"returns\"\nlate = [[2, 1], [{ line = \"three\", at-ms = 0 }]]";
    for main in ["fn main() { println!(\"two\\none\") }", "fn main() { println!(\"three\") }"] {
        let fixture = Fixture::new().listing("16-01", facts, main).record("16-01", "one\ntwo\n");
        assert_eq!(fixture.output(&["run-all"]).status.code(), Some(0));
    }
}

#[test]
fn run_all_as_json_has_a_row_for_each_listing_in_order() {
    let output = two_listings().output(&["run-all", "--json"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let row = &rows[0];
    assert_eq!(row["id"], "16-01");
    assert_eq!((&row["promise"], &row["ended"]), (&"returns".into(), &"returned".into()));
    assert_eq!((&row["kept"], &row["why"]), (&true.into(), &serde_json::Value::Null));
    assert_eq!(row["stdout"], serde_json::json!(["ok"]));
    assert_eq!((&rows[1]["ended"], &rows[1]["stdout"]), (&"refused".into(), &serde_json::json!([])));
}

#[test]
fn run_all_takes_parts_of_ids_and_titles() {
    let fixture = two_listings();
    for (pattern, listings) in [("16-03", 1), ("title of", 2), ("LISTING-16-01", 1)] {
        let output = fixture.output(&["run-all", pattern, "--json"]);
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(rows.len(), listings, "{pattern}");
    }
}

#[test]
fn it_works_from_any_folder_of_the_workspace() {
    let fixture = two_listings();
    let folder = fixture.listing_folder("16-03");
    fixture.xtask(&["run", "16-01"]).current_dir(folder).assert().success().stdout("ok\n");
}
