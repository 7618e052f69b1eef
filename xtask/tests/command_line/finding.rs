use crate::explorer::xtask;
use crate::fixture::{stderr, stdout};

/// The ids of the listings that patterns mean.
fn meant(patterns: &[&str]) -> Vec<String> {
    let arguments: Vec<&str> = ["list", "--json"].into_iter().chain(patterns.iter().copied()).collect();
    let output = xtask(&arguments, b"");
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    rows.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// What is said where nothing, or more than one listing, is meant.
fn refused(arguments: &[&str]) -> String {
    let output = xtask(arguments, b"");
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{arguments:?}");
    stderr(&output).replace("\n    ", " ")
}

#[test]
fn the_beginning_of_an_id_means_all_that_begin_so_unless_it_is_an_id_itself() {
    let ten = meant(&["17-1"]);
    assert!(ten.len() > 9 && ten.iter().all(|id| id.starts_with("17-1")), "{ten:?}");
    assert_eq!(meant(&["17-08"]), ["17-08"]);
    assert_eq!(meant(&["17-6"]), ["17-06"], "no id begins so");
    let chapter = meant(&["ch16"]);
    assert!(chapter.len() > 20 && chapter.iter().all(|id| id.starts_with("16-")), "{chapter:?}");
    assert_eq!(meant(&["16"]), chapter);
}

#[test]
fn an_id_may_be_written_as_in_a_test_or_as_a_package() {
    for text in ["17_12", "listing-17-12", "listing_17_12", "ch17-12", " 17-12"] {
        assert_eq!(meant(&[text]), ["17-12"], "{text}");
    }
}

#[test]
fn listings_are_found_by_how_they_end_and_by_words() {
    assert!(meant(&["hangs"]).contains(&"17-10".to_owned()));
    assert_eq!(meant(&["e0382"]), meant(&["E0382"]));
    assert!(meant(&["E0382"]).contains(&"16-09".to_owned()));
    assert!(meant(&["receiver sender ends"]).contains(&"17-12".to_owned()), "words in any order");
    assert_eq!(meant(&["17-12", "deadlock", "17-12"]), ["16-deadlock", "17-12"]);
}

#[test]
fn where_nothing_is_meant_the_nearest_by_id_and_by_title_are_named() {
    assert!(refused(&["list", "17-66"]).contains("no listing 17-66; the nearest are 17-"));
    assert!(
        refused(&["run-all", "mutx"]).contains("no listing mutx; the nearest are 16-12 (A mutex is locked")
    );
    assert!(refused(&["list", ""]).contains("no listing "));
}

#[test]
fn commands_about_one_listing_take_what_means_only_one() {
    let output = xtask(&["explore", "hangs", "--json"], b"");
    assert_eq!(output.status.code(), Some(2));
    let several = "mutex can mean 16-12, 16-13, 16-14, 16-15, 17-mutex; say which";
    for command in ["run", "explore", "timeline", "compare"] {
        let said = refused(&[command, "mutex"]);
        assert!(said.contains(several), "{said}");
    }
    let output = xtask(&["explore", "sender moves into its future"], b"");
    assert!(stdout(&output).starts_with("17-12  "), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn a_pattern_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let mut xtask = assert_cmd::Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = xtask.arg("list").arg(std::ffi::OsStr::from_bytes(b"17-\xff")).output().unwrap();
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    assert!(stderr(&output).contains("invalid UTF-8"), "{}", stderr(&output));
}
