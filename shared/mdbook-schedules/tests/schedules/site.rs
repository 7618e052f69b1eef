use std::path::Path;

use judge::{Book, Depth, Row, Verdict, judge_found, read};

use crate::book::WORKSPACE;

/// What is said of the pages of our site that people have written, where these words are otherwise.
fn judged(words: &str, others: &str) -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/text");
    let book = Book::open(&folder).unwrap();
    let pages =
        book.pages.iter().map(|page| (page.name.clone(), page.text.clone().unwrap().replace(words, others)));
    let book = Book::of_pages(&folder, pages).unwrap();
    judge_found(&WORKSPACE, &book, &read(&book), Depth::All).unwrap()
}

#[test]
fn our_own_pages_print_only_what_can_be() {
    let wrong = |rows: &[Row]| {
        rows.iter().filter(|row| row.verdict.is_wrong()).map(|row| row.at.clone()).collect::<Vec<_>>()
    };
    let rows = judged("\0", "");
    assert!(wrong(&rows).is_empty(), "{rows:?}");
    assert!(rows.iter().any(|row| row.verdict == Verdict::Possible), "{rows:?}");
    let twin = judged("main\nother\n", "other\nother\n");
    assert_eq!(wrong(&twin).len(), 1, "{twin:?}");
}
