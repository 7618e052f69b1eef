//! Tasks: what they run on, and how they end.

use super::cut::is_cut;
use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{Output, as_if, compiled, explored, explored_late, measured, ran};
use crate::finding::{Finding, Verdict};
use crate::program::{Program, listing, ours};

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "A2",
            says: "A task needs no thread of its own.",
            look: "task-threads.rs",
            check: check(
                ran(ours!("task-threads")),
                ran(ours!("task-threads")
                    .with("const MANY: usize = 10_000;", "const MANY: usize = 50;")
                    .with("trpl::spawn_task(async move {", "std::thread::spawn(move || {")
                    .with("            trpl::sleep(HOUR).await;", "            std::thread::sleep(HOUR);")),
                |run| {
                    let (alive, more) = (
                        run.value::<usize>("alive").unwrap_or_default(),
                        run.value::<usize>("more threads").unwrap_or(usize::MAX),
                    );
                    Finding::new(
                        Verdict::holds_if(alive > 1 && more == 0, "there are more threads with more of them"),
                        format!("{more} threads more in the process with {alive} alive than with 1"),
                    )
                },
            ),
        },
        Claim {
            id: "A3",
            says: "Tasks all run on one thread.",
            look: "task-moves.rs",
            check: check(
                (ran(ours!("task-moves")), ran(in_one_thread())),
                (ran(in_one_thread()), ran(in_one_thread())),
                |(usual, single)| {
                    let threads = "threads that one task ran on";
                    let (usual, single) = (
                        usual.value::<usize>(threads).unwrap_or_default(),
                        single.value::<usize>(threads).unwrap_or_default(),
                    );
                    let several = if usual > 1 { "more than one" } else { "just one" };
                    Finding::new(
                        Verdict::holds_if(
                            usual == 1,
                            "`trpl`'s runtime has a worker for each core, and a task can move from one to another",
                        ),
                        format!(
                            "the same task was seen on {several}; on a runtime without workers, on {single}"
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A4",
            says: "When main's block ends, spawned tasks stop, finished or not.",
            look: "explore 17-06",
            check: check(
                (explored(listing("17-06")), explored_late(listing("17-06"))),
                (explored(listing("17-07")), explored_late(listing("17-07"))),
                |(exact, late)| is_cut("first task", &exact, &late),
            ),
        },
        Claim {
            id: "A5",
            says: "A task's handle is a future whose output is a `Result`.",
            look: "explore 17-task-value 17-task-panic",
            check: check(
                (
                    compiled(ours!("task-handle")),
                    explored(listing("17-task-value")),
                    explored(listing("17-task-panic")),
                ),
                (
                    compiled(ours!("task-handle").with("trpl::spawn_task(async { 123 })", "async { 123 }")),
                    explored(listing("17-task-value")),
                    explored(listing("17-task-panic")),
                ),
                |(handle, value, panic)| {
                    let last = |output: &Output, line: &str| output.texts().last() == Some(&line);
                    let ok = value.every(|output| last(output, "Spawned task returned: 123"));
                    let err = panic.every(|output| last(output, "the task failed: out of luck"));
                    Finding::new(
                        Verdict::holds_if(handle.is_accepted() && ok && err, "its output is the plain value"),
                        format!(
                            "to ask for that type {handle}; {}; {}",
                            value.last_lines(),
                            panic.last_lines()
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A7",
            says: "With threads or spawned tasks, the order is not the same every time.",
            look: "explore 16-02 17-07",
            check: check(
                (explored(listing("16-02")), explored(listing("17-07"))),
                (explored(listing("16-02")), explored(listing("17-08"))),
                |(threads, tasks)| {
                    let differs = threads.count > 1 && tasks.count > 1;
                    Finding::new(
                        Verdict::holds_if(differs, "one of them has a fixed order"),
                        format!("threads (`16-02`): {threads}; tasks (`17-07`): {tasks}"),
                    )
                },
            ),
        },
        Claim {
            id: "A27",
            says: "On one core, work can be concurrent but not parallel; that takes several.",
            look: "cost",
            check: check(measured("parallel"), as_if("parallel", |pair| pair.swapped()), |pair| {
                let (one, two) = (pair.left(), pair.right());
                Finding::new(
                    Verdict::holds_if(one < 1.1 && two > 1.3, "a second worker makes no difference"),
                    format!("processor time over time that passes: {pair}"),
                )
            }),
        },
    ]
}

/// The tasks, on a runtime that has only its caller's thread.
fn in_one_thread() -> Program {
    ours!("task-moves").with("    trpl::run(async {", "    one_worker::run(async {")
}
