//! `explore`, on this workspace and on files of a user's.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::fixture::{WIDE, stderr, stdout};

/// `xtask` in this workspace, where lines are as long as they like.
pub fn xtask(arguments: &[&str], input: &[u8]) -> Output {
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).current_dir(workspace).env("COLUMNS", WIDE).write_stdin(input).output().unwrap()
}

/// A file of a user's, in a folder of its own.
pub struct File {
    _folder: TempDir,
    pub path: PathBuf,
}

impl File {
    pub fn new(text: &str) -> File {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("variation.rs");
        fs::write(&path, text).unwrap();
        File { _folder: folder, path }
    }

    pub fn explore(&self) -> Output {
        xtask(&["explore", self.path.to_str().unwrap()], b"")
    }

    /// Exit code 2, nothing on stdout, and a sentence that names the file and holds these words.
    fn is_refused(&self, words: &[&str]) {
        let output = self.explore();
        let said = stderr(&output);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{said}");
        for word in [self.path.to_str().unwrap()].iter().chain(words) {
            assert!(said.contains(word), "no {word:?} in: {said}");
        }
    }
}

#[test]
fn explore_tells_what_ties() {
    let text = stdout(&xtask(&["explore", "17-13"], b""));
    assert!(text.contains("2 outputs, exhaustive"), "{text}");
    assert!(text.contains("`received 'future'` and `received 'messages'` tie at 1500 ms"), "{text}");
}

#[test]
fn an_old_file_that_is_moved_to_the_place_of_a_new_one_counts() {
    let old = File::new("fn main() {\n    println!(\"old\");\n}\n");
    let new = File::new("fn main() {\n    println!(\"new\");\n}\n");
    assert!(stdout(&new.explore()).contains("  new\n"));
    std::fs::rename(&old.path, &new.path).unwrap();
    assert!(stdout(&new.explore()).contains("  old\n"));
}

#[test]
fn explore_tells_why_a_program_hangs() {
    let text = stdout(&xtask(&["explore", "17-10"], b""));
    assert!(text.contains("1 output, exhaustive"), "{text}");
    assert!(
        text.contains(
            "hangs: main waits for a message at line 13; the `Sender` made at line 6 is still alive"
        ),
        "{text}"
    );
}

#[test]
fn explore_tells_who_holds_and_who_wants_a_lock() {
    let text = stdout(&xtask(&["explore", "16-deadlock"], b""));
    assert!(text.contains("returns") && text.contains("hangs: "), "{text}");
    assert!(
        text.contains(
            "thread 1 waits at line 11 for the lock made at line 6, held by thread 2 since line 14"
        ),
        "{text}"
    );
}

#[test]
fn explore_as_json_has_the_promised_fields() {
    let output = xtask(&["explore", "17-13", "--json"], b"");
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let row = &rows[0];
    assert_eq!((&row["program"], &row["clock"]), (&"17-13".into(), &"exact".into()));
    assert_eq!(row["exhaustive"], true);
    assert!(row["schedules"].as_u64().unwrap() >= 2 && row["seconds"].is_f64());
    let line = &row["outputs"][0]["lines"][7];
    assert_eq!(
        *line,
        serde_json::json!({ "ms": 4500, "task": "main", "stream": "stdout", "text": "received 'you'" })
    );
}

#[test]
fn a_late_clock_finds_more_than_an_exact_one() {
    let text = stdout(&xtask(&["explore", "17-13", "--clock", "late"], b""));
    assert!(text.contains("late clock") && !text.contains("2 outputs"), "{text}");
}

#[test]
fn a_file_of_the_users_is_explored() {
    let file = File::new(
        "//! With an inner comment.\n#![allow(unused)]\nfn main() {\n    std::thread::scope(|s| {\n        \
         for i in 0..3 {\n            s.spawn(move || println!(\"{i}\"));\n        }\n    });\n}\n",
    );
    let output = file.explore();
    assert!(stdout(&output).contains("6 outputs, exhaustive"), "{}{}", stdout(&output), stderr(&output));
}

#[test]
fn what_rustc_refuses_is_shown_with_the_users_path_and_line() {
    let file = File::new("//! A comment.\nfn main() {\n    let n: i32 = \"three\";\n}\n");
    file.is_refused(&["error[E0308]: mismatched types", "variation.rs:3:18"]);
    File::new("fn main() {").is_refused(&["unclosed delimiter"]);
    File::new("fn helper() {}").is_refused(&["it has no `fn main()`"]);
}

#[test]
fn what_rustc_says_is_about_the_users_file_alone() {
    let refused = |text: &str, words: &[&str]| {
        let file = File::new(text);
        file.is_refused(words);
        let said = stderr(&file.explore());
        for ours in ["target/", "include!", "Source", "serve", "src/bin", "copies", "shared/"] {
            assert!(!said.contains(ours), "{ours} in: {said}");
        }
    };
    refused("async fn main() {}\n", &["E0752", "variation.rs:1:1"]);
    refused("fn main() -> u8 {\n    3\n}\n", &["E0277", "variation.rs:1:14"]);
    refused("fn main() {}\n//! late\n", &["E0753", "variation.rs:2:1"]);
    refused("#![feature(never_type)]\nfn main() {}\n", &["E0554", "variation.rs:1:1"]);
    refused("fn main() {\n    if true {\n}\n", &["unclosed delimiter", "variation.rs:3"]);
    refused("#![allow(unused)]\nmod x;\nfn main() {}\n", &["variation.rs:2:1", "E0583"]);
    let nothing = "unsafe extern \"C\" {\n    fn nothing();\n}\nfn main() {\n    unsafe { nothing() }\n}\n";
    refused(nothing, &["nothing defines `nothing`"]);
}

