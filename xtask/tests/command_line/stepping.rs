use std::fs;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

use crate::fixture::{stderr, stdout};

fn xtask(arguments: &[&str]) -> Output {
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).current_dir(workspace).output().unwrap()
}

#[test]
fn a_graph_is_written_to_the_file_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("graph.json");
    let output = xtask(&["explore", "16-deadlock", "--graph", file.to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    let graph: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!((&graph["version"], &graph["program"]), (&1.into(), &"16-deadlock".into()));
    let waits =
        graph["states"].as_array().unwrap().iter().flat_map(|state| state["lanes"].as_array().unwrap());
    let of_each_other: Vec<&Value> = waits.filter(|lane| lane["for"] == 2).collect();
    assert!(!of_each_other.is_empty(), "thread 1 waits for thread 2 somewhere");
    assert!(graph["states"].as_array().unwrap().iter().any(|state| state["end"]["end"] == "hangs"));
}

#[test]
fn a_graph_is_of_one_program() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("graph.json");
    for others in [&["16-deadlock", "17-12"][..], &["--all"]] {
        let output = xtask(&[&["explore", "--graph", file.to_str().unwrap()], others].concat());
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
        assert!(!file.exists(), "nothing is left behind");
    }
}

#[test]
fn a_page_of_one_program_is_whole_in_itself() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    let output = xtask(&["book", "--file", "17-13", "--out", file.to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = fs::read_to_string(&file).unwrap();
    for part in ["17-13", "tx1_fut", "data-schedules=\"17-13\"", "2 outputs.", "<svg", "prints “received"] {
        assert!(page.contains(part), "{part} is missing");
    }
    assert!(!page.contains("src="), "nothing is loaded");
    let refused = folder.path().join("refused.html");
    let output = xtask(&["book", "--file", "16-03", "--out", refused.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!refused.exists(), "nothing is left behind");
}

#[test]
fn a_site_goes_to_no_file_and_to_no_folder_of_others() {
    let folder = tempfile::tempdir().unwrap();
    let mine = folder.path().join("mine.txt");
    fs::write(&mine, "mine").unwrap();
    for (out, why) in
        [(mine.as_path(), "it is a file"), (folder.path(), "holds other files, such as mine.txt")]
    {
        let output = xtask(&["book", "--out", out.to_str().unwrap()]);
        let said = stderr(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    for wrong in [&["book", "--open", "--file", "17-13"][..], &["book", "--", "argument"]] {
        assert_eq!(xtask(wrong).status.code(), Some(2), "{wrong:?}");
    }
}
