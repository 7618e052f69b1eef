//! Starting, joining and ending threads.

use super::cut::is_cut;
use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{Output, explored, explored_late, ran};
use crate::finding::{Finding, Verdict};
use crate::program::{listing, ours};

/// What a processor may have done for a thread that sleeps half a second, in milliseconds.
const NEARLY_NOTHING: u64 = 20;

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "T1",
            says: "`thread::spawn` starts a new operating-system thread and gives a handle to it.",
            look: "thread-count.rs",
            check: check(
                ran(ours!("thread-count")),
                ran(ours!("thread-count").with("thread::spawn(", "later::spawn(")),
                |run| {
                    let (spawned, more) = (run.value::<usize>("spawned"), run.value::<usize>("more threads"));
                    let given = run.value("handles gave what was returned") == Some(true);
                    let evidence = format!(
                        "{} threads more in the process for {} spawned; their handles give {}",
                        more.unwrap_or_default(),
                        spawned.unwrap_or_default(),
                        if given { "what each returns" } else { "something else" },
                    );
                    let holds = spawned.is_some() && more == spawned && given;
                    Finding::new(Verdict::holds_if(holds, "no thread is started"), evidence)
                },
            ),
        },
        Claim {
            id: "T2",
            says: "The output of two threads comes in no fixed order.",
            look: "explore 16-02",
            check: check(explored(listing("16-02")), explored(listing("16-join-first")), |outputs| {
                let verdict = Verdict::holds_if(outputs.count > 1, "the order is always the same");
                Finding::new(verdict, outputs.to_string())
            }),
        },
        Claim {
            id: "T3",
            says: "When main ends, spawned threads stop, finished or not.",
            look: "explore 16-01",
            check: check(
                (explored(listing("16-01")), explored_late(listing("16-01"))),
                (explored(listing("16-02")), explored_late(listing("16-02"))),
                |(exact, late)| is_cut("spawned thread", &exact, &late),
            ),
        },
        Claim {
            id: "T4",
            says: "`join` waits until the thread is done, so where it is called decides what interleaves.",
            look: "explore 16-join-first 16-02",
            check: check(
                (explored(listing("16-join-first")), explored(listing("16-02"))),
                (
                    explored(listing("16-join-first").with("handle.join().unwrap();", "")),
                    explored(listing("16-02")),
                ),
                |(first, last)| {
                    let done = |output: &Output| output.count("spawned thread") == 9;
                    let in_turn = |output: &Output| output.position("main thread") == Some(9);
                    let waits = first.every(done) && last.every(done);
                    let decides = first.every(in_turn) && last.some(|output| !in_turn(output));
                    Finding::new(
                        Verdict::holds_if(waits && decides, "main does not wait for the thread"),
                        format!("joined before main's loop: {first}; after it: {last}"),
                    )
                },
            ),
        },
        Claim {
            id: "T5",
            says: "`join` gives the closure's value, or `Err` with what the thread panicked with.",
            look: "run 16-join-panic",
            check: check(
                [
                    (explored(listing("16-join-value")), ran(listing("16-join-value"))),
                    (explored(listing("16-join-panic")), ran(listing("16-join-panic"))),
                ],
                [
                    (
                        explored(listing("16-join-value").with("        123\n", "        0\n")),
                        ran(listing("16-join-value").with("        123\n", "        0\n")),
                    ),
                    (explored(listing("16-join-panic")), ran(listing("16-join-panic"))),
                ],
                |found| {
                    let last: Vec<_> = found
                        .iter()
                        .filter_map(|(outputs, run)| {
                            let (explored, real) = (outputs.only()?.texts().pop()?, run.texts().pop()?);
                            (explored == real).then_some(real)
                        })
                        .collect();
                    let given = last == ["Spawned thread returned: 123", "the thread failed: out of luck"];
                    let verdict = Verdict::holds_if(given, "something else comes out of `join`");
                    Finding::new(
                        verdict,
                        format!("`{}`, in a real run and under all schedules", last.join("` and `")),
                    )
                },
            ),
        },
        Claim {
            id: "T6",
            says: "`thread::sleep` waits without using the processor.",
            look: "sleep-cpu.rs",
            check: check(
                ran(ours!("sleep-cpu")),
                ran(ours!("sleep-cpu").with("thread::sleep(PAUSE)", "spin(PAUSE)")),
                |run| {
                    let (asleep, used) = (
                        run.value::<u64>("milliseconds").unwrap_or_default(),
                        run.value("milliseconds on a processor").unwrap_or(u64::MAX),
                    );
                    let idle = used < NEARLY_NOTHING;
                    let less = if idle { "less" } else { "more" };
                    Finding::new(
                        Verdict::holds_if(idle && asleep >= 500, "it keeps a processor busy"),
                        format!("{less} than {NEARLY_NOTHING} ms on a processor in half a second"),
                    )
                },
            ),
        },
    ]
}
