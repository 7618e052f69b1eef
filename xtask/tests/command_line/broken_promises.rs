use serde_json::Value;

use crate::fixture::{Fixture, stderr, stdout};

/// Runs a listing beside one that is fine, and gives its row once it is certain that xtask has
/// noticed that its promise is broken and the other one's is not.
fn broken(facts: &str, record: &str, main: &str) -> Value {
    let fixture = Fixture::new().fine("16-01").listing("16-02", facts, main).record("16-02", record);
    let output = fixture.output(&["run-all", "--json"]);
    assert_eq!(output.status.code(), Some(1), "{}{}", stdout(&output), stderr(&output));
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&rows[0]["id"], &rows[0]["kept"]), (&"16-01".into(), &true.into()));
    assert_eq!((&rows[1]["id"], &rows[1]["kept"]), (&"16-02".into(), &false.into()), "{rows}");
    rows[1].clone()
}

fn why(row: &Value) -> &str {
    row["why"].as_str().unwrap()
}

const RETURNS: &str = "ends = \"returns\"";

#[test]
fn another_output_is_shown_as_a_difference() {
    let row = broken(RETURNS, "one\ntwo\n", "fn main() { println!(\"one\\nthree\") }");
    assert!(why(&row).ends_with("(- expected, + got)\n  one\n- two\n+ three"), "{row}");
}

#[test]
fn a_late_output_that_names_no_recorded_line_is_found() {
    let facts = "ends = \"returns\"\nlate = [[2, 3]]";
    let row = broken(facts, "one\ntwo\n", "fn main() { println!(\"two\\none\") }");
    assert!(why(&row).starts_with("late output 1 of its facts names a line that is not recorded"), "{row}");
}

#[test]
fn a_line_too_early_is_found() {
    let facts = "ends = \"returns\"\nat-ms = [0, 60000]";
    let row = broken(facts, "one\ntwo\n", "fn main() { println!(\"one\\ntwo\") }");
    assert!(
        why(&row).contains("line 2 of its stdout came") && why(&row).contains("before 60.000 s"),
        "{row}"
    );
}

#[test]
fn a_voice_that_loses_a_line_is_found() {
    let facts = "ends = \"returns\"\nprints = [{ from = \"main\", lines = \"n {1..3}\" }]";
    let row = broken(facts, "", "fn main() { println!(\"n 1\\nn 3\") }");
    assert_eq!(why(&row), "line 2 of its stdout is `n 3`, where only `n 2` could come");
}

#[test]
fn a_panic_is_named() {
    let row = broken(RETURNS, "", "fn main() { panic!(\"oh no\") }");
    assert_eq!((&row["ended"], why(&row)), (&"panicked".into(), "it promised to return, but main panicked"));
    assert!(row["stderr"].to_string().contains("oh no"), "{row}");
}

#[test]
fn an_exit_code_is_named() {
    let row = broken(RETURNS, "", "fn main() { std::process::exit(7) }");
    assert_eq!(
        (&row["ended"], why(&row)),
        (&"returned".into(), "it promised to return, but it ended with exit code 7")
    );
}

#[test]
fn words_on_stderr_that_nobody_promised_are_found() {
    let row = broken(RETURNS, "", "fn main() { eprintln!(\"psst\") }");
    assert_eq!(why(&row), "line 1 of its stderr is `psst`, where only nothing could come");
}

#[cfg(unix)]
#[test]
fn a_signal_is_named() {
    let row = broken(RETURNS, "", "fn main() { std::process::abort() }");
    assert_eq!(
        (&row["ended"], why(&row)),
        (&"killed".into(), "it promised to return, but it was killed by signal 6")
    );
}

