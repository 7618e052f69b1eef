//! Streams made by tasks, or by threads.

use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{Output, Ran, explored, ran};
use crate::finding::{Finding, Verdict};
use crate::program::{Program, listing};

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "A24",
            says: "Threads in place of tasks (`17-51` for `17-50`) change nothing for who reads the stream.",
            look: "explore 17-50 17-51",
            check: check(
                (
                    (explored(listing("17-50")), explored(listing("17-51"))),
                    (ran(listing("17-50")), ran(listing("17-51"))),
                ),
                (
                    (explored(listing("17-50")), explored(slower_intervals())),
                    (ran(listing("17-50")), ran(slower_intervals())),
                ),
                |((tasks, threads), (real_tasks, real_threads))| {
                    let same = tasks.exhaustive && threads.exhaustive && tasks.texts() == threads.texts();
                    // Which of two lines comes first at one instant differs from run to run.
                    let voices = |run: &Ran| ["Message", "Interval"].map(|voice| said_by(run, voice));
                    let same_run = voices(&real_tasks) == voices(&real_threads);
                    Finding::new(
                        Verdict::holds_if(same && same_run, "the reader sees a difference"),
                        format!(
                            "tasks: {tasks}; threads: {}; real runs: {} lines",
                            if same { "the same" } else { "others" },
                            if same_run { "the same" } else { "other" },
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A28",
            says: "A throttled stream slows down who produces for it.",
            look: "explore 17-50",
            check: check(explored(counting()), explored(counting_with_a_bound()), |outputs| {
                let shown = |output: &Output| output.count("Interval #");
                let produced = |output: &Output| {
                    let texts = output.texts();
                    texts.last()?.strip_prefix("produced: ")?.parse::<usize>().ok()
                };
                let shown = outputs.all.iter().map(shown).min().unwrap_or_default();
                let produced = outputs.all.iter().filter_map(produced).max().unwrap_or_default();
                Finding::new(
                    Verdict::holds_if(
                        produced < 2 * shown + 10,
                        format!(
                            "the producer goes on, and the channel fills: {} wait in it",
                            produced.saturating_sub(shown)
                        ),
                    ),
                    format!("{produced} intervals produced, {shown} shown"),
                )
            }),
        },
    ]
}

/// The lines that begin with this word.
fn said_by(run: &Ran, voice: &str) -> Vec<String> {
    run.texts().into_iter().filter(|line| line.starts_with(voice)).map(str::to_owned).collect()
}

/// 17-51 with intervals that come too late to be throttled.
fn slower_intervals() -> Program {
    listing("17-51")
        .with("thread::sleep(Duration::from_millis(1))", "thread::sleep(Duration::from_millis(700))")
}

/// 17-50, which tells at its end how many intervals its task has produced.
fn counting() -> Program {
    listing("17-50")
        .with(
            "let intervals = get_intervals()",
            "let produced = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));\n        \
             let intervals = get_intervals(produced.clone())",
        )
        .with(
            "fn get_intervals()",
            "fn get_intervals(produced: std::sync::Arc<std::sync::atomic::AtomicU32>)",
        )
        .with(
            "            if let Err(error) = tx.send(n) {",
            "            produced.store(n, std::sync::atomic::Ordering::SeqCst);\n            \
             if let Err(error) = tx.send(n) {",
        )
        .with(
            "            println!(\"{item}\");\n        }\n",
            "            println!(\"{item}\");\n        }\n        \
             println!(\"produced: {}\", produced.load(std::sync::atomic::Ordering::SeqCst));\n",
        )
}

/// The same, with a channel between task and stream that holds one interval.
fn counting_with_a_bound() -> Program {
    counting()
        .with(
            "fn get_intervals(produced: std::sync::Arc<std::sync::atomic::AtomicU32>) -> impl Stream<Item = u32> {\n    let (tx, rx) = trpl::channel();",
            "fn get_intervals(produced: std::sync::Arc<std::sync::atomic::AtomicU32>) -> impl Stream<Item = u32> {\n    let (tx, rx) = tokio::sync::mpsc::channel(1);",
        )
        .with("tx.send(n) {", "tx.send(n).await {")
        .with(
            "Could not send interval {n}: {error}\");\n                break;\n            }\n        }\n    });\n    ReceiverStream::new(rx)",
            "Could not send interval {n}: {error}\");\n                break;\n            }\n        }\n    });\n    futures::stream::unfold(rx, |mut rx| async move { Some((rx.recv().await?, rx)) })",
        )
}
