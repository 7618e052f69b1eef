//! Channels between tasks.

use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{Output, Outputs, compiled, explored, ran};
use crate::finding::{Finding, Verdict};
use crate::program::{Program, listing, ours};

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "A9",
            says: "`recv` hands control back while it waits, so that others run.",
            look: "explore 17-12",
            check: check(
                explored(receiver_first()),
                explored(
                    receiver_first()
                        .with(
                            "let (tx, mut rx) = trpl::channel()",
                            "let (tx, rx) = std::sync::mpsc::channel()",
                        )
                        .with("while let Some(word) = rx.recv().await", "while let Ok(word) = rx.recv()"),
                ),
                |outputs| {
                    let (times, ends) = match outputs.only() {
                        Some(output) => (output.times(), output.end.name()),
                        None => (Vec::new(), "differs"),
                    };
                    let holds = ends == "returns" && times == [0, 500, 1000, 1500];
                    Finding::new(
                        Verdict::holds_if(holds, "nobody else runs while it waits"),
                        format!(
                            "joined before the sender, it still gets {} messages, one each 500 ms; the program {ends}",
                            times.len()
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A10",
            says: "`send` on a `trpl::channel` neither waits nor is awaited: the channel has no limit.",
            look: "task-sends.rs",
            check: check(
                (
                    explored(ours!("task-sends")),
                    compiled(ours!("task-sends").with("send(n)", "send(n).await")),
                    ran(ours!("million-task-sends")),
                ),
                (
                    explored(bounded(ours!("task-sends").with("send(n)", "send(n).await"))),
                    compiled(bounded(ours!("task-sends").with("send(n)", "send(n).await"))),
                    ran(ours!("million-task-sends")),
                ),
                |(sent, awaited, million)| {
                    let never_waits = sent.every(|output| output.returns() && output.count("sent") == 5);
                    let holds = never_waits && awaited.begins_with("E0277");
                    Finding::new(
                        Verdict::holds_if(holds, "it waits for room"),
                        format!(
                            "nobody receives, and it takes {} messages; to await it is {awaited}",
                            million.value::<u64>("waiting to be received").unwrap_or_default()
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A11",
            says: "Both halves of a `trpl::channel` can be cloned.",
            look: "task-sends.rs",
            check: check(
                (
                    compiled(with_loop("let _tx1 = tx.clone();\n        for n in")),
                    compiled(with_loop("let _rx1 = _rx.clone();\n        for n in")),
                ),
                (
                    compiled(with_loop("let _tx1 = tx.clone();\n        for n in")),
                    compiled(with_loop("let _tx1 = tx.clone();\n        for n in")),
                ),
                |(sender, receiver)| {
                    let both = sender.is_accepted() && receiver.is_accepted();
                    Finding::new(
                        Verdict::holds_if(both, "only the sender can; there is one receiver"),
                        format!("`tx.clone()` {sender}; `rx.clone()`: {receiver}"),
                    )
                },
            ),
        },
        Claim {
            id: "A15",
            says: "`recv` gives `None` only once every sender is gone or the channel closed, after what was sent.",
            look: "explore 17-channel-closed",
            check: check(
                (
                    explored(listing("17-channel-closed")),
                    explored(ours!("closed-channel")),
                    explored(listing("17-13-one-move-short")),
                ),
                (
                    explored(listing("17-channel-closed")),
                    explored(ours!("closed-channel")),
                    explored(listing("17-13")),
                ),
                |(dropped, closed, alive)| {
                    let ends =
                        |lines: [&'static str; 2]| move |output: &Output| output.texts().ends_with(&lines);
                    let after = dropped.every(ends(["received Some(\"left over\")", "received None"]))
                        && closed.every(ends(["received Some(\"before\")", "received None"]));
                    let waits = alive.every(|output| output.hangs() && output.count("received") == 8);
                    Finding::new(
                        Verdict::holds_if(after && waits, "it gives `None` earlier"),
                        format!(
                            "senders dropped: {}; channel closed: {}; with a sender alive, after {} messages, it {}",
                            last_two(&dropped),
                            last_two(&closed),
                            alive.all.first().map_or(0, |output| output.count("received")),
                            alive.ends(),
                        ),
                    )
                },
            ),
        },
    ]
}

/// 17-12, where the future that receives is polled first.
fn receiver_first() -> Program {
    listing("17-12").with("trpl::join(tx_fut, rx_fut)", "trpl::join(rx_fut, tx_fut)")
}

/// With a channel that holds two messages.
fn bounded(program: Program) -> Program {
    program.with("trpl::channel()", "tokio::sync::mpsc::channel(2)")
}

/// With something before the loop that sends.
fn with_loop(to: &'static str) -> Program {
    ours!("task-sends").with("for n in", to)
}

/// The last two lines of a program that has one output.
fn last_two(outputs: &Outputs) -> String {
    let texts = outputs.only().map(Output::texts).unwrap_or_default();
    format!("`{}`", texts[texts.len().saturating_sub(2)..].join("`, `"))
}
