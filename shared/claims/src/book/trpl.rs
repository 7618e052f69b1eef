//! The crate `trpl` itself.

use crate::check::check;
use crate::claim::Claim;
use crate::evidence::{compiled, explored, ran};
use crate::finding::{Finding, Verdict};
use crate::program::{Program, listing, ours};

/// Where each thing is said to come from, by the name that its crate has for the compiler.
const ORIGINS: [(&str, &str); 12] = [
    ("sleep", "tokio"),
    ("spawn_task", "tokio"),
    ("channel", "tokio"),
    ("JoinHandle", "tokio"),
    ("join", "futures_util"),
    ("join_all", "futures_util"),
    ("Either", "futures_util"),
    ("ReceiverStream", "tokio_stream"),
    ("StreamExt", "tokio_stream"),
    ("get", "reqwest"),
    ("race", "trpl"),
    ("run", "trpl"),
];

pub fn claims() -> Vec<Claim> {
    vec![
        Claim {
            id: "A19",
            says: "What stands behind `run` waits until `run` returns.",
            look: "run 17-12",
            check: check(
                (explored(and_after_run()), ran(and_after_run())),
                (explored(in_another_thread()), ran(in_another_thread())),
                |(outputs, run)| {
                    let place = |texts: &[&str]| {
                        texts.iter().position(|text| *text == "behind run").map(|index| index + 1)
                    };
                    let places = outputs.all.iter().filter_map(|output| place(&output.texts()));
                    let earliest = places.min().unwrap_or_default();
                    let real = place(&run.texts()).unwrap_or_default();
                    let waited = run.time("behind run").is_some_and(|at| at.as_secs() >= 2);
                    let holds = outputs.exhaustive && (earliest, real) == (5, 5) && waited;
                    Finding::new(
                        Verdict::holds_if(holds, "it runs meanwhile"),
                        format!(
                            "{outputs}: of 5 lines, the one behind it is number {earliest}; in a real run {real}"
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A25",
            says: "`trpl` hands on tokio, futures, tokio-stream, reqwest; only `run` and `race` are its own.",
            look: "origins.rs",
            check: check(
                ran(ours!("origins")),
                ran(ours!("origins").with("&trpl::sleep", "&own_sleep")),
                |run| {
                    let found = ORIGINS.map(|(name, said)| {
                        let path = run.value::<String>(name).unwrap_or_default();
                        (name, said, path.split("::").next().unwrap_or_default().to_owned())
                    });
                    let other: Vec<_> = found.iter().filter(|(_, said, of)| said != of).collect();
                    let named: Vec<_> =
                        other.iter().map(|(name, _, of)| format!("`{name}` is in {of}")).collect();
                    let own = other.iter().all(|(.., of)| of == "trpl");
                    Finding::new(
                        Verdict::holds_if(own, named.join(", "))
                            .only_if(!other.is_empty(), format!("except that {} itself", named.join(", "))),
                        format!(
                            "{} of {} names are where they are said to be",
                            found.len() - other.len(),
                            found.len()
                        ),
                    )
                },
            ),
        },
        Claim {
            id: "A26",
            says: "`trpl` has a macro for `async fn main`.",
            look: "run 17-03",
            check: check(
                (compiled(ours!("async-main")), compiled(listing("17-03"))),
                (
                    compiled(ours!("async-main").with("#[trpl::main]\nasync fn", "fn")),
                    compiled(listing("17-03")),
                ),
                |(attributed, plain)| {
                    Finding::new(
                        Verdict::holds_if(attributed.is_accepted(), "there is none; main calls `trpl::run`"),
                        format!("`#[trpl::main]`: {attributed}; without (`17-03`): {plain}"),
                    )
                },
            ),
        },
    ]
}

/// 17-12 with a line printed behind `run`.
fn and_after_run() -> Program {
    listing("17-12").with("    });\n}\n", "    });\n    println!(\"behind run\");\n}\n")
}

/// 17-12 where `run` is called in a thread.
fn in_another_thread() -> Program {
    listing("17-12")
        .with("    trpl::run(async {", "    let running = std::thread::spawn(|| trpl::run(async {")
        .with("    });\n}\n", "    }));\n    println!(\"behind run\");\n    running.join().unwrap();\n}\n")
}