#[test]
fn a_listing_that_hangs_though_it_promises_to_return_is_stopped() {
    let row = broken(RETURNS, "", "fn main() { loop { std::thread::park() } }");
    assert_eq!(
        (&row["ended"], why(&row)),
        (&"hung".into(), "it promised to return, but it hung, and was stopped")
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_listing_that_is_busy_for_ever_does_not_count_as_hanging() {
    let row = broken("ends = \"hangs\"", "", "fn main() { loop { std::hint::spin_loop() } }");
    assert!(why(&row).contains("kept the processor busy"), "{row}");
}

#[test]
fn a_listing_that_returns_though_it_promises_to_hang_is_found() {
    let row = broken("ends = \"hangs\"", "ok\n", "fn main() { println!(\"ok\") }");
    assert_eq!((&row["ended"], why(&row)), (&"returned".into(), "it promised to hang, but it returned"));
}

#[test]
fn a_flood_is_stopped() {
    let row = broken(RETURNS, "", "fn main() { loop { println!(\"{}\", \"x\".repeat(999)) } }");
    assert_eq!(
        (&row["ended"], why(&row)),
        (&"killed".into(), "it promised to return, but it printed more than 1024 KiB, and was stopped")
    );
}

#[test]
fn a_flood_without_line_ends_is_stopped() {
    let row = broken(RETURNS, "", "fn main() { loop { print!(\"{}\", \"x\".repeat(999)) } }");
    assert!(why(&row).contains("printed more than 1024 KiB"), "{row}");
}

#[test]
fn bytes_that_are_not_utf8_are_named() {
    let main = "use std::io::Write; fn main() { std::io::stdout().write_all(b\"a\\xffb\\n\").unwrap() }";
    let row = broken(RETURNS, "a\u{FFFD}b\n", main);
    assert_eq!(why(&row), "line 1 of its stdout is not UTF-8: a\u{FFFD}b");
}

#[test]
fn a_listing_that_does_not_compile_leaves_the_others_running() {
    let row = broken(RETURNS, "", "fn main() { let n: i32 = \"three\"; }");
    assert_eq!(row["ended"], "refused");
    assert!(why(&row).contains("rustc refuses it\nerror[E0308]"), "{row}");
}

#[test]
fn a_refused_listing_that_compiles_is_found() {
    let row = broken("ends = \"E0308\"", "", "fn main() {}");
    assert_eq!(why(&row), "rustc was to refuse it with E0308, but it returned");
}

#[test]
fn another_error_of_rustcs_is_found() {
    let row = broken("ends = \"E0382\"", "", "fn main() { let n: i32 = \"three\"; }");
    assert_eq!(why(&row), "rustc's first error was to be E0382; it is E0308");
}

#[test]
fn the_same_error_on_another_line_is_found() {
    let record = "E0308 at line 2: let n: i32 = \"three\";\n";
    let row = broken("ends = \"E0308\"", record, "fn main() {\n\n    let n: i32 = \"three\";\n}");
    assert!(why(&row).contains("+ E0308 at line 3: let n: i32 = \"three\";"), "{row}");
}

#[test]
fn an_output_that_is_not_recorded_says_how_to_record_it() {
    let fixture = Fixture::new().listing("16-01", RETURNS, "fn main() {}");
    let output = fixture.output(&["run-all"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("cargo insta review"), "{}", stdout(&output));
}

/// The child holds the pipe open and belongs to the listing's group.
#[cfg(unix)]
#[test]
fn a_child_that_keeps_the_pipe_open_is_ended_with_its_listing() {
    let main =
        "fn main() { std::process::Command::new(\"sleep\").arg(\"600\").spawn().unwrap(); println!(\"ok\") }";
    let fixture = Fixture::new().listing("16-01", RETURNS, main).record("16-01", "ok\n");
    let output = fixture.output(&["run-all"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
}

/// The child has left the listing's group, so it lives on till this test ends it; its listing is
/// judged all the same.
#[cfg(target_os = "linux")]
#[test]
fn a_child_that_left_the_group_does_not_keep_us_waiting() {
    let main = r#"
        use std::os::unix::process::CommandExt;
        fn main() {
            let child = std::process::Command::new("sleep").arg("600").process_group(0).spawn().unwrap();
            println!("{}", child.id());
        }"#;
    let facts = "ends = \"returns\"\nprints = [{ from = \"main\", lines = \"{..}\" }]";
    let fixture = Fixture::new().listing("16-01", facts, main);
    let output = fixture.output(&["run-all", "--json"]);
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    let child = rows[0]["stdout"][0].as_str().unwrap().parse().unwrap();
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(child), nix::sys::signal::Signal::SIGKILL).unwrap();
    assert_eq!((&rows[0]["kept"], &rows[0]["ended"]), (&true.into(), &"returned".into()), "{rows}");
}
