//! What rustc allows between threads.

use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{Compiled, compiled, explored, ran};
use crate::finding::{Finding, Verdict};
use crate::program::listing;

/// Their closures borrow.
const BORROWERS: [&str; 3] = ["16-03", "16-04", "16-data-race"];

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "T7",
            says: "rustc refuses a closure that borrows what may be gone; its reason is the lifetime, not `Send`.",
            look: "run 16-03",
            check: check(
                (BORROWERS.map(|id| compiled(listing(id))), compiled(listing("16-scoped"))),
                (
                    ["16-03", "16-14", "16-data-race"].map(|id| compiled(listing(id))),
                    compiled(listing("16-scoped")),
                ),
                |(refused, scoped)| {
                    let lifetime = refused.iter().all(|one| one.begins_with("E0373") && !one.has("E0277"));
                    let errors: Vec<_> = BORROWERS
                        .iter()
                        .zip(&refused)
                        .map(|(id, error)| format!("`{id}`: {error}"))
                        .collect();
                    Finding::new(
                        Verdict::holds_if(lifetime && scoped.is_accepted(), "there is another reason too"),
                        format!(
                            "{}; never E0277, and the same borrow in a scope {scoped}",
                            errors.join(", ")
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "T8",
            says: "`move` transfers ownership into the thread, and the value can't be used after.",
            look: "run 16-move-drop",
            check: check(
                (
                    compiled(listing("16-05")),
                    compiled(listing("16-move-drop")),
                    compiled(listing("16-move-drop").with("vec![1, 2, 3]", "[1, 2, 3]")),
                ),
                (
                    compiled(listing("16-05")),
                    compiled(listing("16-move-drop").with("    drop(v);\n", "")),
                    compiled(listing("16-move-drop").with("vec![1, 2, 3]", "[1, 2, 3]")),
                ),
                is_moved,
            ),
        },
        Claim {
            id: "T9",
            says: "A channel takes ownership of each message: the sender can't use it any more.",
            look: "run 16-09",
            check: check(
                (
                    compiled(listing("16-08")),
                    compiled(listing("16-09")),
                    compiled(listing("16-09").with("String::from(\"hi\")", "\"hi\"")),
                ),
                (
                    compiled(listing("16-08")),
                    compiled(listing("16-09").with("tx.send(val)", "tx.send(val.clone())")),
                    compiled(listing("16-09").with("String::from(\"hi\")", "\"hi\"")),
                ),
                is_moved,
            ),
        },
        Claim {
            id: "T12",
            says: "A channel can have many senders, but only one receiver.",
            look: "run 16-11",
            check: check(
                (
                    compiled(listing("16-11")),
                    compiled(
                        listing("16-11")
                            .with("let tx1 = tx.clone();", "let tx1 = tx.clone(); let _rx1 = rx.clone();"),
                    ),
                ),
                (
                    compiled(listing("16-11")),
                    compiled(
                        listing("16-11")
                            .with("let tx1 = tx.clone();", "let tx1 = tx.clone(); let _tx2 = tx.clone();"),
                    ),
                ),
                |(sender, receiver)| {
                    let one = sender.is_accepted() && receiver.begins_with("E0599");
                    Finding::new(
                        Verdict::holds_if(one, "both can be cloned"),
                        format!("`tx.clone()` {sender}; `rx.clone()`: {receiver}"),
                    )
                },
            ),
        },
        Claim {
            id: "T16",
            says: "`Rc` can't cross threads, `Arc` can.",
            look: "run 16-14",
            check: check(
                (compiled(listing("16-14")), compiled(listing("16-15"))),
                (
                    compiled(listing("16-14").with("use std::rc::Rc;", "use std::sync::Arc as Rc;")),
                    compiled(listing("16-15")),
                ),
                |(rc, arc)| {
                    let holds = rc.begins_with("E0277") && arc.is_accepted();
                    let evidence = format!("`Rc` (`16-14`): {rc}; `Arc` (`16-15`) {arc}");
                    Finding::new(Verdict::holds_if(holds, "both can, or neither"), evidence)
                },
            ),
        },
        Claim {
            id: "T19",
            says: "Rust's types prevent data races, but not deadlocks.",
            look: "explore 16-deadlock",
            check: check(
                (compiled(listing("16-data-race")), explored(listing("16-deadlock"))),
                (
                    compiled(listing("16-data-race")),
                    explored(listing("16-deadlock").with(
                        "let _b = b.lock().unwrap();\n            let _a = a.lock().unwrap();",
                        "let _a = a.lock().unwrap();\n            let _b = b.lock().unwrap();",
                    )),
                ),
                |(race, deadlock)| {
                    let hangs = deadlock.all.iter().filter(|output| output.hangs()).count();
                    Finding::new(
                        Verdict::holds_if(!race.is_accepted() && hangs > 0, "there is no deadlock"),
                        format!(
                            "data race: {race}; deadlock: compiles, and {hangs} of {} outputs hangs",
                            deadlock.count
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "T20",
            says: "Types are `Send` and `Sync`, but for a few: `Rc` is neither, `RefCell` only `Send`.",
            look: "run 16-send-sync",
            check: check(
                ran(listing("16-send-sync")),
                ran(listing("16-send-sync").with("impl<T: Sync> Is<T>", "impl<T: Send> Is<T>")),
                |run| {
                    let marked = |send: bool, sync: bool| {
                        let words = (format!("Send: {send}"), format!("Sync: {sync}"));
                        let lines = run.texts().into_iter();
                        let lines = lines.filter(|line| line.contains(&words.0) && line.contains(&words.1));
                        lines.filter_map(|line| Some(line.split_once("  ")?.0)).collect::<Vec<_>>()
                    };
                    let (both, neither) = (marked(true, true), marked(false, false));
                    let (send, sync) = (marked(true, false), marked(false, true));
                    let holds = both.len() > 1
                        && neither == ["Rc<i32>", "*const i32"]
                        && send == ["Cell<i32>", "RefCell<i32>", "mpsc::Receiver<i32>"]
                        && sync == ["MutexGuard<i32>"];
                    let listed = |types: Vec<&str>| format!("`{}`", types.join("`, `"));
                    Finding::new(
                        Verdict::holds_if(holds, "other types are, or are not"),
                        format!(
                            "of {} types {} are both; neither: {}; only `Send`: {}; only `Sync`: {}",
                            run.texts().len(),
                            both.len(),
                            listed(neither),
                            listed(send),
                            listed(sync)
                        ),
                    )
                },
            ),
        },
    ]
}

/// What moves, then using it once more, then the same with a type that is `Copy`.
fn is_moved((moved, used, copied): (Compiled, Compiled, Compiled)) -> Finding {
    let holds = moved.is_accepted() && used.begins_with("E0382");
    Finding::new(
        Verdict::holds_if(holds, "it can still be used")
            .only_if(copied.is_accepted(), "unless its type is `Copy`, so that the original stays usable"),
        format!("used after it moved: {used}; with a type that is `Copy`: {copied}"),
    )
}
