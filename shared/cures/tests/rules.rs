//! What is proposed against troubles, as programs that are changed so.

use cures::{Facts, Keeper, Place, Rewrite, Wait, cures, never_polled};

/// The place of the only text in a program that is between marks, `«` and `»`, or of the nth.
fn places(marked: &str) -> (String, Vec<Place>) {
    let source = marked.replace(['«', '»'], "");
    let mut found = Vec::new();
    let (mut line, mut column) = (1, 1);
    for c in marked.chars() {
        match c {
            '«' => found.push(Place { line, column }),
            '»' => {}
            '\n' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
    }
    (source, found)
}

fn waits(who: usize, at: Place, awaited: &str, keepers: &[Keeper]) -> Wait {
    let (awaited, kind) = (awaited.to_owned(), "condition variable".to_owned());
    Wait { who, at, awaited, kind, keepers: keepers.to_owned() }
}

/// The programs that come of what is proposed.
fn changed(source: &str, facts: &Facts) -> Vec<String> {
    cures(source, facts).iter().map(|cure| cure.applied(source).expect("edits fit the program")).collect()
}

#[test]
fn a_sender_goes_into_the_block_that_sends_or_is_dropped_before_who_waits() {
    let (source, at) = places(
        "fn main() {\n    let (tx, rx) = «channel();\n    spawn(|| tx.send(1));\n    for x in «rx {}\n}\n",
    );
    let facts =
        Facts { waits: vec![waits(0, at[1], "a message", &[Keeper::Sender(at[0])])], ..Facts::default() };
    let all = changed(&source, &facts);
    assert!(all[0].contains("spawn(move || tx.send(1));"), "{all:#?}");
    assert!(all[1].contains("    drop(tx);\n    for x in rx {}"), "{all:#?}");
}

#[test]
fn who_waits_for_each_others_lock_takes_them_in_one_order() {
    let (source, at) = places(
        "fn a(s: &S) {\n    let x = s.x.«lock();\n    let y = s.y.«lock();\n}\nfn b(s: &S) {\n    let y = s.y.«lock();\n    let x = s.x.«lock();\n}\n",
    );
    let facts = Facts {
        waits: vec![
            waits(0, at[1], "the lock", &[Keeper::Holder(1, at[2])]),
            waits(1, at[3], "the lock", &[Keeper::Holder(0, at[0])]),
        ],
        ..Facts::default()
    };
    let all = changed(&source, &facts);
    assert!(
        all[0].ends_with("fn b(s: &S) {\n    let x = s.x.lock();\n    let y = s.y.lock();\n}\n"),
        "{all:#?}"
    );
    // Two who run the same lines can't be told to take another order than each other.
    let same = Facts {
        waits: vec![
            waits(0, at[1], "the lock", &[Keeper::Holder(1, at[0])]),
            waits(1, at[1], "the lock", &[Keeper::Holder(0, at[0])]),
        ],
        ..Facts::default()
    };
    assert_eq!(changed(&source, &same), [""; 0]);
}

#[test]
fn a_guard_is_dropped_before_a_function_that_wants_the_lock() {
    let (source, at) = places(
        "fn add(m: &M) {\n    m.«lock();\n}\nfn main() {\n    let m = M::new();\n    let guard = m.«lock();\n    println!(\"{guard}\");\n    add(&m);\n}\n",
    );
    let facts =
        Facts { waits: vec![waits(0, at[0], "the lock", &[Keeper::Holder(0, at[1])])], ..Facts::default() };
    assert!(
        changed(&source, &facts)[0].contains("    drop(guard);\n    add(&m);"),
        "{:#?}",
        changed(&source, &facts)
    );
    // What is used afterwards can't be dropped before.
    let used = source.replace("    add(&m);\n", "    add(&m);\n    use_it(guard);\n");
    assert_eq!(changed(&used, &facts), [""; 0]);
}

#[test]
fn a_sleep_that_blocks_makes_its_function_async_and_who_calls_it_waits() {
    let (source, at) = places(
        "fn nap() {\n    «thread::sleep(D);\n}\nfn main() {\n    trpl::run(async {\n        nap();\n    });\n}\n",
    );
    let facts = Facts { blocks: vec![at[0]], ..Facts::default() };
    let all = changed(&source, &facts);
    assert_eq!(
        all,
        [
            "async fn nap() {\n    trpl::sleep(D).await;\n}\nfn main() {\n    trpl::run(async {\n        nap().await;\n    });\n}\n"
        ]
    );
    let in_main = "fn main() {\n    thread::sleep(D);\n}\n";
    assert!(
        cures(in_main, &Facts { blocks: vec![Place { line: 2, column: 5 }], ..Facts::default() }).is_empty()
    );
}

#[test]
fn reading_and_writing_becomes_one_step() {
    let (source, at) = places("fn f(a: &A) {\n    let n = a.«load(O);\n    a.«store(n + 2, O);\n}\n");
    let facts = Facts { rewrites: vec![Rewrite { read: at[0], write: at[1] }], ..Facts::default() };
    assert_eq!(changed(&source, &facts), ["fn f(a: &A) {\n    a.fetch_add(2, O);\n}\n"]);
}

#[test]
fn a_future_under_a_name_that_nobody_uses_is_awaited() {
    let source = "async fn f() {}\nasync fn g() {\n    let _later = f();\n    let used = f();\n    used.await;\n    let _ = async { 1 };\n}\n";
    let (places, cure) = never_polled(source).expect("there are two");
    assert_eq!(places.iter().map(|place| place.line).collect::<Vec<_>>(), [3, 6]);
    let changed = cure.applied(source).expect("edits fit the program");
    assert!(
        changed.contains("let _later = f().await;") && changed.contains("async { 1 }.await;"),
        "{changed}"
    );
    assert!(never_polled("fn f() {}\nfn g() {\n    let _x = f();\n}\n").is_none());
}
