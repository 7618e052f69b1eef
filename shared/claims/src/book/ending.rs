//! When a program with channels comes to its end.

use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{Outputs, explored};
use crate::finding::{Finding, Verdict};
use crate::program::{Program, listing};

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "A12",
            says: "The messages of `17-10` all arrive 2 s after the start, and then it never ends.",
            look: "explore 17-10",
            check: check(
                explored(listing("17-10")),
                explored(listing("17-10").with("        while let", "        drop(tx);\n        while let")),
                |outputs| hangs_after(&outputs, [2000; 4]),
            ),
        },
        Claim {
            id: "A13",
            says: "The messages of `17-11` arrive every 500 ms from the start, and then it never ends.",
            look: "explore 17-11",
            check: check(
                explored(listing("17-11")),
                explored(listing("17-11").with("let tx_fut = async {", "let tx_fut = async move {")),
                |outputs| hangs_after(&outputs, [0, 500, 1000, 1500]),
            ),
        },
        Claim {
            id: "A14",
            says: "Moving `tx` into its block lets the program end, 500 ms after the last message.",
            look: "explore 17-12",
            check: check(explored(and_then("17-12")), explored(and_then("17-11")), |outputs| {
                let times = outputs.only().map(|output| (output.returns(), output.times()));
                let (returns, times) = times.unwrap_or_default();
                let later = match times[..] {
                    [.., last, joined] if returns => Some(joined - last),
                    _ => None,
                };
                let verdict = Verdict::holds_if(later == Some(500), "it never ends");
                let after = later
                    .map_or("never joined".to_owned(), |ms| format!("joined {ms} ms after the last message"));
                Finding::new(verdict, format!("{outputs}; {after}"))
            }),
        },
        Claim {
            id: "A16",
            says: "Both sending blocks of `17-13` must be `async move`, else it never ends.",
            look: "explore 17-13-one-move-short",
            check: check(
                (
                    explored(listing("17-13")),
                    explored(listing("17-13-one-move-short")),
                    explored(listing("17-13").with("tx_fut = async move {", "tx_fut = async {")),
                    explored(taken_without_move()),
                ),
                (
                    explored(listing("17-13")),
                    explored(taken_without_move()),
                    explored(listing("17-13").with("tx_fut = async move {", "tx_fut = async {")),
                    explored(taken_without_move()),
                ),
                |(both, first_short, second_short, taken)| {
                    let ends = |outputs: &Outputs| outputs.every(|output| output.returns());
                    let hangs = |outputs: &Outputs| outputs.every(|output| output.hangs());
                    let holds = ends(&both) && hangs(&first_short) && hangs(&second_short);
                    Finding::new(
                        Verdict::holds_if(holds, "it ends without").only_if(
                            ends(&taken),
                            "unless the block owns its sender otherwise: one that drops it at its end needs no `move`",
                        ),
                        format!(
                            "with both `move` it {}; without the first it {}; without the second it {}",
                            both.ends(),
                            first_short.ends(),
                            second_short.ends(),
                        ),
                    )
                },
            ),
        },
    ]
}

/// A listing that tells when its futures are joined.
fn and_then(id: &'static str) -> Program {
    let joined = "trpl::join(tx_fut, rx_fut).await;\n        println!(\"joined\");";
    listing(id).with("trpl::join(tx_fut, rx_fut).await;", joined)
}

/// 17-13 with a first block that isn't `move`, but drops its sender.
fn taken_without_move() -> Program {
    let sleep = "                trpl::sleep(Duration::from_millis(500)).await;\n            }\n";
    listing("17-13-one-move-short").with(
        sleep,
        "                trpl::sleep(Duration::from_millis(500)).await;\n            }\n            drop(tx1);\n",
    )
}

/// One output, with lines at these times, that hangs because `tx` is alive.
fn hangs_after(outputs: &Outputs, times: [u64; 4]) -> Finding {
    let Some(output) = outputs.only() else {
        return Finding::new(Verdict::Fails("its output differs".to_owned()), outputs.to_string());
    };
    let holds = output.hangs() && output.why.contains("`Sender`") && output.times() == times;
    let at: Vec<String> = output.times().iter().map(ToString::to_string).collect();
    let end = if output.why.is_empty() { output.end.to_string() } else { output.why.clone() };
    Finding::new(
        Verdict::holds_if(holds, format!("it {}", output.end)),
        format!("{outputs}, lines at {} ms; {end}", at.join(", ")),
    )
}
