use std::process::Output;

use crate::explorer::xtask;
use crate::fixture::{stderr, stdout};

/// Questions about two listings that are soon explored and one that rustc refuses.
fn quiz(arguments: &[&str], input: &[u8]) -> Output {
    xtask(&[&["quiz", "17-12", "16-producers", "16-03"], arguments].concat(), input)
}

fn score(output: &Output) -> String {
    stdout(output).lines().last().unwrap_or_default().to_owned()
}

#[test]
fn answers_come_line_by_line_and_the_score_last() {
    let asked = quiz(&["--seed", "3", "--questions", "3"], b"");
    assert_eq!((asked.status.code(), score(&asked).as_str()), (Some(0), "score: 0 of 0"));
    assert!(stdout(&asked).starts_with("question 1 of 3\n") && stdout(&asked).contains("fn main() {"));

    let all = quiz(&["--seed", "3", "--questions", "3"], &b"a\nb\nc\nd\na b\nb c\nc d\na d\n".repeat(3));
    let text = stdout(&all);
    assert!(score(&all).ends_with(" of 3") && text.contains("question 3 of 3"), "{text}");
    assert!(text.contains("possible") || text.contains("rustc says"), "nothing is explained: {text}");
    let again = quiz(&["--seed", "3", "--questions", "3"], &b"a\nb\nc\nd\na b\nb c\nc d\na d\n".repeat(3));
    assert_eq!(text, stdout(&again));
}

#[test]
fn who_answers_as_computed_is_right() {
    let asked = quiz(&["--seed", "5", "--questions", "1"], b"");
    let letters: Vec<&str> = if stdout(&asked).contains("answer (2 of") {
        vec!["ab", "ac", "ad", "bc", "bd", "cd"]
    } else {
        vec!["a", "b", "c", "d"]
    };
    let score_of = |answer: &&str| score(&quiz(&["--seed", "5", "--questions", "1"], answer.as_bytes()));
    let scores: Vec<String> = letters.iter().map(score_of).collect();
    assert_eq!(scores.iter().filter(|score| *score == "score: 1 of 1").count(), 1, "{scores:?}");
    assert!(scores.iter().all(|score| score.ends_with("of 1")), "{scores:?}");
}

#[test]
fn what_is_no_answer_is_asked_for_again() {
    let output = quiz(&["--seed", "5"], b"\xff\xfe\n\nyes\nabcd\nq\na\n");
    let said = stderr(&output);
    assert_eq!((output.status.code(), score(&output).as_str()), (Some(0), "score: 0 of 0"), "{said}");
    assert_eq!(said.matches("error: type ").count(), 4, "{said}");
}

#[test]
fn a_pattern_that_matches_nothing_is_said() {
    for pattern in ["99-99", "nothing at all", "\u{1b}[31m"] {
        let output = xtask(&["quiz", pattern], b"");
        let said = stderr(&output);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{said}");
        assert!(said.starts_with("error: ") && !said.contains('\u{1b}'), "{said}");
    }
    for questions in ["0", "-1", "many"] {
        assert_eq!(xtask(&["quiz", "--questions", questions], b"").status.code(), Some(2));
    }
}

#[test]
fn a_book_gets_questions_that_have_the_same_ids_each_time() {
    let ids = |output: &Output| -> Vec<String> {
        stdout(output).lines().filter(|line| line.starts_with("id = ")).map(str::to_owned).collect()
    };
    let book = quiz(&["--toml", "--seed", "1", "--questions", "3"], b"");
    assert_eq!((book.status.code(), ids(&book).len()), (Some(0), 3), "{}", stderr(&book));
    let document: toml::Table = toml::from_str(&stdout(&book)).unwrap();
    assert_eq!(document["questions"].as_array().map(Vec::len), Some(3));
    assert_eq!(ids(&book), ids(&quiz(&["--toml", "--seed", "1", "--questions", "3"], b"")));
}
