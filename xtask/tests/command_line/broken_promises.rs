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
        (
            &"killed".into(),
            "it promised to return, but it was killed by signal 6, SIGABRT: it aborted itself"
        )
    );
}

#[test]
fn a_stack_overflow_and_a_wild_write_are_told_apart() {
    let deep =
        "fn deep(n: u64) -> u64 { if n == u64::MAX { 0 } else { std::hint::black_box(deep(n + 1)) + 1 } }";
    let row = broken(RETURNS, "", &format!("{deep}\nfn main() {{ println!(\"{{}}\", deep(0)) }}"));
    assert!(row["ended"] == "killed" && why(&row).contains("a thread overflowed its stack"), "{row}");
    let row = broken(
        RETURNS,
        "",
        "fn main() { unsafe { std::ptr::without_provenance_mut::<u8>(64).write_volatile(1) } }",
    );
    let words = "it was killed by signal 11, SIGSEGV: it used memory that is not its own";
    assert!(why(&row).contains(words), "{row}");
}

#[cfg(target_os = "linux")]
#[test]
fn who_takes_any_memory_is_stopped_whether_bit_by_bit_or_at_once_or_by_others() {
    let bit_by_bit = "fn main() { let mut all = vec![]; loop { all.push(vec![1u8; 8 << 20]) } }";
    let at_once = "fn main() { println!(\"{}\", vec![1u8; 6 << 30].len()) }";
    let by_others = r#"fn main() {
        if std::env::args().count() == 1 {
            let start = || std::process::Command::new(std::env::current_exe().unwrap()).arg("child").spawn().unwrap();
            let mut children = [start(), start(), start()];
            children[0].wait().unwrap();
        }
        let all = vec![1u8; 400 << 20];
        loop { std::thread::park(); std::hint::black_box(&all); }
    }"#;
    for main in [bit_by_bit, at_once, by_others] {
        let row = broken(RETURNS, "", main);
        let told = "it promised to return, but it took more than 1 GiB of memory, and was stopped";
        assert_eq!((&row["ended"], why(&row)), (&"killed".into(), told));
    }
}

/// It promises no line, so it is looked at from the first moment on.
#[cfg(target_os = "linux")]
#[test]
fn a_loop_that_sleeps_is_not_called_busy() {
    let main = "fn main() { loop { std::thread::sleep(std::time::Duration::from_millis(5)) } }";
    let row = broken("ends = \"hangs\"", "", main);
    assert!(why(&row).contains("it printed nothing more but woke up again and again"), "{row}");
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

/// A daemon: it has another session, another parent, another environment, and closes what it inherits.
#[cfg(target_os = "linux")]
#[test]
fn who_leaves_a_process_behind_breaks_its_promise_and_the_process_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    let pid = folder.path().join("pid");
    let script = format!("echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 600", pid = pid.display());
    let main = format!(
        r#"fn main() {{
            let mut daemon = std::process::Command::new("setsid");
            daemon.args(["--fork", "env", "-i", "/bin/sh", "-c", {script:?}]).env_clear();
            daemon.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
            daemon.stderr(std::process::Stdio::null()).status().unwrap();
            while !std::path::Path::new({pid:?}).exists() {{
                std::thread::sleep(std::time::Duration::from_millis(1));
            }}
            println!("ok");
        }}"#
    );
    let row = broken(RETURNS, "ok\n", &main);
    assert_eq!(row["ended"], "returned");
    // As a shell it may just have started another.
    assert!(why(&row).starts_with("it left ") && why(&row).contains(" behind, `"), "{row}");
    assert!(!is_running(&pid), "{row}");
}

/// It has left the group and holds the pipe open.
#[cfg(target_os = "linux")]
#[test]
fn a_child_that_left_the_group_does_not_keep_us_waiting() {
    let main = r#"
        use std::os::unix::process::CommandExt;
        fn main() {
            std::process::Command::new("sleep").arg("600").process_group(0).spawn().unwrap();
            println!("ok");
        }"#;
    let row = broken(RETURNS, "ok\n", main);
    assert!(why(&row).starts_with("it left a process behind"), "{row}");
}

#[cfg(target_os = "linux")]
fn is_running(pid: &std::path::Path) -> bool {
    let pid = std::fs::read_to_string(pid).unwrap();
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with('Z'))
}