#[test]
fn a_program_may_use_any_name_for_its_own() {
    let text = "#!/usr/bin/env run\n#![forbid(unsafe_code)]\nuse std as s;\nextern crate std as other;\nmod program {\n    pub fn run() {}\n}\n\
        mod explorer {}\nstruct Source;\nfn run() -> i32 {\n    3\n}\nfn start() {}\nmacro_rules! include {\n    () => {};\n}\n\
        macro_rules! println {\n    ($($t:tt)*) => { s::println!($($t)*) };\n}\nmod inner {\n    pub fn f() -> i32 {\n        crate::run()\n    }\n}\n\
        macro_rules! entry {\n    () => { fn main() -> Result<(), String> { println!(\"{}\", inner::f()); Err(file!().to_owned()) } };\n}\nentry!();\n";
    let file = File::new(text);
    let said = stdout(&file.explore());
    assert!(said.contains("1 output, exhaustive") && said.contains("returns: the exit code is 1"), "{said}");
    assert!(said.contains("main  3\n"), "{said}");
    assert!(said.contains(&format!("Error: {:?}", file.path)), "{said}");
}

#[test]
fn what_rustc_infers_of_a_program_it_infers_here() {
    let text = "const PLACE: &str = module_path!();\nmod till {\n    pub struct Coin;\n}\nfn main() {\n    \
        assert_eq!(6, [1, 2, 3].iter().sum());\n    assert!(5 == \"5\".parse().unwrap());\n    let none: Vec<u8> = Vec::new();\n    \
        assert_eq!(none, []);\n    println!(\"{PLACE} {}\", std::any::type_name::<std::sync::Arc<till::Coin>>());\n}\n";
    let file = File::new(text);
    let name = std::path::Path::new(&file.path).file_stem().unwrap().to_str().unwrap().replace('-', "_");
    let said = stdout(&file.explore());
    assert!(said.contains(&format!("main  {name} alloc::sync::Arc<{name}::till::Coin>\n")), "{said}");
    assert!(said.contains(&format!("the crate of a single file is called as the file, `{name}`")), "{said}");
}

#[test]
fn a_file_may_have_any_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("it's a \"ü\" $x.rs");
    fs::write(&path, "#![allow(unused)]\nfn main() {\n    panic!(\"here\");\n}\n").unwrap();
    let said = stdout(&xtask(&["explore", path.to_str().unwrap()], b""));
    assert!(said.contains(&format!("panicked at {}:3:5", path.display())), "{said}");
}

#[test]
fn what_is_not_modelled_is_refused_by_name() {
    let files = File::new("fn main() {\n    std::fs::read_to_string(\"x\").unwrap();\n}\n");
    files.is_refused(&[
        "the explorer does not know `std::fs::read_to_string` (line 2)",
        "`std::io::stdin` reads what `--stdin FILE` gives",
        "files, the network and other processes are not modelled",
    ]);
}

#[test]
fn a_crate_that_a_file_has_not_is_named_with_what_does_the_same() {
    let file =
        File::new("use rayon::prelude::*;\nfn main() {\n    (0..3).into_par_iter().for_each(|_| ());\n}\n");
    file.is_refused(&[
        "the explorer does not know the crate `rayon` (line 1)",
        "instead of `rayon` there is `std::thread::scope`",
        "dependencies of a package",
    ]);
    assert!(!stderr(&file.explore()).contains("rustc"), "it would take it in a package");
}

#[test]
fn a_program_that_its_schedule_does_not_determine_is_found_out() {
    let file = File::new(
        "use std::collections::HashSet;\nfn main() {\n    let set: HashSet<u32> = (0..20).collect();\n    \
         for n in set {\n        println!(\"{n}\");\n    }\n}\n",
    );
    file.is_refused(&["not determined by its schedule"]);
}

#[test]
fn a_panic_in_main_is_an_end_like_others() {
    let output = File::new("fn main() {\n    panic!(\"no\");\n}\n").explore();
    assert!(stdout(&output).contains("output 1, panics: main panicked"), "{}", stdout(&output));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let output = xtask(&["explore", "no/such.rs"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot read no/such.rs"), "{}", stderr(&output));
}

#[test]
fn what_is_no_file_of_a_size_to_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large.rs");
    fs::File::create(&large).unwrap().set_len(200 << 20).unwrap();
    let said = |path: &str| {
        let output = xtask(&["explore", path], b"");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{path}");
        stderr(&output)
    };
    let large = large.to_str().unwrap();
    assert_eq!(said(large), format!("error: cannot read {large}: it is larger than 4 MiB\n"));
    #[cfg(unix)]
    {
        let pipe = folder.path().join("pipe.rs");
        nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU).unwrap();
        assert!(said(pipe.to_str().unwrap()).contains("is not a file"));
        assert!(said("/dev/zero").contains("/dev/zero is not a file"));
    }
}

#[test]
fn a_refused_listing_shows_rustcs_error() {
    let output = xtask(&["explore", "16-03"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("error[E0373]"), "{}", stderr(&output));
}
