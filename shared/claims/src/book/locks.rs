//! Locks, and waiting for a signal.

use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{Output, as_if, explored, explored_late, measured};
use crate::finding::{Finding, Verdict};
use crate::program::listing;

/// How much dearer a thing may be than another and still count as costing the same.
const ALIKE: f64 = 1.5;

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "T15",
            says: "A mutex lets in one thread at a time, and its guard unlocks it at the end of its scope.",
            look: "explore 16-15 16-12 16-lost-update",
            check: check(
                (
                    explored(listing("16-15")),
                    explored(listing("16-12")),
                    explored(
                        listing("16-12")
                            .with("    {\n", "")
                            .with("        *num = 6;\n    }\n", "        *num = 6;\n"),
                    ),
                ),
                (
                    explored(listing("16-lost-update")),
                    explored(listing("16-12")),
                    explored(
                        listing("16-12")
                            .with("    {\n", "")
                            .with("        *num = 6;\n    }\n", "        *num = 6;\n"),
                    ),
                ),
                |(counted, scoped, unscoped)| {
                    let one_at_a_time = counted.every(Output::returns) && counted.count == 1;
                    let unlocked = scoped.every(|output| output.count("data: 6") == 1);
                    let locked = unscoped.every(|output| output.count("<locked>") == 1);
                    Finding::new(
                        Verdict::holds_if(
                            one_at_a_time && unlocked && locked,
                            "several threads can be in at a time",
                        ),
                        format!(
                            "of ten that add one, {}; behind the scope the mutex is {}, inside {}",
                            counted.last_lines(),
                            if unlocked { "free" } else { "locked" },
                            if locked { "locked" } else { "free" },
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "T17",
            says: "Ten threads that each add one under a lock give 10, always.",
            look: "explore 16-15",
            check: check(
                (explored(listing("16-15")), explored_late(listing("16-15"))),
                (
                    explored(listing("16-15").with("*counter.lock().unwrap() += 1;", READ_THEN_WRITE)),
                    explored_late(listing("16-15").with("*counter.lock().unwrap() += 1;", READ_THEN_WRITE)),
                ),
                |(exact, late)| {
                    let ten = |output: &Output| output.returns() && output.texts() == ["Result: 10"];
                    let verdict =
                        Verdict::holds_if(exact.every(ten) && late.every(ten), "additions can be lost");
                    let evidence = format!(
                        "{} in {exact}; {} if wake-ups come late",
                        exact.last_lines(),
                        late.last_lines()
                    );
                    Finding::new(verdict, evidence)
                },
            ),
        },
        Claim {
            id: "T18",
            says: "A condition variable needs its flag: without it, a wake-up can be lost.",
            look: "explore 16-condvar 16-lost-wakeup",
            check: check(
                (explored(listing("16-condvar")), explored(listing("16-lost-wakeup"))),
                (
                    explored(listing("16-condvar")),
                    explored(
                        listing("16-lost-wakeup")
                            .with("signal.wait(started)", "signal.wait_while(started, |started| !*started)"),
                    ),
                ),
                |(with, without)| {
                    let hangs = without.all.iter().filter(|output| output.hangs()).count();
                    Finding::new(
                        Verdict::holds_if(with.every(Output::returns) && hangs > 0, "no wake-up is lost"),
                        format!(
                            "with the flag it {}; of the outputs without, it {}",
                            with.ends(),
                            without.ends()
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "T21",
            says: "`Mutex` and `Arc` cost nothing at run time.",
            look: "cost",
            check: check(
                (measured("lock-unlock"), measured("arc-clone")),
                (as_if("lock-unlock", |pair| pair.swapped()), as_if("arc-clone", |pair| pair.swapped())),
                |(lock, clone)| {
                    let free = lock.ratio() < ALIKE && clone.ratio() < ALIKE;
                    Finding::new(
                        Verdict::holds_if(free, "each lock and each clone takes time, though little"),
                        format!("{lock}; {clone}"),
                    )
                },
            ),
        },
        Claim {
            id: "T22",
            says: "A read-write lock lets several readers in at the same time.",
            look: "explore 16-rwlock",
            check: check(
                explored(listing("16-rwlock")),
                explored(
                    listing("16-rwlock")
                        .with("RwLock", "Mutex")
                        .with(".read()", ".lock()")
                        .with(".write()", ".lock()"),
                ),
                |outputs| {
                    let most = outputs.all.iter().map(most_inside).max().unwrap_or_default();
                    let together = outputs.all.iter().filter(|output| most_inside(output) == most).count();
                    Finding::new(
                        Verdict::holds_if(most > 1, "they go in one after the other"),
                        format!(
                            "up to {most} readers inside at once, in {together} of {} outputs",
                            outputs.count
                        ),
                    )
                },
            ),
        },
    ]
}

const READ_THEN_WRITE: &str =
    "let n = *counter.lock().unwrap();\n            *counter.lock().unwrap() = n + 1;";

/// How many readers were inside at the same time.
fn most_inside(output: &Output) -> usize {
    let (mut inside, mut most) = (0_usize, 0);
    for text in output.texts() {
        if text.contains(" sees ") {
            inside += 1;
        } else if text.ends_with(" leaves") {
            inside = inside.saturating_sub(1);
        }
        most = most.max(inside);
    }
    most
}
